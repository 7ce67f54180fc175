"""Writes down what a vendor or a warehouse said of a segment, once, for who has its lease."""

from collections.abc import Callable
from datetime import datetime, timedelta

from agentview.adaptors.vendor_port import Outcome, Told, Unknown, VendorState
from agentview.contract.wireless import SegmentStatus
from agentview.core.errors import AgentViewError
from agentview.services.notifications.rules import wait_after
from agentview.services.unit import Unit
from agentview.services.wireless_fulfilment import steps
from agentview.services.wireless_fulfilment.errand import Errand
from agentview.services.wireless_fulfilment.holding import hold_for_program
from agentview.services.wireless_fulfilment.lifecycle import OPEN
from agentview.services.wireless_fulfilment.steps import Held, Progress
from agentview.services.wireless_inventory.results import Results

ASKED_AGAIN_AFTER = timedelta(minutes=15)
"""How long after a vendor said something it is asked again."""
_LONGEST = 1_000
_S = SegmentStatus


def record(unit: Unit, errand: Errand, outcome: Outcome) -> bool:
    """Write down what a vendor said; say whether it still counted.

    What it gave is judged as if people had typed it (R-WL-30, R-WL-35): what is refused changes nothing, is
    shown with the segment, and the vendor is asked again.
    """
    held = _held(unit, errand)
    if held is None:
        return False
    if isinstance(outcome, Unknown):
        _wait(held, outcome.text or "no answer", _later(unit, held))
    else:
        carry(unit, held, lambda: _apply(unit, held, outcome))
    return True


def carry(unit: Unit, held: Held, work: Callable[[], None]) -> None:
    """Do something with a segment, whole or not at all; why it could not be done is kept."""
    try:
        with unit.session.begin_nested():
            work()
            unit.session.flush()
    except AgentViewError as error:
        unit.session.refresh(held.segment)
        unit.session.refresh(held.order)
        _wait(held, ", ".join(one.code for one in error.refusals), _later(unit, held))
        return
    is_open = held.segment.status in OPEN
    _wait(held, "", unit.now + ASKED_AGAIN_AFTER if is_open else None)
    held.segment.attempts = 0


def held_for(unit: Unit, errand: Errand) -> Held | None:
    """Return the segment of an errand, held; None where it is over, or somebody else has it now."""
    return _held(unit, errand)


def _held(unit: Unit, errand: Errand) -> Held | None:
    held = hold_for_program(unit, errand.segment_id)
    is_mine = held.segment.lease_until == errand.lease_until and held.segment.ask_at is not None
    return held if is_mine and held.segment.status in OPEN else None


def _later(unit: Unit, held: Held) -> datetime:
    return unit.now + wait_after(held.segment.attempts + 1)


def _wait(held: Held, text: str, ask_at: datetime | None) -> None:
    segment = held.segment
    segment.lease_until, segment.ask_at = None, ask_at
    segment.attempts += 1
    segment.exchange_text = text[:_LONGEST]


def _apply(unit: Unit, held: Held, told: Told) -> None:
    if told.state is VendorState.FAILED:
        steps.fail(unit, held, told.reason or "The vendor gave no reason.")
        return
    status = _S(held.segment.status)
    if told.state is VendorState.RECEIVED:
        if status is _S.NEW:
            steps.submit(unit, held, told.vendor_order_no, told.due_on)
        return
    if status in {_S.NEW, _S.SUBMITTED}:
        steps.accept(unit, held, told.vendor_order_no, told.due_on)
    results = Results(told.service_number, told.serial_type, told.serial_no, told.iccid)
    steps.record(unit, held, Progress(results, told.carrier, told.tracking_no, told.due_on))
    if told.state is VendorState.COMPLETE:
        steps.complete(unit, held)
