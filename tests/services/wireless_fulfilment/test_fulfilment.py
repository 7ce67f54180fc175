"""Segments of orders from their approval to their end (SM-6, R-WL-09, R-WL-30, R-WL-35)."""

import pytest
from sqlalchemy import select

from agentview.contract import wireless_fulfilment, wireless_orders
from agentview.contract.wireless import OrderType, SegmentStatus, WirelessStatus
from agentview.contract.wireless_fulfilment import Segment
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.models.events import Notification
from agentview.models.party import User
from agentview.models.wireless_inventory import WirelessLine
from agentview.models.work_item import WorkItem
from agentview.services.wireless_forms.definitions import DEFINITIONS
from tests import wireless_world as world
from tests.services.wireless_fulfilment.fulfilling import GIVEN, IMEI, NUMBER, SIM, Fulfilling, named
from tests.services.wireless_orders.requesting import CSA, MANAGER, WORKER

_T, _S, _W = OrderType, SegmentStatus, WirelessStatus
ITSELF = [kind for kind in OrderType if DEFINITIONS[kind].completes_on_approval]
OUTSIDE = [kind for kind in OrderType if not DEFINITIONS[kind].completes_on_approval]
GIVING = [kind for kind in OUTSIDE if DEFINITIONS[kind].results]


def only(found: object) -> Segment:
    """Return the one segment of an order."""
    [part] = found.segments  # type: ignore[attr-defined]
    return part  # type: ignore[no-any-return]


def code_of(error: pytest.ExceptionInfo[BaseException]) -> list[str]:
    """Return the codes of what was refused."""
    return [one.code for one in error.value.refusals]  # type: ignore[attr-defined]


def test_r_wl_09_assign_completes_on_approval_without_any_segment(fulfilling: Fulfilling) -> None:
    found = fulfilling.ordered(_T.ASSIGN)
    assert (found.status, found.segments) == (_W.COMPLETE, ())
    assert world.row_of(fulfilling.backend, WirelessLine, world.FREE_LINE)["employee_id"] == world.COLLEAGUE


@pytest.mark.parametrize("kind", ITSELF)
def test_r_wl_09_what_completes_on_approval_has_no_segment(
    fulfilling_here: Fulfilling, kind: OrderType
) -> None:
    found = fulfilling_here.ordered(kind)
    assert (found.status, found.segments) == (_W.COMPLETE, ())


@pytest.mark.parametrize("kind", OUTSIDE)
def test_each_other_type_goes_out_and_ends_with_all_it_has_to_bring(
    fulfilling_here: Fulfilling, kind: OrderType
) -> None:
    found = fulfilling_here.ordered(kind)
    assert found.status is _W.SUBMITTED_TO_VENDOR
    assert found.segments
    assert {part.status for part in found.segments} == {_S.NEW}
    for position in range(len(found.segments)):
        part = fulfilling_here.accept(found.segments[position]).segments[position]
        if part.wanted:
            part = fulfilling_here.give_wanted(part).segments[position]
        found = fulfilling_here.complete(part)
    assert found.status is _W.COMPLETE
    assert {part.status for part in found.segments} == {_S.COMPLETE}


@pytest.mark.parametrize("kind", GIVING)
def test_r_wl_30_complete_is_refused_until_all_results_are_there(
    fulfilling_here: Fulfilling, kind: OrderType
) -> None:
    """Each missing result is named."""
    parts = [part for part in fulfilling_here.worked(kind).segments if part.wanted]
    assert parts
    for part in parts:
        with pytest.raises(Rejected) as refused:
            fulfilling_here.complete(part)
        assert [one.values["result"] for one in refused.value.refusals] == list(part.wanted)
        assert {one.rule for one in refused.value.refusals} == {"R-WL-30"}


def test_r_wl_30_a_line_with_a_device_comes_from_the_carrier_and_the_warehouse(
    fulfilling: Fulfilling,
) -> None:
    """The order is complete with its last part, and the inventory has the line with the device."""
    carrier, warehouse = fulfilling.worked(_T.NEW_DEVICE_SERVICE).segments
    assert (carrier.wanted, warehouse.wanted) == (("NUMBER",), ("SERIAL", "TRACKING"))
    found = fulfilling.record(carrier, service_number="0495 550 177")
    assert found.segments[0].service_number == NUMBER
    found = fulfilling.complete(found.segments[0])
    assert found.status is _W.IN_FULFILMENT
    found = fulfilling.record(found.segments[1], serial_no=IMEI)
    assert found.segments[1].missing == ("TRACKING",)
    with pytest.raises(Rejected, match="E-WL-RESULT-MISSING"):
        fulfilling.complete(found.segments[1])
    found = fulfilling.record(found.segments[1], tracking_no="TRACK-1", carrier="Post")
    found = fulfilling.complete(found.segments[1])
    assert found.status is _W.COMPLETE
    with fulfilling.backend.database.read() as session:
        line = session.scalars(select(WirelessLine).where(WirelessLine.number == NUMBER)).one()
    assert (line.employee_id, line.vendor_id) == (world.WORKER, world.NORTHERN)


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        (IMEI, True),
        (f"{IMEI[:8]} {IMEI[8:]}", True),
        (IMEI[:14], False),
        (f"{IMEI}0", False),
        (f"{IMEI[:14]}{(int(IMEI[14]) + 1) % 10}", False),
    ],
)
def test_r_wl_35_an_imei_has_15_digits_and_its_check_digit(
    fulfilling_here: Fulfilling, typed: str, is_right: bool
) -> None:
    part = only(fulfilling_here.worked(_T.WARRANTY_REPLACEMENT))
    if is_right:
        assert only(fulfilling_here.record(part, serial_no=typed)).serial_no == IMEI
        return
    with pytest.raises(Rejected) as refused:
        fulfilling_here.record(part, serial_no=typed)
    assert code_of(refused) == ["E-WLI-SERIAL"]
    assert only(fulfilling_here.seen(1)).serial_no == ""


