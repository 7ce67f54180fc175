"""Lists wireless orders (S-29): pages, sizes, counts of views, exports."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row

from agentview.contract.value import CommandState
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_orders import (
    ExportPage,
    ExportRequest,
    FindRequest,
    SizeRequest,
    ViewCount,
    ViewCounts,
    ViewsRequest,
    WirelessCommand,
    WirelessPage,
    WirelessRow,
    WirelessSize,
    WirelessView,
)
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.lifecycle import WirelessFacts
from agentview.services.wireless_forms.matter import order_reference
from agentview.services.wireless_orders.facts import approved_by, command_states
from agentview.services.wireless_orders.queries import CAP, page_rows, place_in, size_of, view_sizes

EXPORT_PAGE = 200
OF_ROW = (
    WirelessCommand.EDIT,
    WirelessCommand.DISCARD,
    WirelessCommand.CANCEL,
    WirelessCommand.RESUBMIT,
    WirelessCommand.ANSWER,
)
"""What is done to a row; confirming and submitting take the whole order."""


def find(unit: Unit, request: FindRequest) -> WirelessPage:
    """Return a page of orders, each with its commands, in two statements (R-WL-33)."""
    fetched = page_rows(unit, request)
    approved = approved_by(unit, [row.id for row in fetched]) if fetched else set()
    commands: dict[str, tuple[CommandState, ...]] = {}
    rows: list[WirelessRow] = []
    for row in fetched:
        states = _commands(unit, row, approved)
        key = next((key for key, known in commands.items() if known == states), str(len(commands)))
        commands[key] = states
        rows.append(_shown(row, key))
    return WirelessPage(
        rows=tuple(rows),
        commands=commands,
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: SizeRequest) -> WirelessSize:
    """Count the orders of a list exactly."""
    return WirelessSize(rows=size_of(unit, request.filter))


def views(unit: Unit, request: ViewsRequest) -> ViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit, request.scope)
    counts = tuple(ViewCount(view=view, rows=sizes[view]) for view in WirelessView)
    return ViewCounts(counts=counts, cap=CAP)


def export(unit: Unit, request: ExportRequest) -> ExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, SizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"wireless orders: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = find(unit, FindRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return ExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def _commands(unit: Unit, row: Row[Any], approved: Collection[int]) -> tuple[CommandState, ...]:
    facts = WirelessFacts(
        is_requester=row.requester_user_id == unit.caller.user_id,
        is_approver=row.id in approved,
        is_beneficiary=row.beneficiary_user == unit.caller.user_id,
        is_confirmed=row.confirmed_at is not None,
        needs_vendor=DEFINITIONS[OrderType(row.type_code)].needs_vendor,
    )
    return command_states(unit, WirelessStatus(row.status), facts, OF_ROW)


def _shown(row: Row[Any], key: str) -> WirelessRow:
    return WirelessRow(
        order_id=row.id,
        version=row.row_version,
        reference=order_reference(row.id),
        account_id=row.account_id,
        customer=row.customer,
        type=OrderType(row.type_code),
        status=WirelessStatus(row.status),
        level=row.level,
        requester=row.requester,
        beneficiary=row.beneficiary,
        line=row.line,
        device=row.device,
        vendor=row.vendor,
        once_cents=row.onetime_cost_cents,
        monthly_cents=row.monthly_cost_cents,
        currency=row.currency,
        is_policy_exception=row.is_policy_exception,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        expires_at=row.expires_at,
        changed_at=row.updated_at,
        commands=key,
    )
