"""Carries devices and accessories of an order out as a hardware order, and takes over what it shipped."""

from sqlalchemy import select

from agentview.contract.hardware import HardwareStatus
from agentview.contract.hardware_orders import AddLineRequest, ChangeRequest, HardwareOrder, StartRequest
from agentview.core.errors import rejected
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Address
from agentview.models.hardware import HardwareOrder as Order
from agentview.models.hardware import HardwareOrderLine
from agentview.models.hardware_catalogue import DeliveryMethod
from agentview.services.hardware_orders.drafts import add_line, start
from agentview.services.hardware_orders.generating import generate
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import tell
from agentview.services.wireless_fulfilment import steps
from agentview.services.wireless_fulfilment.errand import Errand
from agentview.services.wireless_fulfilment.needs import OWN_KINDS
from agentview.services.wireless_fulfilment.outcome import carry, held_for
from agentview.services.wireless_fulfilment.pieces import dispatched
from agentview.services.wireless_fulfilment.steps import Held, Progress
from agentview.services.wireless_inventory.results import Results

_OVER = {
    HardwareStatus.CANCELLED.value: "The hardware order {order} was cancelled.",
}


def follow(unit: Unit, errand: Errand) -> bool:
    """Order a segment's hardware, or take over what became of it; say whether the errand still counted.

    Order and segment come to be in one transaction: none is ordered twice. A hardware order that is in error
    is mended by who works it; one that was cancelled fails the segment.
    """
    held = held_for(unit, errand)
    if held is None:
        return False
    if held.segment.hardware_order_id is None:
        carry(unit, held, lambda: _order(unit, held))
    else:
        carry(unit, held, lambda: _take_over(unit, held))
    return True


def _order(unit: Unit, held: Held) -> None:
    """Make the hardware order in the company's account, and generate it. Raises what stands against it."""
    made = start(unit, StartRequest(account_id=held.order.account_id))
    _deliver(unit, held, made)
    for kind in OWN_KINDS:
        for item in held.matter.items_of(kind):
            if item.product_id is None:
                raise LookupError(held.matter.reference)
            unit.session.flush()
            made = add_line(
                unit,
                AddLineRequest(
                    order_id=made.order_id,
                    version=_version(unit, made),
                    product_id=item.product_id,
                    qty=item.qty,
                ),
            )
    generate(unit, ChangeRequest(order_id=made.order_id, version=_version(unit, made)))
    held.segment.hardware_order_id = made.order_id
    tell(unit, held.order, "order_hardware", new=made.reference)
    steps.submit(unit, held, made.reference, None)


def _deliver(unit: Unit, held: Held, made: HardwareOrder) -> None:
    """Deliver to where the order says, by the provider's first way of delivery."""
    order, place = unit.session.get_one(Order, made.order_id), held.matter.ship_to
    method = unit.session.scalars(
        select(DeliveryMethod)
        .where(DeliveryMethod.provider_id == order.provider_id, DeliveryMethod.is_active)
        .order_by(DeliveryMethod.price_cents, DeliveryMethod.id)
        .limit(1)
    ).first()
    if method is not None:
        order.delivery_method_id, order.delivery_price_cents = method.id, method.price_cents
    if place is not None:
        order.delivery_name = place.name
        address = unit.session.get_one(Address, order.delivery_address_id)
        address.line1, address.line2 = place.line1, place.attention_to
        address.city, address.region = place.city, place.state
        address.postcode, address.country = place.postal_code, place.country
    unit.session.flush()


def _version(unit: Unit, made: HardwareOrder) -> int:
    return unit.session.get_one(Order, made.order_id, populate_existing=True).row_version


def _take_over(unit: Unit, held: Held) -> None:
    """Take serial number and parcel over from what was dispatched; when all is, the part is complete."""
    order_id = held.segment.hardware_order_id
    order = unit.session.get_one(Order, order_id, populate_existing=True)
    if order.status in _OVER:
        number = reference(Prefix.HARDWARE_ORDER, order.id)
        steps.fail(unit, held, _OVER[order.status].format(order=number))
        return
    lines = unit.session.scalars(
        select(HardwareOrderLine)
        .where(HardwareOrderLine.hardware_order_id == order_id)
        .order_by(HardwareOrderLine.id)
        .execution_options(populate_existing=True)
    ).all()
    if order.status in {HardwareStatus.NEW.value, HardwareStatus.AWAITING_GENERATION.value}:
        return
    if held.segment.accepted_at is None:
        steps.accept(unit, held, "", None)
    for line in lines:
        if line.tracking_no:
            steps.record(unit, held, Progress(carrier=line.carrier or "", tracking_no=line.tracking_no))
    _take_serial(unit, held)
    if order.status == HardwareStatus.COMPLETE.value:
        steps.complete(unit, held)
    elif order.status == HardwareStatus.ERROR.value:
        raise rejected("E-WLF-HARDWARE-ERROR", order=reference(Prefix.HARDWARE_ORDER, order.id))


def _take_serial(unit: Unit, held: Held) -> None:
    """Take the serial number of the first dispatched device over; a number that was put right stays."""
    pieces = dispatched(unit, held.matter, held.segment)
    if pieces and not held.segment.serial_no:
        results = Results(serial_type=pieces[0].serial_type, serial_no=pieces[0].serial_no)
        steps.record(unit, held, Progress(results))
