"""The fulfilment queue: segments that vendors and warehouses have, or have to get (S-31)."""

from typing import Any

from sqlalchemy import Row, select

from agentview.contract.op import Nothing
from agentview.contract.value import CommandState
from agentview.contract.wireless import OrderType, SegmentStatus, WirelessStatus
from agentview.contract.wireless_fulfilment import (
    FindRequest,
    QueueExportPage,
    QueueExportRequest,
    QueuePage,
    QueueRow,
    QueueSize,
    QueueSizeRequest,
    QueueVendor,
    QueueVendors,
    QueueView,
    ViewCount,
    ViewCounts,
    ViewsRequest,
)
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit
from agentview.services.wireless_company.pages import CAP, EXPORT_PAGE
from agentview.services.wireless_forms.matter import order_reference
from agentview.services.wireless_fulfilment.describe import segment_reference, states_of
from agentview.services.wireless_fulfilment.lifecycle import OPEN
from agentview.services.wireless_fulfilment.queries import page, place_in, queue_size, view_sizes


def find(unit: Unit, request: FindRequest) -> QueuePage:
    """Return a page of the queue, in one statement.

    The commands of a row are judged by its state; what a part still has to bring is seen when it is opened.
    """
    rows = page(unit, request)
    states: dict[str, tuple[CommandState, ...]] = {
        status: states_of(unit, SegmentStatus(status), ())
        for status in sorted({row.OrderSegment.status for row in rows})
    }
    return QueuePage(
        rows=tuple(_row(unit, row) for row in rows),
        commands=states,
        first=place_in(rows[0], request.sort).token() if rows else None,
        last=place_in(rows[-1], request.sort).token() if rows else None,
        as_of=unit.now,
    )


def views(unit: Unit, _request: ViewsRequest) -> ViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit)
    return ViewCounts(counts=tuple(ViewCount(view=view, rows=sizes[view]) for view in QueueView), cap=CAP)


def size(unit: Unit, request: QueueSizeRequest) -> QueueSize:
    """Count the rows of the queue exactly."""
    return QueueSize(rows=queue_size(unit, request.filter))


def export(unit: Unit, request: QueueExportRequest) -> QueueExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = queue_size(unit, request.filter)
    refuse_large(unit, total)
    if request.after is None:
        said = f"fulfilment queue: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    found = find(unit, FindRequest(**wanted, limit=EXPORT_PAGE))
    last = found.last if len(found.rows) == EXPORT_PAGE else None
    return QueueExportPage(rows=found.rows, last=last, total=total, zone=unit.caller.zone)


def vendors(unit: Unit, _request: Nothing) -> QueueVendors:
    """Return the vendors of the caller's provider, by name."""
    rows = unit.session.scalars(
        select(WirelessVendor)
        .where(WirelessVendor.provider_id == unit.caller.provider_id)
        .order_by(WirelessVendor.name, WirelessVendor.id)
    )
    return QueueVendors(rows=tuple(QueueVendor(vendor_id=row.id, name=row.name) for row in rows))


def _row(unit: Unit, row: Row[Any]) -> QueueRow:
    part = row.OrderSegment
    is_late = part.due_on is not None and part.due_on < unit.today
    return QueueRow(
        segment_id=part.id,
        version=part.row_version,
        order_id=part.order_id,
        reference=segment_reference(order_reference(part.order_id), part.position),
        type=OrderType(row.type_code),
        customer=row.customer,
        requester=row.requester,
        vendor=row.vendor,
        hardware_order_id=part.hardware_order_id,
        status=SegmentStatus(part.status),
        order_status=WirelessStatus(row.order_status),
        vendor_order_no=part.vendor_order_number,
        due_on=part.due_on,
        is_overdue=is_late and part.status in OPEN,
        service_number=part.service_number,
        serial_no=part.serial_no,
        iccid=part.iccid,
        tracking_no=row.tracking_no,
        exchange_text=part.exchange_text,
        submitted_at=part.submitted_at,
        commands=part.status,
    )
