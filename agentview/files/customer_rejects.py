"""Writes customers into files: the rows that were not taken in with the reasons, and an export."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from agentview.contract.customer_imports import EXPORT, ExportRequest, ImportField, Reject
from agentview.core.errors import rejected
from agentview.files.calls import Calls
from agentview.files.customer_file import CustomerFile
from agentview.files.reasons import reasons
from agentview.files.safe_cell import safe_cell

ADDED = ("reason", "what to do", "row")


def write_rejects(file: CustomerFile, rejects: Iterable[Reject], path: Path) -> int:
    """Write the rows as they stand in the file, each with why; return how many.

    Corrected, the file can be imported as it is. Raises Rejected (`E-REJECTS-FILE`).
    """
    columns = file.columns()
    wanted = iter(rejects)
    reject = next(wanted, None)
    written = 0
    with _table(path, (*columns, *ADDED)) as table:
        for row in file.rows():
            if reject is None:
                break
            if row.number != reject.row:
                continue
            why, advice = reasons(tuple(info.refusal() for info in reject.refusals))
            cells = row.cells + ("",) * (len(columns) - len(row.cells))
            table.write((*cells, why, advice, str(row.number)))
            written += 1
            reject = next(wanted, None)
    return written


def write_customers(gateway: Calls, path: Path, *, in_full: bool) -> Iterator[int]:
    """Write all customers in the columns of an import; yield how many there are so far."""
    fields = tuple(field for field in ImportField if field not in _PARTS)
    written = 0
    after = 0
    with _table(path, [field.value for field in fields]) as table:
        while True:
            page = gateway.call(EXPORT, ExportRequest(after_id=after, in_full=in_full))
            for row in page.rows:
                table.write([row.values.get(field, "") for field in fields])
                after = row.account_id
            written += len(page.rows)
            yield written
            if not page.has_more:
                return


_PARTS = (ImportField.FIRST_NAME, ImportField.LAST_NAME)
"""A name goes out as one."""


class _Table:
    """Writes rows that no spreadsheet takes for formulas."""

    def __init__(self, path: Path) -> None:
        # With its mark, spreadsheets read the file as UTF-8.
        self.file = path.open("w", encoding="utf-8-sig", newline="", errors="replace")
        self._rows = csv.writer(self.file)

    def write(self, cells: Iterable[str]) -> None:
        """Add a row."""
        self._rows.writerow([safe_cell(cell) for cell in cells])


@contextmanager
def _table(path: Path, columns: Sequence[str]) -> Iterator[_Table]:
    try:
        table = _Table(path)
    except OSError as error:
        raise rejected("E-REJECTS-FILE", file=path.name) from error
    try:
        table.write(columns)
        yield table
    except OSError as error:
        raise rejected("E-REJECTS-FILE", file=path.name) from error
    finally:
        table.file.close()
