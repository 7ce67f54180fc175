"""Writes rows as CSV or as a spreadsheet, so that no cell is taken for a formula; imports no Qt."""

from __future__ import annotations

import csv
import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from pathlib import Path
from typing import Generic, Protocol, TextIO, TypeVar

R = TypeVar("R")
R_contra = TypeVar("R_contra", contravariant=True)
Cell = str | int | date | None
_SPREADSHEET = "agentview.ui.lists.spreadsheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"\+\d{6,15}")


class Format(StrEnum):
    """The kinds of file."""

    CSV = "csv"
    XLSX = "xlsx"


class Content(StrEnum):
    """What a column holds: our own words and numbers, text that people typed, or telephone numbers."""

    OWN = auto()
    FREE = auto()
    PHONE = auto()


@dataclass(frozen=True)
class ExportColumn(Generic[R]):
    """A column of the file: its title, and what a row has in it.

    In CSV, text that people typed and that could pass for a formula gets an apostrophe before it; a telephone
    number such as +61355500142 keeps its plus. In a spreadsheet all text is stored as text, unchanged.
    """

    key: str
    title: str
    value: Callable[[R], Cell]
    content: Content = Content.OWN


class RowFile(Protocol[R_contra]):
    """A file that takes rows."""

    def write(self, rows: Iterable[R_contra]) -> None:
        """Add rows. Raises OSError."""
        ...

    def finish(self) -> None:
        """Write what is left and close. Raises OSError."""
        ...

    def discard(self) -> None:
        """Close; what was written is of no use."""
        ...


def open_file(path: Path, kind: Format, columns: Sequence[ExportColumn[R]], sheet: str) -> RowFile[R]:
    """Begin a file with its header; `sheet` names the one sheet of a spreadsheet. Raises OSError."""
    if kind is Format.CSV:
        return CsvFile(path, columns)
    # Loaded only now: its library would take a tenth of a second of every start.
    made: RowFile[R] = importlib.import_module(_SPREADSHEET).XlsxFile(path, columns, sheet)
    return made


class CsvFile(Generic[R]):
    """UTF-8 with a byte order mark, so that spreadsheets read accents."""

    def __init__(self, path: Path, columns: Sequence[ExportColumn[R]]) -> None:
        """Write the header."""
        self._columns = columns
        self._file: TextIO = path.open("w", encoding="utf-8-sig", newline="")
        self._out = csv.writer(self._file)
        self._out.writerow([column.title for column in columns])

    def write(self, rows: Iterable[R]) -> None:
        """Add rows."""
        self._out.writerows([csv_cell(column, row) for column in self._columns] for row in rows)

    def finish(self) -> None:
        """Close it."""
        self._file.close()

    def discard(self) -> None:
        """Close it."""
        self._file.close()


def csv_cell(column: ExportColumn[R], row: R) -> str:
    """The text of a cell, made harmless where it could pass for a formula."""
    value = column.value(row)
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    if column.content is Content.OWN or (column.content is Content.PHONE and _NUMBER.fullmatch(text)):
        return text
    return f"'{text}" if text.startswith(_FORMULA) else text


def shown_columns(columns: Sequence[ExportColumn[R]], keys: Sequence[str]) -> tuple[ExportColumn[R], ...]:
    """The columns with these keys in this order."""
    by_key = {column.key: column for column in columns}
    return tuple(by_key[key] for key in keys if key in by_key)
