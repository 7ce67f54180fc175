"""Searches orders (S-04, R-PRV-37): pages, sizes, counts of views, exports."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.order_search import (
    OrderExportPage,
    OrderExportRequest,
    OrderRow,
    OrderSize,
    OrderSizeRequest,
    OrdersPage,
    OrdersRequest,
    OrderView,
    OrderViewCount,
    OrderViewCounts,
    OrderViewsRequest,
)
from agentview.contract.orders import OrderStatus, OrderType
from agentview.services.exporting import refuse_large
from agentview.services.order_number import order_reference
from agentview.services.order_search.queries import CAP, page_rows, place_in, size_of, view_sizes
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def find(unit: Unit, request: OrdersRequest) -> OrdersPage:
    """Return a page of the orders that are looked for; none where nothing is (R-PRV-37)."""
    fetched = page_rows(unit.session, unit.caller, request)
    return OrdersPage(
        rows=tuple(_row(row) for row in fetched),
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: OrderSizeRequest) -> OrderSize:
    """Count the orders of a search exactly."""
    return OrderSize(rows=size_of(unit.session, unit.caller, request.filter))


def views(unit: Unit, _request: OrderViewsRequest) -> OrderViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit.session, unit.caller)
    counts = tuple(OrderViewCount(view=view, rows=sizes.get(view)) for view in OrderView)
    return OrderViewCounts(counts=counts, cap=CAP)


def export(unit: Unit, request: OrderExportRequest) -> OrderExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, OrderSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"orders: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = find(unit, OrdersRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return OrderExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def _row(row: Row[Any]) -> OrderRow:
    return OrderRow(
        order_id=row.id,
        version=row.row_version,
        reference=order_reference(row.id, row.order_type),
        type=OrderType(row.order_type),
        package=row.package,
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        status=OrderStatus(row.status),
        submitted_at=row.submitted_at,
        started_at=row.started_at,
        source=row.source,
        agent=row.agent,
        taken_by=row.taken_by,
    )
