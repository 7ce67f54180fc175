"""What the back office does with segments: submit, accept, record, complete, fail (SM-6, S-31)."""

from agentview.contract.wireless_fulfilment import (
    AcceptRequest,
    FailRequest,
    Fulfilment,
    RecordRequest,
    SegmentRequest,
    SubmitRequest,
)
from agentview.core.errors import rejected
from agentview.services.unit import Unit
from agentview.services.wireless_fulfilment import steps
from agentview.services.wireless_fulfilment.describe import described
from agentview.services.wireless_fulfilment.holding import hold
from agentview.services.wireless_fulfilment.steps import Progress
from agentview.services.wireless_inventory.results import Results


def submit(unit: Unit, request: SubmitRequest) -> Fulfilment:
    """Note that a vendor was given its part by hand; the program does not send it any more (SM-6).

    Raises Rejected (`E-STATE`, `E-WLF-SENT`), Conflict (`E-STALE`), Denied, NotFound.
    """
    held = hold(unit, request.segment_id, request.version)
    if held.segment.first_sent_at is not None:
        raise rejected("E-WLF-SENT", rule="SM-6")
    steps.submit(unit, held, request.vendor_order_no, request.due_on)
    held.segment.ask_at = None
    return described(unit, held.matter)


def accept(unit: Unit, request: AcceptRequest) -> Fulfilment:
    """Note that a vendor has accepted its part (SM-6). Raises as `submit`."""
    held = hold(unit, request.segment_id, request.version)
    steps.accept(unit, held, request.vendor_order_no, request.due_on)
    return described(unit, held.matter)


def record(unit: Unit, request: RecordRequest) -> Fulfilment:
    """Record what a vendor gave, each value checked (R-WL-35). Raises as `submit`, `E-WLF-NOTHING`."""
    held = hold(unit, request.segment_id, request.version)
    kind = request.serial_type.value if request.serial_no else ""
    results = Results(request.service_number, kind, request.serial_no, request.iccid)
    if not any(
        (request.service_number, request.serial_no, request.iccid, request.tracking_no, request.due_on)
    ):
        raise rejected("E-WLF-NOTHING", rule="SM-6")
    steps.record(unit, held, Progress(results, request.carrier, request.tracking_no, request.due_on))
    return described(unit, held.matter)


def complete(unit: Unit, request: SegmentRequest) -> Fulfilment:
    """Complete a part, and with the last one the order and the inventory (R-WL-30). Raises as `submit`."""
    held = hold(unit, request.segment_id, request.version)
    steps.complete(unit, held)
    return described(unit, held.matter)


def fail(unit: Unit, request: FailRequest) -> Fulfilment:
    """Say that a vendor cannot do its part, with the reason (SM-6). Raises as `submit`, `E-WL-SAY-WHY`."""
    held = hold(unit, request.segment_id, request.version)
    steps.fail(unit, held, request.reason)
    return described(unit, held.matter)
