"""Loads what the records of one block speak of: lines, their pieces, and serials that are out."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from agentview.contract.hardware import BatchKind, BatchStatus, HardwareLineStatus, RecordOutcome
from agentview.core.reference import Prefix, parse_reference
from agentview.files.interfaces.sales_order_dispatch import DispatchOrder
from agentview.models.batch import Batch, BatchRecord
from agentview.models.dialect import among
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import Product
from agentview.services.hardware_standing import lock_orders
from agentview.services.sales_order_dispatch.rules import LineState
from agentview.services.unit import Unit

H, L = HardwareOrder, HardwareOrderLine
_LARGEST_KEY = 2**31
_PREFIX = Prefix.HARDWARE_ORDER.value
_COLUMNS = (
    H.provider_id,
    L.warehouse_id,
    L.status,
    Batch.status,
    L.id,
    L.hardware_order_id,
    H.account_id,
    L.product_id,
    L.qty,
    L.shipped_qty,
    Product.is_serialised,
    Product.serial_type,
    Product.enrolment_provider_id,
    L.is_enrolment_requested,
    L.tracking_no,
    L.carrier,
    L.error_code,
    L.error_text,
)
_STATUSES = {status.value: status for status in HardwareLineStatus}


def is_number_of(number: str, order_id: int) -> bool:
    """Say whether a warehouse's number of an order means this one; as we write it, or as people may."""
    return number == f"{_PREFIX}-{order_id}" or parse_reference(number) == (
        Prefix.HARDWARE_ORDER,
        order_id,
        None,
    )


def load_lines(
    unit: Unit, provider_id: int, warehouse_id: int, block: Sequence[DispatchOrder]
) -> dict[int, LineState]:
    """Hold the orders of a block, and return their lines of this warehouse alone (R-HW-18)."""
    wanted = sorted({line.line_id for order in block for line in order.lines if line.line_id < _LARGEST_KEY})
    session = unit.session
    named = among(session, L.id, wanted)
    lock_orders(
        unit,
        select(L.hardware_order_id)
        .join(H, H.id == L.hardware_order_id)
        .where(named, H.provider_id == provider_id),
    )
    session.flush()
    # Found by their ids alone, and looked at here: a planner that knows how many lines a warehouse has, or
    # how many were SENT when it last counted, may read them all.
    rows = session.connection().execute(
        select(*_COLUMNS)
        .join(H, H.id == L.hardware_order_id)
        .join(Product, Product.id == L.product_id)
        .outerjoin(Batch, Batch.id == L.request_batch_id)
        .where(named)
        .order_by(L.id)
    )
    found: dict[int, LineState] = {}
    for owner, sender, status, batch_status, line_id, *facts in rows.all():
        if (owner, sender) == (provider_id, warehouse_id):
            # A batch that is STAGED has been published, where its warehouse answers before that was noted.
            is_sent = status == _SENT or (status == _GENERATED and batch_status == _STAGED)
            found[line_id] = LineState(line_id, _STATUSES[status], is_sent, *facts)
    _load_units(unit, found)
    return found


_SENT, _GENERATED = HardwareLineStatus.SENT.value, HardwareLineStatus.GENERATED.value
_STAGED = BatchStatus.STAGED.value


def _load_units(unit: Unit, lines: dict[int, LineState]) -> None:
    begun = [line.line_id for line in lines.values() if line.shipped]
    if not begun:
        return
    reported = (
        select(BatchRecord.line_id, BatchRecord.unit_no)
        .join(Batch, Batch.id == BatchRecord.batch_id)
        .where(
            BatchRecord.line_id.in_(begun),
            BatchRecord.unit_no.is_not(None),
            BatchRecord.outcome == RecordOutcome.OK.value,
            Batch.kind == BatchKind.SALES_ORDER_DISPATCH.value,
        )
    )
    for line_id, unit_no in unit.session.execute(reported):
        if line_id is not None and unit_no is not None:
            lines[line_id].units.add(unit_no)


def serials_out(unit: Unit, provider_id: int, block: Sequence[DispatchOrder]) -> set[tuple[str, str]]:
    """Return which serials of a block are out already: one is out once (R-HW-24)."""
    serials: Collection[str] = {
        serial for order in block for line in order.lines for serial in line.serial_numbers
    }
    if not serials:
        return set()
    found = select(HardwareUnit.serial_type, HardwareUnit.serial_no).where(
        HardwareUnit.provider_id == provider_id,
        HardwareUnit.serial_no.in_(serials),
        HardwareUnit.is_returned.is_(False),
    )
    return {(kind, serial) for kind, serial in unit.session.execute(found)}
