"""What a supervisor makes of a delivery that failed the fraud check (R-HW-09)."""

from agentview.contract.hardware import FraudStatus, HardwareCommand
from agentview.contract.hardware_orders import ChangeRequest, HardwareOrder, ReasonRequest
from agentview.contract.worklist import CaseType
from agentview.services.hardware_cases import end_order_cases
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.hold import hold
from agentview.services.hardware_orders.matter import matter_of, tell
from agentview.services.hardware_orders.waking import wake_sales_orders
from agentview.services.unit import Unit


def recheck_fraud(unit: Unit, request: ChangeRequest) -> HardwareOrder:
    """Have a delivery checked again that failed, as a rule after it was corrected.

    Raises Rejected (`E-FRAUD-STATE`, `E-STATE`), Conflict (`E-STALE`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.RECHECK_FRAUD)
    order = found.order
    order.fraud_status, order.fraud_reasons = FraudStatus.PENDING.value, []
    end_order_cases(unit, CaseType.FRAUD_FAILED, [order.id])
    tell(unit, order, HardwareCommand.RECHECK_FRAUD.value, old=FraudStatus.FAILED.value, is_internal=True)
    wake_sales_orders(unit, order.provider_id)
    return described(unit, matter_of(unit, order.id))


def override_fraud(unit: Unit, request: ReasonRequest) -> HardwareOrder:
    """Let an order pass that failed the fraud check; who did it and why stands with the order.

    Raises Rejected (`E-FRAUD-STATE`, `E-STATE`), Conflict (`E-STALE`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.OVERRIDE_FRAUD)
    order = found.order
    order.fraud_status = FraudStatus.PASSED.value
    order.fraud_override_reason = request.reason
    order.fraud_overridden_by = unit.caller.display_name
    end_order_cases(unit, CaseType.FRAUD_FAILED, [order.id])
    tell(
        unit,
        order,
        HardwareCommand.OVERRIDE_FRAUD.value,
        old=FraudStatus.FAILED.value,
        new=FraudStatus.PASSED.value,
        reason=request.reason,
        is_internal=True,
    )
    wake_sales_orders(unit, order.provider_id)
    return described(unit, matter_of(unit, order.id))