def test_r_wl_35_a_sim_card_has_its_check_digit_and_a_number_is_free(fulfilling: Fulfilling) -> None:
    part = only(fulfilling.worked(_T.SERVICE_SIM_ONLY))
    with pytest.raises(Rejected) as refused:
        fulfilling.record(part, iccid=SIM[:-1], service_number=world.number_of(world.WORKER_LINE))
    assert sorted(code_of(refused)) == ["E-WLI-ICCID", "E-WLI-NUMBER-TAKEN"]


def test_the_requester_sees_progress_at_once_and_is_told_of_a_parcel_once(fulfilling: Fulfilling) -> None:
    with fulfilling.backend.database.write(world.STAMP) as session:
        worker = session.scalars(select(User).where(User.username == WORKER)).one()
        worker.email = "wendy@example.com"
    part = only(fulfilling.worked(_T.NEW_SIM))
    found = fulfilling.record(part, **{name: GIVEN[name] for name in ("iccid", "carrier", "tracking_no")})
    fulfilling.record(only(found), tracking_no="TRACK-1")
    seen = only(fulfilling.seen(found.order_id, WORKER))
    assert (seen.iccid, [one.tracking_no for one in seen.parcels]) == (SIM, ["TRACK-1"])
    assert not any(one.is_open for one in seen.commands), "who requests does not fulfil"
    with fulfilling.backend.database.read() as session:
        told = session.scalars(select(Notification.event_type)).all()
    assert told.count("WIRELESS_SHIPPED") == 1


def test_sm_6_a_part_that_fails_ends_the_order_with_its_reason(fulfilling: Fulfilling) -> None:
    carrier, _ = fulfilling.worked(_T.NEW_DEVICE_SERVICE).segments
    with pytest.raises(Rejected, match="E-WL-SAY-WHY"):
        fulfilling.fail(carrier, " ")
    found = fulfilling.fail(carrier, "No numbers left.")
    assert found.status is _W.FULFILMENT_FAILED
    assert [part.status for part in found.segments] == [_S.FAILED, _S.CANCELLED]
    assert found.segments[0].failed_reason == "No numbers left."
    with fulfilling.backend.database.read() as session:
        cases = session.scalars(select(WorkItem).where(WorkItem.type_code == "FULF")).all()
    assert [case.level_id for case in cases] == [found.order_id]


def test_sm_6_what_is_over_is_changed_no_more(fulfilling_here: Fulfilling) -> None:
    part = only(fulfilling_here.fail(only(fulfilling_here.ordered(_T.CHANGE_NUMBER))))
    for again in (fulfilling_here.submit_part, fulfilling_here.accept, fulfilling_here.fail):
        with pytest.raises(Rejected, match="E-STATE"):
            again(part)
    with pytest.raises(Rejected, match="E-STATE"):
        fulfilling_here.record(part, service_number=NUMBER)


def test_sm_6_the_vendors_number_is_the_orders_own(fulfilling: Fulfilling) -> None:
    found = fulfilling.submit_part(only(fulfilling.ordered(_T.CHANGE_NUMBER)), "NW-77")
    assert (found.status, only(found).vendor_order_no) == (_W.SUBMITTED_TO_VENDOR, "NW-77")
    found = fulfilling.accept(only(found))
    assert (found.status, only(found).vendor_order_no) == (_W.IN_FULFILMENT, "NW-77")
    assert fulfilling.call(WORKER, wireless_orders.GET, order_id=found.order_id).vendor_order_no == "NW-77"


@pytest.mark.parametrize("by", [WORKER, MANAGER, CSA])
def test_who_may_not_fulfil_is_refused(fulfilling_here: Fulfilling, by: str) -> None:
    part = only(fulfilling_here.ordered(_T.CHANGE_NUMBER))
    with pytest.raises(Denied):
        fulfilling_here.accept(part, by=by)
    assert only(fulfilling_here.seen(1)).status is _S.NEW


def test_of_two_who_change_a_part_the_second_is_told(fulfilling: Fulfilling) -> None:
    part = only(fulfilling.ordered(_T.CHANGE_NUMBER))
    fulfilling.accept(part)
    with pytest.raises(Conflict, match="E-STALE"):
        fulfilling.fail(part, "Too late.")
    assert only(fulfilling.seen(1)).status is _S.IN_FULFILMENT


def test_another_providers_back_office_finds_nothing(fulfilling_here: Fulfilling) -> None:
    part = only(fulfilling_here.ordered(_T.CHANGE_NUMBER))
    with pytest.raises(NotFound):
        fulfilling_here.call("alpine_lead", wireless_fulfilment.ACCEPT, **named(part))


def test_sm_6_nothing_given_is_not_recorded(fulfilling_here: Fulfilling) -> None:
    part = only(fulfilling_here.worked(_T.CHANGE_NUMBER))
    with pytest.raises(Rejected, match="E-WLF-NOTHING"):
        fulfilling_here.record(part)
    assert only(fulfilling_here.seen(1)).version == part.version


def test_sm_6_of_a_part_that_nobody_accepted_nothing_is_recorded_or_completed(
    fulfilling_here: Fulfilling,
) -> None:
    part = only(fulfilling_here.ordered(_T.CHANGE_NUMBER))
    with pytest.raises(Rejected, match="E-STATE"):
        fulfilling_here.record(part, service_number=NUMBER)
    with pytest.raises(Rejected, match="E-STATE"):
        fulfilling_here.complete(part)
