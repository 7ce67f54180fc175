"""Lists the orders that wait for the caller, and those that the caller decided (S-30)."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.wireless import ApprovalStatus, OrderType, WirelessStatus
from agentview.contract.wireless_approvals import (
    ApprovalPage,
    ApprovalRow,
    ApprovalView,
    FindRequest,
    ViewCount,
    ViewCounts,
    ViewsRequest,
)
from agentview.services.unit import Unit
from agentview.services.wireless_approval.queries import CAP, page_keys, place_in, shown_rows, view_sizes
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
