"""Takes dispatched lines of hardware orders back: credited once, devices unenrolled (SM-3, R-ENR-09)."""

from sqlalchemy import select, update

from agentview.contract.hardware import HardwareCommand, HardwareLineStatus
from agentview.contract.hardware_orders import HardwareOrder, ReturnRequest
from agentview.models.hardware import HardwareUnit
from agentview.services.enrolments.dispatched import unenrol_returned
from agentview.services.hardware_billing import credit_line
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.facts import demand, facts_of, line_facts, units_out
from agentview.services.hardware_orders.hold import seize
from agentview.services.hardware_orders.matter import Item, matter_of, tell
from agentview.services.unit import Unit


def return_line(unit: Unit, request: ReturnRequest) -> HardwareOrder:
    """Take a line back within the days of its product; the order stays COMPLETE.

    Its price is credited once, its pieces are free to be sold again, enrolled devices wait to be unenrolled.
    Raises Rejected (`E-RETURN-OVER`, `E-SERIAL-UNKNOWN`, `E-LINE-STATE`, `E-STATE`), Conflict (`E-STALE`),
    NotFound.
    """
    found = seize(unit, request.order_id, request.version, HardwareCommand.RETURN_LINE)
    item = found.item(request.line_id)
    out = units_out(unit, (item.line.id,)).get(item.line.id, 0)
    facts = facts_of(unit, found, line=line_facts(unit, item, out))
    demand(unit, found, HardwareCommand.RETURN_LINE, facts)
    item.line.status = HardwareLineStatus.RETURNED.value
    item.line.returned_at, item.line.return_reason = unit.now, request.reason
    unit.session.flush()
    unenrol_returned(unit, _take_back(unit, item))
    credit_line(unit, item.line.id)
    tell(
        unit,
        found.order,
        HardwareCommand.RETURN_LINE.value,
        field=item.product.sku,
        new=str(item.line.shipped_qty),
        reason=request.reason,
    )
    return described(unit, matter_of(unit, found.order.id))


def _take_back(unit: Unit, item: Item) -> list[int]:
    """Note the pieces of a line as returned: their numbers may be dispatched again."""
    ids = list(
        unit.session.scalars(
            select(HardwareUnit.id).where(HardwareUnit.line_id == item.line.id, ~HardwareUnit.is_returned)
        )
    )
    unit.session.execute(
        update(HardwareUnit)
        .where(HardwareUnit.line_id == item.line.id, ~HardwareUnit.is_returned)
        .values(is_returned=True, returned_at=unit.now),
        execution_options={"synchronize_session": False},
    )
    return ids
