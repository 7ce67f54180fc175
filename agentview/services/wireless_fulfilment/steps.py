"""What happens to a held segment, and with it to its order: by people, and by the job that asks vendors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.wireless import Milestone, SegmentStatus, WirelessStatus
from agentview.contract.wireless_fulfilment import SegmentCommand
from agentview.contract.wireless_orders import WirelessCommand
from agentview.contract.worklist import CaseType
from agentview.core.errors import refuse_if_any
from agentview.core.power import Power, Role
from agentview.models.wireless_fulfilment import OrderSegment, Shipment
from agentview.models.wireless_order import WirelessOrder
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from agentview.services.wireless_forms.matter import Matter, tell
from agentview.services.wireless_fulfilment.calling_off import call_off
from agentview.services.wireless_fulfilment.lifecycle import OPEN, SEGMENTS, SegmentFacts
from agentview.services.wireless_fulfilment.needs import missing
from agentview.services.wireless_fulfilment.pieces import further, has_further
from agentview.services.wireless_inventory.effects import complete as complete_inventory
from agentview.services.wireless_inventory.effects import result_refusals
from agentview.services.wireless_inventory.identifiers import read_number, read_serial
from agentview.services.wireless_inventory.results import NO_RESULTS, Results
from agentview.services.wireless_news import tell as send_news
from agentview.services.work_item import Case, raise_case

PROGRAM = frozenset({Power.FULFIL})
"""What the job may do that asks vendors."""
_S = SegmentStatus


@dataclass(frozen=True, slots=True)
class Held:
    """A segment that is held with its order, and by which powers it is changed."""

    matter: Matter
    segment: OrderSegment
    powers: frozenset[Power]

    @property
    def order(self) -> WirelessOrder:
        """The order."""
        return self.matter.order


@dataclass(frozen=True, slots=True)
class Progress:
    """What a vendor gave since; "" and None leave what is known."""

    results: Results = NO_RESULTS
    carrier: str = ""
    tracking_no: str = ""
    due_on: date | None = None


def submit(unit: Unit, held: Held, number: str, due_on: date | None) -> None:
    """Note that the vendor has its part (SM-6, send to vendor: the vendor's number)."""
    _move(held, SegmentCommand.SUBMIT)
    held.segment.submitted_at = unit.now
    _name(unit, held, number, due_on)
    _tell(unit, held, SegmentCommand.SUBMIT, _S.NEW)


def accept(unit: Unit, held: Held, number: str, due_on: date | None) -> None:
    """Note that the vendor works on its part; with the first one the order is in fulfilment (SM-6)."""
    old = _S(held.segment.status)
    _move(held, SegmentCommand.ACCEPT)
    segment = held.segment
    segment.submitted_at, segment.accepted_at = segment.submitted_at or unit.now, unit.now
    _name(unit, held, number, due_on)
    if held.order.status == WirelessStatus.SUBMITTED_TO_VENDOR.value:
        _move_order(unit, held, WirelessCommand.ACCEPT)
    _tell(unit, held, SegmentCommand.ACCEPT, old)


def record(unit: Unit, held: Held, progress: Progress) -> bool:
    """Write down what a vendor gave; the requester sees it at once. Say whether it was anything new.

    An IMEI has 15 digits and passes the check of Luhn (R-WL-35). A new parcel is told by mail (R-WL-31).
    """
    _move(held, SegmentCommand.RECORD)
    refuse_if_any(result_refusals(unit, held.order, progress.results))
    segment, changes = held.segment, _values(unit, held, progress)
    changed = {name: value for name, value in changes.items() if getattr(segment, name) != value}
    for name, value in changed.items():
        old = getattr(segment, name)
        setattr(segment, name, value)
        tell(unit, held.order, "record_progress", field=name, old=_text(old), new=_text(value))
    is_shipped = bool(progress.tracking_no) and _ship(unit, held, progress)
    unit.session.flush()
    return bool(changed) or is_shipped


def complete(unit: Unit, held: Held) -> None:
    """Complete a part that brought all it has to; the last one completes the order (R-WL-30).

    The inventory changes in the same transaction. Raises Rejected (`E-WL-RESULT-MISSING`, what the inventory
    refuses).
    """
    _move(held, SegmentCommand.COMPLETE, missing=lacking(unit, held))
    held.segment.completed_at, held.segment.ask_at = unit.now, None
    _tell(unit, held, SegmentCommand.COMPLETE, _S.IN_FULFILMENT)
    unit.session.flush()
    parts = segments_of(unit, held.order.id)
    if any(one.status in OPEN for one in parts):
        return
    complete_inventory(unit, held.order, _all_results(unit, held.matter, parts))
    held.order.closed_at = unit.now
    _move_order(unit, held, WirelessCommand.COMPLETE)
    send_news(unit, held.order, Milestone.COMPLETED)


def fail(unit: Unit, held: Held, reason: str) -> None:
    """End a part that its vendor cannot do: the order has failed, and what is open of it ends (SM-6).

    What was ordered of our own warehouses is called off; the case names what goes on all the same.
    """
    old = _S(held.segment.status)
    _move(held, SegmentCommand.FAIL, is_said=bool(reason.strip()))
    segment, order = held.segment, held.order
    segment.failed_reason, segment.completed_at, segment.ask_at = reason, unit.now, None
    _tell(unit, held, SegmentCommand.FAIL, old, reason)
    ended = [segment]
    for other in segments_of(unit, order.id):
        if other.status in OPEN:
            tell(unit, order, "cancel_segment", field=str(other.position), old=other.status, reason=reason)
            other.status, other.completed_at, other.ask_at = _S.CANCELLED.value, unit.now, None
            ended.append(other)
    going_on = [number for one in ended if (number := call_off(unit, order, one, reason))]
    order.close_reason, order.closed_at = reason, unit.now
    _move_order(unit, held, WirelessCommand.FAIL, reason)
    _raise_case(unit, held, going_on)
    send_news(unit, order, Milestone.FAILED)


def _raise_case(unit: Unit, held: Held, going_on: Sequence[str]) -> None:
    """Put a failed order on the worklist, with the hardware orders that could not be cancelled."""
    order = held.order
    told = f"; {', '.join(going_on)} could not be cancelled" if going_on else ""
    raise_case(
        unit,
        Case(
            type=CaseType.FULFILMENT_FAILED,
            provider_id=order.provider_id,
            department=Role.BACKOFFICE,
            level="WIRELESS_ORDER",
            level_id=order.id,
            account_id=order.account_id,
            summary=f"{held.matter.reference}: part {held.segment.position} could not be fulfilled{told}",
            code="FULFILMENT_FAILED",
        ),
    )


def lacking(unit: Unit, held: Held) -> tuple[str, ...]:
    """Name what a part has to bring and has not (R-WL-30)."""
    parcel = select(Shipment.id).where(Shipment.segment_id == held.segment.id).limit(1)
    has_parcel = unit.session.scalars(parcel).first() is not None
    has_all = has_further(unit, held.matter, held.segment)
    found = missing(held.matter, held.segment, has_parcel=has_parcel, has_further=has_all)
    return tuple(one.value for one in found)


def segments_of(unit: Unit, order_id: int) -> list[OrderSegment]:
    """Return the parts of an order in their order."""
    wanted = select(OrderSegment).where(OrderSegment.order_id == order_id).order_by(OrderSegment.position)
    return list(unit.session.scalars(wanted))


def _move(
    held: Held, command: SegmentCommand, *, is_said: bool = True, missing: tuple[str, ...] = ()
) -> None:
    facts = SegmentFacts(is_said, missing)
    verdict = SEGMENTS.judge(_S(held.segment.status), command, facts, held.powers)
    if verdict.refusals:
        raise refusal_error(verdict.refusals)
    if verdict.target is not None:
        held.segment.status = verdict.target.value


def _move_order(unit: Unit, held: Held, command: WirelessCommand, reason: str | None = None) -> None:
    order = held.order
    verdict = LIFECYCLE.judge(WirelessStatus(order.status), command, WirelessFacts(), held.powers)
    if verdict.refusals:
        raise refusal_error(verdict.refusals)
    if verdict.target is not None:
        old, order.status = order.status, verdict.target.value
        tell(unit, order, command.value, old=old, new=order.status, reason=reason)
    unit.session.flush()


def _name(unit: Unit, held: Held, number: str, due_on: date | None) -> None:
    segment = held.segment
    segment.vendor_order_number = number or segment.vendor_order_number
    segment.due_on = due_on or segment.due_on
    held.order.external_order_number = held.order.external_order_number or segment.vendor_order_number
    unit.session.flush()


def _values(unit: Unit, held: Held, progress: Progress) -> dict[str, object]:
    given = progress.results
    number = read_number(unit, held.order.provider_id, given.number) if given.number else None
    found: dict[str, object] = {
        "service_number": number or "",
        "serial_no": read_serial(given.serial_no),
        "serial_type": given.serial_type if given.serial_no else "",
        "iccid": read_serial(given.iccid),
        "due_on": progress.due_on,
    }
    return {name: value for name, value in found.items() if value}


def _ship(unit: Unit, held: Held, progress: Progress) -> bool:
    known = select(Shipment.id).where(
        Shipment.segment_id == held.segment.id, Shipment.tracking_no == progress.tracking_no
    )
    if unit.session.scalars(known.limit(1)).first() is not None:
        return False
    unit.session.add(
        Shipment(
            segment_id=held.segment.id,
            carrier=progress.carrier,
            tracking_no=progress.tracking_no,
            shipped_at=unit.now,
        )
    )
    held.segment.updated_at = unit.now
    tell(unit, held.order, "record_progress", field="tracking_no", new=progress.tracking_no)
    send_news(unit, held.order, Milestone.SHIPPED)
    return True


def _all_results(unit: Unit, found: Matter, parts: list[OrderSegment]) -> Results:
    """Return what all parts together brought: of several devices each one."""

    def first(name: str) -> str:
        return next((value for one in parts if (value := getattr(one, name))), "")

    more = tuple(piece for one in parts for piece in further(unit, found, one))
    return Results(first("service_number"), first("serial_type"), first("serial_no"), first("iccid"), more)


def _tell(
    unit: Unit, held: Held, command: SegmentCommand, old: SegmentStatus, reason: str | None = None
) -> None:
    segment = held.segment
    tell(
        unit,
        held.order,
        f"{command.value}_segment",
        field=str(segment.position),
        old=old.value,
        new=segment.status,
        reason=reason,
    )


def _text(value: object) -> str | None:
    return str(value) if value else None
