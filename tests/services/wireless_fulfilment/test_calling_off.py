"""What was ordered of our own warehouses for a part that is over is cancelled, or it is said to go on."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from agentview.contract import hardware_orders
from agentview.contract.hardware import HardwareStatus
from agentview.contract.wireless import OrderType, SegmentStatus, WirelessStatus
from agentview.contract.wireless_fulfilment import FAIL, Fulfilment
from agentview.core.power import Power
from agentview.models.party import User, UserPowerOverride
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import Ordering
from tests.services.test_races import ROUNDS, at_once, calling
from tests.services.wireless_fulfilment.fulfilling import Fulfilling, named
from tests.services.wireless_orders.requesting import BACK

_T, _S, _W, _H = OrderType, SegmentStatus, WirelessStatus, HardwareStatus


def ordered(fulfilling: Fulfilling, kind: OrderType = _T.NEW_DEVICE_SERVICE) -> Fulfilment:
    """Return an order whose device is ordered of our own warehouses."""
    made = fulfilling.ordered(kind)
    fulfilling.follow_warehouses()
    found = fulfilling.seen(made.order_id)
    assert found.segments[-1].hardware_status is _H.AWAITING_GENERATION
    return found


def hardware_of(fulfilling: Fulfilling, order: Fulfilment) -> hardware_orders.HardwareOrder:
    """Read the hardware order of an order."""
    return fulfilling.call(BACK, hardware_orders.GET, order_id=order.segments[-1].hardware_order_id)


def said(fulfilling: Fulfilling, order: Fulfilment) -> Sequence[str]:
    """Return what the trail of an order says of its hardware, and the summary of its case."""
    told = select(AuditEntry.action, AuditEntry.new_value).where(
        AuditEntry.entity == "wireless_order",
        AuditEntry.entity_id == order.order_id,
        AuditEntry.action.in_(["cancel_hardware", "hardware_goes_on"]),
    )
    with fulfilling.backend.database.read() as session:
        case = session.scalars(select(WorkItem.summary).where(WorkItem.type_code == "FULF")).one()
        return [*(f"{action} {new}" for action, new in session.execute(told)), case]


def test_sm_6_a_vendor_that_fails_ends_the_hardware_order_too(fulfilling: Fulfilling) -> None:
    order = ordered(fulfilling)
    found = fulfilling.fail(order.segments[0], "No numbers left.")
    assert [one.status for one in found.segments] == [_S.FAILED, _S.CANCELLED]
    assert (found.segments[1].hardware_status, found.segments[1].hardware_goes_on) == (_H.CANCELLED, False)
    hardware = hardware_of(fulfilling, order)
    assert (hardware.status, hardware.close_reason) == (_H.CANCELLED, "No numbers left.")
    assert {line.status for line in hardware.lines} == {"CANCELLED"}
    assert said(fulfilling, order) == ["cancel_hardware HO-1", "WO-1: part 1 could not be fulfilled"]


def test_sm_6_the_warehouses_own_part_that_fails_ends_its_hardware_order(fulfilling: Fulfilling) -> None:
    order = ordered(fulfilling, _T.DEVICE_ONLY)
    found = fulfilling.fail(order.segments[0], "Not wanted any more.")
    assert (found.status, found.segments[0].hardware_status) == (_W.FULFILMENT_FAILED, _H.CANCELLED)


def test_r_hw_25_what_a_warehouse_has_goes_on_and_it_is_said(fulfilling: Fulfilling) -> None:
    """Nothing of it is cancelled; part, trail and case name it."""
    order = ordered(fulfilling)
    Ordering(fulfilling.backend).send(hardware_of(fulfilling, order))
    found = fulfilling.fail(fulfilling.seen(order.order_id).segments[0], "No numbers left.")
    assert found.status is _W.FULFILMENT_FAILED
    assert [one.hardware_goes_on for one in found.segments] == [False, True]
    hardware = hardware_of(fulfilling, order)
    assert (hardware.status, {line.status for line in hardware.lines}) == (_H.AWAITING_DISPATCH, {"SENT"})
    case = "WO-1: part 1 could not be fulfilled; HO-1 could not be cancelled"
    assert said(fulfilling, order) == ["hardware_goes_on HO-1", case]


def test_r_hw_25_what_a_batch_has_claimed_goes_on_whole(fulfilling_here: Fulfilling) -> None:
    """No line of it is left cancelled."""
    order = ordered(fulfilling_here)
    Ordering(fulfilling_here.backend).claim(hardware_of(fulfilling_here, order))
    found = fulfilling_here.fail(fulfilling_here.seen(order.order_id).segments[0])
    assert found.segments[1].hardware_goes_on
    assert {line.status for line in hardware_of(fulfilling_here, order).lines} == {"GENERATED"}


def test_sm_6_a_hardware_order_that_was_cancelled_fails_the_order_and_is_left(
    fulfilling_here: Fulfilling,
) -> None:
    order = ordered(fulfilling_here, _T.DEVICE_ONLY)
    hardware = hardware_of(fulfilling_here, order)
    at = {"order_id": hardware.order_id, "version": hardware.version}
    fulfilling_here.call(BACK, hardware_orders.CANCEL, **at, reason="Recalled")
    fulfilling_here.later()
    fulfilling_here.follow_warehouses()
    found = fulfilling_here.seen(order.order_id)
    assert (found.status, found.segments[0].hardware_goes_on) == (_W.FULFILMENT_FAILED, False)
    assert said(fulfilling_here, order) == ["WO-1: part 1 could not be fulfilled"]


def test_sm_6_who_fulfils_need_not_sell_hardware_to_end_a_part(fulfilling_here: Fulfilling) -> None:
    """A denied power to order hardware keeps nobody from failing a part."""
    order = ordered(fulfilling_here)
    with fulfilling_here.backend.database.write(world.STAMP) as session:
        back = session.scalars(select(User.id).where(User.username == BACK)).one()
        denied = Power.CREATE_HARDWARE_ORDER.value
        session.add(UserPowerOverride(user_id=back, power=denied, effect="DENY"))
    fulfilling_here.sign_in_again()
    found = fulfilling_here.fail(fulfilling_here.seen(order.order_id).segments[0])
    assert found.segments[1].hardware_status is _H.CANCELLED


@pytest.mark.parametrize("again", ROUNDS)
def test_r_hw_25_of_failing_and_a_batch_at_once_one_has_the_hardware(
    local_backend: Backend, again: int
) -> None:
    """It is cancelled, or a batch has it and the part says so."""
    world.furnish(local_backend)
    fulfilling = Fulfilling(local_backend)
    order = ordered(fulfilling)
    hardware = hardware_of(fulfilling, order)
    fail = calling(local_backend, BACK, FAIL, **named(order.segments[0]), reason="No numbers left.")
    told = at_once(fail, lambda: Ordering(local_backend).claim(hardware))
    assert told == ["done", "done"], again
    after, part = hardware_of(fulfilling, order), fulfilling.seen(order.order_id).segments[1]
    assert (after.status is _H.CANCELLED, bool(after.batches)) in {(True, False), (False, True)}
    assert part.hardware_goes_on is not (after.status is _H.CANCELLED)
