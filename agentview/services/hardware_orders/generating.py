"""Generates hardware orders: from here on the Sales Order Request job sends them (R-HW-06, R-HW-07)."""

from sqlalchemy import select

from agentview.contract.hardware import (
    FraudStatus,
    HardwareCommand,
    HardwareLineStatus,
    HardwareStatus,
)
from agentview.contract.hardware_orders import ChangeRequest, HardwareOrder
from agentview.models.hardware_catalogue import HardwareSetting
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.hold import hold, move_lines
from agentview.services.hardware_orders.matter import Matter, matter_of, tell
from agentview.services.hardware_orders.waking import wake_sales_orders
from agentview.services.unit import Unit


def generate(unit: Unit, request: ChangeRequest) -> HardwareOrder:
    """Let an order go to its warehouses; where a fraud check is asked for, after it (R-HW-07, R-HW-08).

    A shortage of stock does not stand against it (R-HW-28). Raises Rejected with every reason (`E-NO-LINES`,
    `E-DELIVERY`, `E-ADDRESS-WRONG`, `E-NO-WAREHOUSE`, `E-NO-TAX`), Conflict (`E-STALE`), NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.GENERATE)
    order = found.order
    move_lines(unit, order.id, (HardwareLineStatus.NEW,), HardwareLineStatus.GENERATED)
    order.status = HardwareStatus.AWAITING_GENERATION.value
    order.fraud_status = _fraud(unit, found).value
    order.generated_at, order.generated_by = unit.now, unit.caller.display_name
    tell(
        unit,
        order,
        HardwareCommand.GENERATE.value,
        old=HardwareStatus.NEW.value,
        new=HardwareStatus.AWAITING_GENERATION.value,
    )
    wake_sales_orders(unit, order.provider_id)
    return described(unit, matter_of(unit, order.id))


def _fraud(unit: Unit, found: Matter) -> FraudStatus:
    """The provider's switch asks for a check, or a warehouse of the order does (R-HW-08)."""
    is_switched_on = unit.session.scalars(
        select(HardwareSetting.is_fraud_check_required).where(
            HardwareSetting.provider_id == found.order.provider_id
        )
    ).first()
    warehouses = (item.warehouse for item in found.items)
    is_wanted = any(one is not None and one.is_fraud_check_required for one in warehouses)
    return FraudStatus.PENDING if is_switched_on or is_wanted else FraudStatus.NOT_REQUIRED
