"""Writes a CSV file of text from people: no spreadsheet takes a cell for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from agentview.core.errors import rejected
from agentview.files.safe_cell import safe_cell


class Table:
    """Writes rows that no spreadsheet takes for formulas."""

    def __init__(self, path: Path) -> None:
        """Open the file anew."""
        # With its mark, spreadsheets read the file as UTF-8.
        self.file = path.open("w", encoding="utf-8-sig", newline="", errors="replace")
        self._rows = csv.writer(self.file)

    def write(self, cells: Iterable[str]) -> None:
        """Add a row."""
        self._rows.writerow([safe_cell(cell) for cell in cells])


@contextmanager
def table_file(path: Path, columns: Sequence[str]) -> Iterator[Table]:
    """Write a file with these columns. Raises Rejected (`E-REJECTS-FILE`)."""
    try:
        table = Table(path)
    except OSError as error:
        raise rejected("E-REJECTS-FILE", file=path.name) from error
    try:
        table.write(columns)
        yield table
    except OSError as error:
        raise rejected("E-REJECTS-FILE", file=path.name) from error
    finally:
        table.file.close()
