"""Reads the first sheet of an XLSX workbook row by row; what looks like a formula is text."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from agentview.core.errors import rejected

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 1024 * 1024 * 1024
"""A workbook that unpacks to more is refused before it is unpacked."""


def is_workbook(head: bytes) -> bool:
    """Say whether a file begins as an XLSX workbook does."""
    return head.startswith(_ZIP)


def is_old_workbook(head: bytes) -> bool:
    """Say whether a file begins as a workbook of the old format does."""
    return head.startswith(_OLD)


def workbook_rows(stream: BinaryIO, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row as text. Raises Rejected (`E-FILE-XLSX`)."""
    try:
        with ZipFile(stream) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > _LARGEST:
            raise rejected("E-FILE-XLSX", file=name)
        stream.seek(0)
        book = load_workbook(stream, read_only=True, data_only=False)
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            return
        for row in sheet.iter_rows(values_only=True):
            yield tuple(map(_text, row))
    except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, OSError) as error:
        raise rejected("E-FILE-XLSX", file=name) from error


def _text(value: object) -> str:
    """Return a cell as a person reads it: whole numbers without a point, days without a time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
