"""What the program does not take over of a hardware order: too early, returned, in error (SM-6, R-WL-30)."""

from agentview.contract.hardware import HardwareStatus
from agentview.contract.wireless import OrderType, SegmentStatus, WirelessStatus
from agentview.models.hardware import HardwareOrder, HardwareUnit
from tests.build_hardware import PHONE
from tests.services.hardware_orders.ordering import Ordering
from tests.services.wireless_fulfilment.fulfilling import Fulfilling
from tests.services.wireless_fulfilment.test_pieces import (
    FIRST,
    SECOND,
    add_units,
    devices,
    hardware,
    ordered,
)

_S, _W, _H = SegmentStatus, WirelessStatus, HardwareStatus


def again(fulfilling: Fulfilling) -> None:
    """Let the program look once more."""
    fulfilling.later()
    fulfilling.follow_warehouses()


def test_sm_6_before_the_warehouse_has_anything_the_part_is_not_accepted(
    fulfilling_here: Fulfilling,
) -> None:
    order = fulfilling_here.ordered(OrderType.DEVICE_ONLY)
    fulfilling_here.follow_warehouses()
    again(fulfilling_here)
    found = fulfilling_here.seen(order.order_id)
    [part] = found.segments
    assert part.hardware_status is _H.AWAITING_GENERATION
    assert (found.status, part.status, part.accepted_at) == (_W.SUBMITTED_TO_VENDOR, _S.SUBMITTED, None)
    Ordering(fulfilling_here.backend).send(hardware(fulfilling_here, found))
    again(fulfilling_here)
    assert fulfilling_here.seen(order.order_id).status is _W.IN_FULFILMENT


def test_r_wl_30_a_device_that_came_back_is_not_taken_over(fulfilling_here: Fulfilling) -> None:
    """Of two one was returned: its number does not count, and nothing comes into the inventory."""
    order = ordered(fulfilling_here, 2)
    made = hardware(fulfilling_here, order)
    Ordering(fulfilling_here.backend).ship(made, serials=False)
    phones = next(one for one in hardware(fulfilling_here, order).lines if one.product_id == PHONE)
    add_units(fulfilling_here, phones.line_id, FIRST, SECOND)
    with fulfilling_here.backend.database.read() as session:
        [key] = [one.id for one in session.query(HardwareUnit) if one.serial_no == FIRST]
    fulfilling_here.set_row(HardwareUnit, key, is_returned=True)
    again(fulfilling_here)
    found = fulfilling_here.seen(order.order_id)
    assert found.status is not _W.COMPLETE
    assert "SERIAL" in found.segments[0].missing
    assert not devices(fulfilling_here, FIRST, SECOND)


def test_sm_6_a_hardware_order_in_error_is_said_and_changes_nothing(fulfilling_here: Fulfilling) -> None:
    order = ordered(fulfilling_here, 1)
    made = hardware(fulfilling_here, order)
    fulfilling_here.set_row(HardwareOrder, made.order_id, status=_H.ERROR.value)
    again(fulfilling_here)
    found = fulfilling_here.seen(order.order_id)
    [part] = found.segments
    assert part.exchange_text == "E-WLF-HARDWARE-ERROR"
    assert (found.status, part.status) == (_W.SUBMITTED_TO_VENDOR, _S.SUBMITTED)
