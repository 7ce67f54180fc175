"""What is done about a hardware order that could not be shipped: tried again, or closed (R-HW-27, 30)."""

from agentview.contract.hardware import HardwareCommand, HardwareLineStatus
from agentview.contract.hardware_orders import HardwareOrder, ReasonRequest, RetryRequest
from agentview.contract.worklist import CaseType
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.hardware import HardwareOrderLine
from agentview.services.hardware_billing import bill_orders
from agentview.services.hardware_cases import end_order_cases
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.hold import hold, move_lines
from agentview.services.hardware_orders.matter import Matter, matter_of, tell
from agentview.services.hardware_orders.waking import wake_sales_orders
from agentview.services.hardware_standing import follow_lines
from agentview.services.unit import Unit

_FAILED = HardwareLineStatus.ERROR
_REMAINING = (HardwareLineStatus.ERROR, HardwareLineStatus.GENERATED, HardwareLineStatus.SENT)


def retry(unit: Unit, request: RetryRequest) -> HardwareOrder:
    """Send failed lines again, and no others; those named, or all of them (R-HW-27).

    Raises Rejected (`E-LINE-STATE` for a named line that has not failed, `E-STATE`), Conflict (`E-STALE`),
    NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.RETRY)
    refuse_if_any(_unfailed(found, request))
    move_lines(
        unit,
        found.order.id,
        (_FAILED,),
        HardwareLineStatus.GENERATED,
        line_ids=request.line_ids or None,
        request_batch_id=None,
        dispatch_batch_id=None,
        error_code=None,
        error_text=None,
        retry_count=HardwareOrderLine.retry_count + 1,
    )
    _follow(unit, found, HardwareCommand.RETRY)
    wake_sales_orders(unit, found.order.provider_id)
    return described(unit, matter_of(unit, found.order.id))


def close(unit: Unit, request: ReasonRequest) -> HardwareOrder:
    """Close a failed order with a reason: what is not dispatched is cancelled, what is stays and is billed.

    It is COMPLETE where something was dispatched, else CANCELLED (R-HW-30). Raises Rejected
    (`E-BATCH-WRITTEN` while a batch of it is being written, `E-STATE`), Conflict (`E-STALE`), Denied.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.CLOSE)
    moved = move_lines(unit, found.order.id, _REMAINING, HardwareLineStatus.CANCELLED)
    found.order.close_reason = request.reason
    tell(unit, found.order, "cancel_lines", new=str(len(moved)))
    _follow(unit, found, HardwareCommand.CLOSE, request.reason)
    return described(unit, matter_of(unit, found.order.id))


def _follow(unit: Unit, found: Matter, command: HardwareCommand, reason: str | None = None) -> None:
    """Bring the order, which is held, to where its lines are; its case ends with its error (R-HW-30)."""
    unit.session.flush()
    order = found.order
    moved = follow_lines(unit, (order.id,), command.value, order.provider_id, reason)
    bill_orders(unit, (order.id,))
    if moved:
        end_order_cases(unit, CaseType.DISPATCH_ERROR, (order.id,))
    else:
        tell(unit, order, command.value, old=order.status, new=order.status, reason=reason)


def _unfailed(found: Matter, request: RetryRequest) -> tuple[Refusal, ...]:
    named = [found.item(line_id) for line_id in request.line_ids]
    return tuple(
        Refusal("E-LINE-STATE", "line_ids", "R-HW-27", {"state": item.status.value})
        for item in named
        if item.status is not _FAILED
    )
