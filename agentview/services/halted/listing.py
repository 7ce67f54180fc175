"""Halted requests as a list (S-08), each with the commands that are open on the retailer's side."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.halted import (
    HaltedExportPage,
    HaltedExportRequest,
    HaltedPage,
    HaltedRequest,
    HaltedRow,
    HaltedSize,
    HaltedSizeRequest,
)
from agentview.contract.provisioning import HaltCode, QueueRow
from agentview.services.exporting import refuse_large
from agentview.services.halted.queries import page_rows, place_in, size_of
from agentview.services.provisioning.row import queue_rows
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def requests(unit: Unit, request: HaltedRequest) -> HaltedPage:
    """Return a page of what is halted for customers of the own provider (R-PRV-18, 22)."""
    fetched = page_rows(unit.session, unit.caller, request)
    shown, commands = queue_rows(fetched, unit.caller, unit.now, {})
    return HaltedPage(
        rows=tuple(_row(row, seen) for row, seen in zip(fetched, shown, strict=True)),
        commands=commands,
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: HaltedSizeRequest) -> HaltedSize:
    """Count the rows of a list exactly."""
    return HaltedSize(rows=size_of(unit.session, unit.caller, request.filter))


def export(unit: Unit, request: HaltedExportRequest) -> HaltedExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, HaltedSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"halted requests: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = requests(unit, HaltedRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return HaltedExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def _row(row: Row[Any], shown: QueueRow) -> HaltedRow:
    return HaltedRow(
        task_id=shown.task_id,
        version=shown.version,
        reference=shown.reference,
        order_id=row.order_id,
        transfer_type=shown.transfer_type,
        account_id=row.account_id,
        account_no=shown.account_no,
        customer=shown.customer,
        service=row.service,
        identifier=shown.identifier,
        halt_code=HaltCode(row.halt_code or HaltCode.OTHER),
        halt_text=row.halt_text or "",
        halted_at=row.halted_at,
        halted_by=row.halted_by or "",
        attempt_no=shown.attempt_no,
        commands=shown.commands,
    )
