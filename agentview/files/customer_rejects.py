"""Writes customers into files: the rows that were not taken in with the reasons, and an export."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from agentview.contract.customer_imports import EXPORT, ExportRequest, ImportField, Reject
from agentview.files.calls import Calls
from agentview.files.customer_file import CustomerFile
from agentview.files.reasons import reasons
from agentview.files.table_file import table_file

ADDED = ("reason", "what to do", "row")


def write_rejects(file: CustomerFile, rejects: Iterable[Reject], path: Path) -> int:
    """Write the rows as they stand in the file, each with why; return how many.

    Corrected, the file can be imported as it is. Raises Rejected (`E-REJECTS-FILE`).
    """
    columns = file.columns()
    wanted = iter(rejects)
    reject = next(wanted, None)
    written = 0
    with table_file(path, (*columns, *ADDED)) as table:
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
    with table_file(path, [field.value for field in fields]) as table:
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
