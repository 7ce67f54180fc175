"""Reads files of warehouses as text, whatever their encoding, and lets no part of them grow without end."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from agentview.core.errors import Rejected, rejected
from agentview.files.csv_shape import detect_encoding

BLOCK = 64 * 1024
LARGEST_PART = 1024 * 1024
"""No record, line or segment of a file is larger."""


def cannot_read(form: str, kind: str, at: int) -> Rejected:
    """Return why a file cannot be read: `kind` names it, `at` counts lines, segments or records from 1."""
    return rejected("E-WAREHOUSE-FILE", rule="R-HW-17", format=form, kind=kind, position=at)


@contextmanager
def open_decoded(stream: BinaryIO, form: str, encoding: str | None = None) -> Iterator[TextIO]:
    """Read `stream` from its start as text, by its mark, its zeros, or a guess. Raises Rejected."""
    found = encoding or detect_encoding(stream)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=found, errors="strict", newline="")
    try:
        yield text
    except UnicodeError as error:
        raise cannot_read(form, "encoding", 1) from error
    finally:
        # Whoever stopped in the middle may have closed the stream before this.
        if not stream.closed:
            text.detach()


def as_utf8(stream: BinaryIO, form: str, encoding: str | None = None) -> Iterator[bytes]:
    """Yield `stream` from its start as UTF-8."""
    with open_decoded(stream, form, encoding) as text:
        while block := text.read(BLOCK):
            yield block.encode()
