"""Writes rows as a spreadsheet; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from agentview.ui.lists.export import Cell, ExportColumn

R = TypeVar("R")
TITLE_LENGTH = 31
_NOT_IN_TITLES = str.maketrans("", "", "[]:*?/\\'")


class XlsxFile(Generic[R]):
    """One sheet; text is text whatever it begins with, numbers and days are what they are."""

    def __init__(self, path: Path, columns: Sequence[ExportColumn[R]], sheet: str) -> None:
        """Write the header."""
        self._columns = columns
        self._file = path.open("wb")
        self._is_saved = False
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet(sheet.translate(_NOT_IN_TITLES)[:TITLE_LENGTH])
        self._sheet.append([self._cell(column.title) for column in columns])

    def write(self, rows: Iterable[R]) -> None:
        """Add rows."""
        for row in rows:
            self._sheet.append([self._cell(column.value(row)) for column in self._columns])

    def finish(self) -> None:
        """Write the file."""
        with self._file:
            self._save(self._file)

    def discard(self) -> None:
        """Close it; the library lets go of its own temporary files only when it saves."""
        self._file.close()
        if not self._is_saved:
            self._save(BytesIO())

    def _save(self, file: IO[bytes]) -> None:
        self._is_saved = True
        self._book.save(file)

    def _cell(self, value: Cell) -> Any:  # noqa: ANN401 - the library's cell has no public type
        if not isinstance(value, str):
            return WriteOnlyCell(self._sheet, value)  # type: ignore[arg-type]  # days are taken too
        cell = WriteOnlyCell(self._sheet, value)
        cell.data_type = "s"
        return cell
