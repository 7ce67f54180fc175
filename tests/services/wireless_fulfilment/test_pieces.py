"""Where several devices are ordered, each one of them comes into the inventory (5.4, R-WL-30)."""

import pytest
from sqlalchemy import select

from agentview.contract import hardware_orders
from agentview.contract.wireless import ItemKind, OrderType, SegmentStatus, WirelessStatus
from agentview.contract.wireless_fulfilment import Fulfilment
from agentview.models.hardware import HardwareUnit
from agentview.models.hardware_catalogue import Product
from agentview.models.wireless_inventory import WirelessDevice
from tests import build
from tests import wireless_world as world
from tests.build_hardware import CASE, PHONE
from tests.services.hardware_orders.ordering import Ordering
from tests.services.wireless_fulfilment.fulfilling import Fulfilling
from tests.services.wireless_orders.requesting import BACK, codes
from tests.services.wireless_orders.samples import SAMPLES, wish

_T, _S, _W = OrderType, SegmentStatus, WirelessStatus
FIRST, SECOND, THIRD = (world.imei(number) for number in (81, 82, 83))


def ordered(fulfilling: Fulfilling, qty: int) -> Fulfilment:
    """Return an order for so many equal phones, with a case, that a warehouse has."""
    items = (wish(ItemKind.DEVICE, PHONE, qty=qty), wish(ItemKind.ACCESSORY, CASE))
    made = fulfilling.ordered(_T.DEVICE_ONLY, items=items)
    fulfilling.follow_warehouses()
    found = fulfilling.seen(made.order_id)
    Ordering(fulfilling.backend).send(hardware(fulfilling, found))
    return found


def hardware(fulfilling: Fulfilling, order: Fulfilment) -> hardware_orders.HardwareOrder:
    """Read the hardware order of an order."""
    return fulfilling.call(BACK, hardware_orders.GET, order_id=order.segments[0].hardware_order_id)


def shipped(fulfilling: Fulfilling, order: Fulfilment, *serials: str) -> Fulfilment:
    """Let the warehouse ship all lines, its phones with these numbers; return what the program made of it."""
    Ordering(fulfilling.backend).ship(hardware(fulfilling, order), serials=False)
    phones = next(one for one in hardware(fulfilling, order).lines if one.product_id == PHONE)
    add_units(fulfilling, phones.line_id, *serials)
    fulfilling.later()
    fulfilling.follow_warehouses()
    return fulfilling.seen(order.order_id)


def add_units(fulfilling: Fulfilling, line_id: int, *serials: str) -> None:
    """Write down the pieces of a line of a hardware order."""
    with fulfilling.backend.database.write(world.STAMP) as session:
        for serial in serials:
            session.add(
                HardwareUnit(provider_id=build.HARBOUR, line_id=line_id, serial_type="IMEI", serial_no=serial)
            )
            session.flush()


def devices(fulfilling: Fulfilling, *serials: str) -> list[tuple[str, str, int | None]]:
    """Return the devices with these numbers: number, status, and whose they are."""
    wanted = select(WirelessDevice).where(WirelessDevice.serial_no.in_(serials)).order_by(WirelessDevice.id)
    with fulfilling.backend.database.read() as session:
        return [(one.serial_no, one.status, one.employee_id) for one in session.scalars(wanted)]


def test_r_wl_30_each_of_several_devices_comes_into_the_inventory(fulfilling: Fulfilling) -> None:
    order = shipped(fulfilling, ordered(fulfilling, 3), FIRST, SECOND, THIRD)
    [part] = order.segments
    assert order.status is _W.COMPLETE, part.exchange_text
    assert (part.serial_no, part.more_serials) == (FIRST, (SECOND, THIRD))
    found = devices(fulfilling, FIRST, SECOND, THIRD)
    assert [one[0] for one in found] == [FIRST, SECOND, THIRD]
    assert len({one[1:] for one in found}) == 1, "each is with whom it was ordered for"


def test_r_wl_30_a_device_without_its_number_completes_nothing(fulfilling_here: Fulfilling) -> None:
    """Nothing is taken over by halves; it is completed when the last number is known."""
    order = shipped(fulfilling_here, ordered(fulfilling_here, 2), FIRST)
    [part] = order.segments
    assert order.status is _W.SUBMITTED_TO_VENDOR
    assert "SERIAL" in part.missing
    assert part.exchange_text == "E-WL-RESULT-MISSING"
    assert not devices(fulfilling_here, FIRST)
    phones = next(one for one in hardware(fulfilling_here, order).lines if one.product_id == PHONE)
    add_units(fulfilling_here, phones.line_id, SECOND)
    fulfilling_here.later()
    fulfilling_here.follow_warehouses()
    assert fulfilling_here.seen(order.order_id).status is _W.COMPLETE
    assert len(devices(fulfilling_here, FIRST, SECOND)) == 2


def test_r_wl_35_each_of_several_numbers_is_checked(fulfilling_here: Fulfilling) -> None:
    """One that another device has lets none of them in."""
    order = shipped(fulfilling_here, ordered(fulfilling_here, 2), FIRST, world.imei(world.SPARE_PHONE))
    assert (order.status, order.segments[0].exchange_text) == (_W.SUBMITTED_TO_VENDOR, "E-WLI-SERIAL-TAKEN")
    assert not devices(fulfilling_here, FIRST)


def test_the_number_of_an_accessory_is_no_devices_number(fulfilling_here: Fulfilling) -> None:
    order = ordered(fulfilling_here, 1)
    fulfilling_here.set_row(Product, CASE, is_serialised=True, serial_type="IMEI")
    case = next(one for one in hardware(fulfilling_here, order).lines if one.product_id == CASE)
    add_units(fulfilling_here, case.line_id, THIRD)
    found = shipped(fulfilling_here, order, FIRST)
    assert (found.status, found.segments[0].serial_no) == (_W.COMPLETE, FIRST)
    assert [one[0] for one in devices(fulfilling_here, FIRST, THIRD)] == [FIRST]


def test_a_number_that_was_put_right_by_hand_stays(fulfilling_here: Fulfilling) -> None:
    """It stands for the first device; the further ones are those of the warehouse."""
    order = ordered(fulfilling_here, 2)
    part = fulfilling_here.accept(order.segments[0]).segments[0]
    fulfilling_here.record(part, serial_no=THIRD)
    found = shipped(fulfilling_here, order, FIRST, SECOND)
    assert found.status is _W.COMPLETE, found.segments[0].exchange_text
    assert [one[0] for one in devices(fulfilling_here, FIRST, SECOND, THIRD)] == [THIRD, SECOND]


@pytest.mark.parametrize(("qty", "is_allowed"), [(1, True), (5, True), (6, False)])
def test_r_wl_13_how_many_devices_are_ordered_is_limited_by_permission(
    fulfilling_here: Fulfilling, qty: int, *, is_allowed: bool
) -> None:
    """As with accessories; with a line there is one device alone."""
    item = wish(ItemKind.DEVICE, PHONE, qty=qty)
    draft = fulfilling_here.drafted(_T.DEVICE_ONLY, items=(item,))
    assert ("E-WL-TOO-MANY" in codes(draft)) is not is_allowed
    with_line = fulfilling_here.drafted(_T.NEW_DEVICE_SERVICE)
    others = [one for one in SAMPLES[with_line.type].items if one.kind is not ItemKind.DEVICE]
    again = fulfilling_here.edit(with_line, items=(item, *others))
    assert ("E-WL-TOO-MANY" in codes(again)) is (qty > 1)
