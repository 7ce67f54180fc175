"""Reads a file of customers, CSV or XLSX, row by row in little memory (D-36)."""

import csv
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from agentview.core.errors import AgentViewError, Refusal, rejected
from agentview.core.text import has_forbidden
from agentview.files.csv_shape import Shape, detect_encoding, detect_shape
from agentview.files.file_guard import BLOCK, open_guarded
from agentview.files.safe_cell import plain_cell
from agentview.files.text_lines import LongLines, open_text
from agentview.files.workbook import is_old_workbook, is_workbook, workbook_rows

MOST_COLUMNS = 100
LONGEST_CELL = 10_000
PREVIEW = 20


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file: its number as in a spreadsheet, its cells, or why it cannot be read."""

    number: int
    cells: tuple[str, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the file is: digest, columns, rows, the first of them; of CSV the encoding and the separator."""

    sha256: str
    columns: tuple[str, ...]
    rows: int
    preview: tuple[FileRow, ...]
    encoding: str
    separator: str


class CustomerFile:
    """An import file. Open it, look at it whole, then go through its rows."""

    def __init__(self, path: Path, encoding: str | None = None, separator: str | None = None) -> None:
        """Open the file. Raises Rejected: `E-FILE-OPEN`, `E-FILE-LARGE`, `E-FILE-EMPTY`, `E-FILE-XLS`."""
        self.path = path
        self._stream: BinaryIO = open_guarded(path)
        try:
            self._state = self._now()
            self._sha256 = self._digest()
            self._is_workbook, self._shape = self._detected(encoding, separator)
        except AgentViewError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _detected(self, encoding: str | None, separator: str | None) -> tuple[bool, Shape]:
        """Return whether it is a workbook, and of a CSV file how it is written."""
        self._stream.seek(0)
        head = self._stream.read(8)
        if is_old_workbook(head):
            raise rejected("E-FILE-XLS", file=self.path.name)
        if is_workbook(head):
            return True, Shape("", "")
        return False, detect_shape(self._stream, encoding or detect_encoding(self._stream), separator)

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def look(self) -> Found:
        """Read the whole file: count its rows and keep the first ones. Raises Rejected (`E-FILE-CSV`)."""
        columns = self.columns()
        preview: list[FileRow] = []
        number = 0
        for row in self.rows():
            number += 1
            if len(preview) < PREVIEW:
                preview.append(row)
        if not number:
            raise rejected("E-FILE-CSV", file=self.path.name)
        return Found(
            self._sha256, columns, number, tuple(preview), self._shape.encoding, self._shape.separator
        )

    def columns(self) -> tuple[str, ...]:
        """Return the header. Raises Rejected (`E-FILE-CSV`) where there is none."""
        first = next(self._records(), None)
        names = tuple(cell.strip() for cell in first[0]) if first else ()
        while names and not names[-1]:
            names = names[:-1]
        if not names or len(names) > MOST_COLUMNS or any(has_forbidden(name) for name in names):
            raise rejected("E-FILE-CSV", file=self.path.name)
        return names

    def rows(self) -> Iterator[FileRow]:
        """Yield the rows below the header. Raises Rejected (`E-FILE-CHANGED`) if it was changed meanwhile."""
        columns = self.columns()
        records = self._records()
        next(records)
        for number, (cells, is_long) in enumerate(records, 2):
            if number % 1000 == 0 and self._now() != self._state:
                raise rejected("E-FILE-CHANGED", position=number)
            yield _row(number, cells, len(columns), is_long=is_long, pads=self._is_workbook)

    def _records(self) -> Iterator[tuple[Sequence[str], bool]]:
        """Yield each record with whether it was too long to be kept."""
        self._stream.seek(0)
        if self._is_workbook:
            yield from ((cells, False) for cells in workbook_rows(self._stream, self.path.name))
            return
        with open_text(self._stream, self._shape.encoding) as text:
            lines = LongLines(text)
            reader = csv.reader(lines, delimiter=self._shape.separator)
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    lines.was_long()
                    yield (), True
                    continue
                yield cells, lines.was_long()

    def _digest(self) -> str:
        digest = hashlib.sha256()
        self._stream.seek(0)
        while block := self._stream.read(BLOCK):
            digest.update(block)
        return digest.hexdigest()

    def _now(self) -> tuple[int, int]:
        found = os.fstat(self._stream.fileno())
        return found.st_size, found.st_mtime_ns


def _row(number: int, cells: Sequence[str], columns: int, *, is_long: bool, pads: bool) -> FileRow:
    if is_long or any(len(cell) > LONGEST_CELL for cell in cells):
        return FileRow(number, (), (Refusal("E-ROW-LONG"),))
    if not any(cell.strip() for cell in cells):
        return FileRow(number, ("",) * columns)
    kept = tuple(cells[:columns])
    is_ragged = any(cell.strip() for cell in cells[columns:]) or (len(cells) < columns and not pads)
    if is_ragged:
        values = {"cells": len(cells), "columns": columns}
        return FileRow(number, kept, (Refusal("E-ROW-CELLS", values={**values}),))
    kept += ("",) * (columns - len(kept))
    if any(has_forbidden(cell) for cell in kept):
        return FileRow(number, (), (Refusal("E-CHARACTERS"),))
    return FileRow(number, tuple(map(plain_cell, kept)))
