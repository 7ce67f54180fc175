"""Reads text line by line, and lets no line grow without end."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from agentview.core.errors import rejected

LONGEST_LINE = 200_000


class LongLines:
    """The lines of a text; one that is too long comes empty, and is remembered until it was asked about."""

    def __init__(self, text: TextIO) -> None:
        """Read from `text`."""
        self._text = text
        self._was_long = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
            return line
        self._was_long = True
        while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
            pass
        return "\n"

    def was_long(self) -> bool:
        """Say whether a line was too long since this was asked last."""
        was_long, self._was_long = self._was_long, False
        return was_long


@contextmanager
def open_text(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """Read a stream as text from its start; bytes that do not fit become half characters.

    Those can be stored nowhere, so that the row is refused and the others are not. Raises Rejected
    (`E-ENCODING`) for an encoding that cannot go on after such bytes.
    """
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    try:
        yield text
    except UnicodeError as error:
        at = error.start + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise rejected("E-ENCODING", encoding=encoding, byte=at) from error
    finally:
        text.detach()
