"""Cancels hardware orders before a batch was written of them (R-HW-25)."""

from agentview.contract.hardware import HardwareCommand, HardwareLineStatus, HardwareStatus
from agentview.contract.hardware_orders import HardwareOrder, ReasonRequest
from agentview.contract.worklist import CaseType
from agentview.core.errors import rejected
from agentview.services.hardware_cases import end_order_cases
from agentview.services.hardware_followers import wake_followers
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.hold import hold, move_lines
from agentview.services.hardware_orders.matter import matter_of, tell
from agentview.services.unit import Unit

_OPEN = (HardwareLineStatus.NEW, HardwareLineStatus.GENERATED)


def cancel(unit: Unit, request: ReasonRequest) -> HardwareOrder:
    """Give an order up with a reason; nothing of it was sent, nothing is charged.

    Raises Rejected (`E-BATCH-WRITTEN`, `E-STATE`), Conflict (`E-STALE`), NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.CANCEL)
    order = found.order
    moved = move_lines(unit, order.id, _OPEN, HardwareLineStatus.CANCELLED, is_unclaimed=True)
    if len(moved) != len(found.items):  # a batch has claimed a line at this very moment
        raise rejected("E-BATCH-WRITTEN", rule="R-HW-25")
    old, order.status = order.status, HardwareStatus.CANCELLED.value
    order.close_reason = request.reason
    end_order_cases(unit, CaseType.FRAUD_FAILED, [order.id])
    tell(unit, order, HardwareCommand.CANCEL.value, old=old, new=order.status, reason=request.reason)
    answer = described(unit, matter_of(unit, order.id))
    wake_followers(unit, order.provider_id, (order.id,))
    return answer
