"""An order's segments as the screens show them."""

from collections import defaultdict

from sqlalchemy import select

from agentview.contract.hardware import HardwareStatus
from agentview.contract.value import CommandState
from agentview.contract.wireless import SegmentStatus
from agentview.contract.wireless_fulfilment import Fulfilment, Parcel, Segment
from agentview.contract.wireless_orders import OrderRef
from agentview.core.reference import Prefix, reference
from agentview.models.hardware import HardwareOrder
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment, Shipment
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import Matter, matter_of
from agentview.services.wireless_fulfilment.lifecycle import SEGMENTS, SegmentFacts
from agentview.services.wireless_fulfilment.needs import is_warehouse, missing, wanted
from agentview.services.wireless_fulfilment.pieces import further, has_further
from agentview.services.wireless_fulfilment.steps import segments_of


def get(unit: Unit, request: OrderRef) -> Fulfilment:
    """Return how an order is fulfilled. Raises NotFound."""
    return described(unit, matter_of(unit, request.order_id))


def described(unit: Unit, found: Matter) -> Fulfilment:
    """Return an order with its segments as they are now."""
    unit.session.flush()
    parts = segments_of(unit, found.order.id)
    vendors = {
        one.id: one
        for one in unit.session.scalars(
            select(WirelessVendor).where(WirelessVendor.id.in_([part.vendor_id for part in parts]))
        )
    }
    parcels = _parcels(unit, [part.id for part in parts])
    hardware = _hardware(unit, parts)
    return Fulfilment(
        order_id=found.order.id,
        version=found.order.row_version,
        reference=found.reference,
        type=found.type,
        status=found.status,
        segments=tuple(
            _segment(
                unit,
                found,
                part,
                vendors.get(part.vendor_id or 0),
                parcels[part.id],
                hardware.get(part.hardware_order_id or 0),
            )
            for part in parts
        ),
    )


def segment_reference(order_reference: str, position: int) -> str:
    """Return what a vendor knows a segment by: WO-12/1."""
    return f"{order_reference}/{position}"


def states_of(unit: Unit, status: SegmentStatus, lacking: tuple[str, ...]) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller."""
    verdicts = SEGMENTS.judge_all(status, SegmentFacts(missing=lacking), unit.caller.powers)
    return tuple(CommandState.of(one.command.value, one.refusals) for one in verdicts)


def _segment(
    unit: Unit,
    found: Matter,
    part: OrderSegment,
    vendor: WirelessVendor | None,
    parcels: list[Parcel],
    hardware_status: HardwareStatus | None,
) -> Segment:
    has_all = has_further(unit, found, part)
    lacking = tuple(one.value for one in missing(found, part, has_parcel=bool(parcels), has_further=has_all))
    hardware = part.hardware_order_id
    return Segment(
        segment_id=part.id,
        version=part.row_version,
        position=part.position,
        reference=segment_reference(found.reference, part.position),
        vendor_id=part.vendor_id,
        vendor=vendor.name if vendor is not None else "",
        hardware_order_id=hardware,
        hardware_reference=reference(Prefix.HARDWARE_ORDER, hardware) if hardware is not None else "",
        hardware_status=hardware_status,
        status=SegmentStatus(part.status),
        vendor_order_no=part.vendor_order_number,
        submitted_at=part.submitted_at,
        accepted_at=part.accepted_at,
        completed_at=part.completed_at,
        due_on=part.due_on,
        failed_reason=part.failed_reason,
        service_number=part.service_number,
        serial_type=part.serial_type,
        serial_no=part.serial_no,
        more_serials=tuple(one.serial_no for one in further(unit, found, part)),
        iccid=part.iccid,
        parcels=tuple(parcels),
        wanted=tuple(one.value for one in wanted(found, is_warehouse=is_warehouse(part))),
        missing=lacking,
        is_exchanged=part.ask_at is not None,
        exchange_text=part.exchange_text,
        commands=states_of(unit, SegmentStatus(part.status), lacking),
    )


def _hardware(unit: Unit, parts: list[OrderSegment]) -> dict[int, HardwareStatus]:
    """Return where the hardware orders of parts stand, by id."""
    wanted = select(HardwareOrder.id, HardwareOrder.status).where(
        HardwareOrder.id.in_([part.hardware_order_id for part in parts if part.hardware_order_id is not None])
    )
    return {row.id: HardwareStatus(row.status) for row in unit.session.execute(wanted)}


def _parcels(unit: Unit, segment_ids: list[int]) -> defaultdict[int, list[Parcel]]:
    found: defaultdict[int, list[Parcel]] = defaultdict(list)
    wanted_rows = select(Shipment).where(Shipment.segment_id.in_(segment_ids)).order_by(Shipment.id)
    for row in unit.session.scalars(wanted_rows):
        found[row.segment_id].append(
            Parcel(
                carrier=row.carrier,
                tracking_no=row.tracking_no,
                shipped_at=row.shipped_at,
                delivered_at=row.delivered_at,
            )
        )
    return found
