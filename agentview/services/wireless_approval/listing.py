"""Lists the orders that wait for the caller, and those that the caller decided (S-30)."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.wireless import ApprovalStatus, OrderType, WirelessStatus
from agentview.contract.wireless_approvals import (
    ApprovalPage,
    ApprovalRow,
    ApprovalSize,
    ApprovalView,
    ExportPage,
    ExportRequest,
    FindRequest,
    SizeRequest,
    ViewCount,
    ViewCounts,
    ViewsRequest,
)
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit
from agentview.services.wireless_approval.queries import (
    CAP,
    list_size,
    page_keys,
    place_in,
    shown_rows,
    view_sizes,
)
from agentview.services.wireless_company.pages import EXPORT_PAGE
from agentview.services.wireless_forms.matter import order_reference


def find(unit: Unit, request: FindRequest) -> ApprovalPage:
    """Return a page of orders, in a fixed number of statements."""
    keys = page_keys(unit, request)
    rows = shown_rows(unit, request.filter, [key.id for key in keys])
    return ApprovalPage(
        rows=tuple(_row(unit, rows[key.id]) for key in keys),
        first=place_in(keys[0], request.sort).token() if keys else None,
        last=place_in(keys[-1], request.sort).token() if keys else None,
        as_of=unit.now,
    )


def views(unit: Unit, _request: ViewsRequest) -> ViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit)
    return ViewCounts(counts=tuple(ViewCount(view=view, rows=sizes[view]) for view in ApprovalView), cap=CAP)


def size(unit: Unit, request: SizeRequest) -> ApprovalSize:
    """Count the orders of a list exactly, each once."""
    return ApprovalSize(rows=list_size(unit, request.filter))


def export(unit: Unit, request: ExportRequest) -> ExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = list_size(unit, request.filter)
    refuse_large(unit, total)
    if request.after is None:
        said = f"approvals: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    found = find(unit, FindRequest(**wanted, limit=EXPORT_PAGE))
    last = found.last if len(found.rows) == EXPORT_PAGE else None
    return ExportPage(rows=found.rows, last=last, total=total, zone=unit.caller.zone)


def _row(unit: Unit, row: Row[Any]) -> ApprovalRow:
    order = row.WirelessOrder
    return ApprovalRow(
        order_id=order.id,
        version=order.row_version,
        reference=order_reference(order.id),
        type=OrderType(order.type_code),
        status=WirelessStatus(order.status),
        customer=row.customer,
        requester=row.requester,
        beneficiary=row.beneficiary,
        once_cents=order.onetime_cost_cents,
        monthly_cents=order.monthly_cost_cents,
        currency=order.currency,
        is_policy_exception=order.is_policy_exception,
        level=order.level,
        levels=order.levels,
        part=ApprovalStatus(row.part),
        is_default=row.is_default,
        delegator="" if row.approver_user_id == unit.caller.user_id else row.delegator,
        waiting_since=order.waiting_since,
        decided_at=row.decided_at,
        expires_at=order.expires_at,
    )
