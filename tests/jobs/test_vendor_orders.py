"""Orders go to vendors and warehouses by themselves, and unknown outcomes are asked about (SM-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from agentview.contract.hardware_orders import CANCEL
from agentview.contract.wireless import OrderType, SegmentStatus, WirelessStatus
from agentview.contract.wireless_fulfilment import Fulfilment
from agentview.core.errors import Rejected
from agentview.gateway.dispatch import Dispatcher
from agentview.jobs.vendor_orders import VendorRound, Vendors, has_work
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import DeliveryMethod, Warehouse
from agentview.models.party import Provider
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.services.network.system import system_of
from tests import build
from tests import wireless_world as world
from tests.build_hardware import SYDNEY
from tests.fixtures.backend import Backend
from tests.fixtures.vendor_server import VendorServer, vendor_server
from tests.services.notifications.posting import Run
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record
from tests.services.wireless_fulfilment.fulfilling import IMEI, NUMBER, Fulfilling
from tests.services.wireless_orders.requesting import CSA

_T, _S, _W = OrderType, SegmentStatus, WirelessStatus


class VendorRun(Run):
    """A run that opens transactions for others, too."""

    @property
    def dispatcher(self) -> Dispatcher:
        return self.embedded.dispatcher


@dataclass
class Vending:
    """Harbour, whose carrier Northern takes orders over HTTP."""

    fulfilling: Fulfilling
    server: VendorServer
    folder: Path

    @property
    def backend(self) -> Backend:
        return self.fulfilling.backend

    def round(self) -> int:
        """Let the job do a round; return how many segments it looked at."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, build.HARBOUR))
        run = VendorRun(self.backend.embedded, caller)
        vendors = Vendors(self.folder, self.folder)
        VendorRound(run, vendors).carry_out()  # type: ignore[arg-type] # what it needs of a run
        vendors.close()
        return run.done

    def later(self, minutes: int = 70) -> None:
        self.backend.clock.move(timedelta(minutes=minutes))

    def ordered(self, kind: OrderType) -> Fulfilment:
        return self.fulfilling.ordered(kind)

    def seen(self, order_id: int = 1) -> Fulfilment:
        return self.fulfilling.seen(order_id)


@pytest.fixture
def vending(backend: Backend, tmp_path: Path) -> Iterator[Vending]:
    """Return Harbour with its carrier."""
    world.furnish(backend)
    with vendor_server() as server:
        fulfilling = Fulfilling(backend)
        fulfilling.set_row(WirelessVendor, world.NORTHERN, exchange_url=server.url)
        yield Vending(fulfilling, server, tmp_path)


def test_an_order_is_sent_accepted_and_completed_by_its_vendor(vending: Vending) -> None:
    vending.ordered(_T.CHANGE_NUMBER)
    assert vending.round() == 1
    [part] = vending.seen().segments
    assert (part.status, vending.server.posted, vending.server.keys) == (_S.SUBMITTED, ["WO-1-1"], ["WO-1-1"])
    vending.later()
    vending.round()
    [part] = vending.seen().segments
    assert (part.status, part.vendor_order_no) == (_S.IN_FULFILMENT, "V-1")
    vending.server.says = {"status": "COMPLETE", "service_number": NUMBER}
    vending.later()
    vending.round()
    assert vending.seen().status is _W.COMPLETE
    vending.later()
    assert vending.round() == 0, "what is over is not asked about"
    assert vending.server.posted == ["WO-1-1"]


def test_r_gen_05_a_second_round_at_once_does_nothing(vending: Vending) -> None:
    vending.ordered(_T.CHANGE_NUMBER)
    assert (vending.round(), vending.round()) == (1, 0)


def test_an_unknown_outcome_is_asked_about_and_not_sent_again(vending: Vending) -> None:
    vending.server.cuts = 1
    vending.ordered(_T.CHANGE_NUMBER)
    vending.round()
    [part] = vending.seen().segments
    assert (part.status, part.exchange_text != "") == (_S.NEW, True)
    vending.later()
    vending.round()
    [part] = vending.seen().segments
    assert (part.status, vending.server.posted) == (_S.IN_FULFILMENT, ["WO-1-1"])


def test_what_the_vendor_never_received_is_sent_again(vending: Vending) -> None:
    vending.server.status = 503
    vending.ordered(_T.CHANGE_NUMBER)
    vending.round()
    vending.server.status = 201
    vending.later()
    vending.round()
    assert (vending.server.asked, vending.server.posted) == (["WO-1-1"], ["WO-1-1"] * 2)
    assert vending.seen().segments[0].status is _S.SUBMITTED


def test_sm_6_a_refusal_of_the_vendor_fails_the_order(vending: Vending) -> None:
    vending.server.status = 422
    vending.ordered(_T.CHANGE_NUMBER)
    vending.round()
    found = vending.seen()
    assert (found.status, found.segments[0].status) == (_W.FULFILMENT_FAILED, _S.FAILED)
    assert found.segments[0].failed_reason.startswith("422")


def test_r_wl_35_a_wrong_number_of_a_vendor_is_not_taken_over(vending: Vending) -> None:
    vending.ordered(_T.CHANGE_NUMBER)
    vending.round()
    vending.server.says = {"status": "COMPLETE", "service_number": world.number_of(world.COLLEAGUE_LINE)}
    vending.later()
    vending.round()
    [part] = vending.seen().segments
    assert (part.status, part.service_number) == (_S.SUBMITTED, "")
    assert part.exchange_text == "E-WLI-NUMBER-TAKEN"


def test_r_wl_30_a_vendor_that_brings_too_little_completes_nothing(vending: Vending) -> None:
    vending.ordered(_T.CHANGE_NUMBER)
    vending.round()
    vending.server.says = {"status": "COMPLETE"}
    vending.later()
    vending.round()
    assert vending.seen().segments[0].exchange_text == "E-WL-RESULT-MISSING"
    assert vending.seen().status is not _W.COMPLETE


def test_a_part_that_the_program_sent_is_not_submitted_by_hand(vending: Vending) -> None:
    vending.server.cuts = 1
    vending.ordered(_T.CHANGE_NUMBER)
    vending.round()
    with pytest.raises(Rejected, match="E-WLF-SENT"):
        vending.fulfilling.submit_part(vending.seen().segments[0])


def test_a_part_that_was_submitted_by_hand_is_not_sent(vending: Vending) -> None:
    vending.fulfilling.submit_part(vending.ordered(_T.CHANGE_NUMBER).segments[0])
    assert not has_work(vending.backend.embedded, build.HARBOUR)
    assert vending.round() == 0
    assert not vending.server.posted


def test_r_wl_12_port_data_goes_out_as_it_was_typed(vending: Vending) -> None:
    vending.fulfilling.set_row(WirelessVendor, world.SOUTHERN, exchange_url=vending.server.url)
    vending.ordered(_T.PORT_CARRIER)
    vending.round()
    fields = vending.server.taken["WO-1-1"]["fields"]
    assert (fields["PIN"], fields["NAME_ON_INVOICE"]) == ("0042 ", "MARLOW  Health")


def test_devices_are_carried_out_by_a_hardware_order_whose_dispatch_completes_them(vending: Vending) -> None:
    vending.ordered(_T.DEVICE_ONLY)
    vending.round()
    [part] = vending.seen().segments
    assert part.status is _S.SUBMITTED, part.exchange_text
    assert (part.hardware_reference, part.vendor_order_no) == ("HO-1", "HO-1")
    assert vending.round() == 0
    _dispatch(vending)
    vending.later()
    vending.round()
    found = vending.seen()
    assert found.status is _W.COMPLETE, found.segments[0].exchange_text
    [part] = found.segments
    assert (part.serial_no, [one.tracking_no for one in part.parcels]) == (IMEI, ["TRACK-9"])


def test_what_a_warehouse_dispatched_is_taken_over_at_once(vending: Vending) -> None:
    """SM-6: the requester sees it without waiting until the warehouse would be asked again."""
    vending.fulfilling.set_row(Warehouse, SYDNEY, exchange_url="file:///somewhere")
    vending.ordered(_T.DEVICE_ONLY)
    vending.round()
    depot = Depot(vending.backend, vending.folder)
    depot.request()
    assert not has_work(vending.backend.embedded, build.HARBOUR)
    phone, case = depot.lines(1)
    told = record(1, line(phone.id, IMEI, tracking="T-1", unit=1), line(case.id, unit=1))
    depot.at(SYDNEY).send("D1.json", dispatch_file("D1.json", [told]))
    depot.dispatch(SYDNEY)
    assert has_work(vending.backend.embedded, build.HARBOUR)
    assert vending.round() == 1
    assert vending.seen().status is _W.COMPLETE, vending.seen().segments[0].exchange_text


def test_a_hardware_order_that_people_cancel_ends_its_part_at_once(vending: Vending) -> None:
    vending.ordered(_T.DEVICE_ONLY)
    vending.round()
    with vending.backend.database.read() as session:
        version = session.get_one(HardwareOrder, 1).row_version
    vending.fulfilling.call(CSA, CANCEL, order_id=1, version=version, reason="Not made any more")
    assert vending.round() == 1
    found = vending.seen()
    assert (found.status, found.segments[0].status) == (_W.FULFILMENT_FAILED, _S.FAILED)


def test_a_part_that_people_have_in_hand_is_left_to_them(vending: Vending) -> None:
    """A dispatch wakes nothing that the program does not follow."""
    vending.ordered(_T.DEVICE_ONLY)
    vending.round()
    vending.fulfilling.set_row(OrderSegment, vending.seen().segments[0].segment_id, ask_at=None)
    with vending.backend.database.read() as session:
        version = session.get_one(HardwareOrder, 1).row_version
    vending.fulfilling.call(CSA, CANCEL, order_id=1, version=version, reason="Not made any more")
    assert not has_work(vending.backend.embedded, build.HARBOUR)


def test_a_hardware_order_that_is_refused_is_tried_again_and_says_why(vending: Vending) -> None:
    """Nothing of it stays: the next try makes the first hardware order."""
    vending.fulfilling.set_row(DeliveryMethod, 1, is_active=False)
    _without_methods(vending)
    vending.ordered(_T.ACCESSORY)
    vending.round()
    [part] = vending.seen().segments
    assert (part.status, part.hardware_order_id) == (_S.NEW, None)
    assert "E-DELIVERY" in part.exchange_text
    with vending.backend.database.read() as session:
        assert not session.scalars(select(HardwareOrder.id)).all()


def _without_methods(vending: Vending) -> None:
    with vending.backend.database.write(world.STAMP) as session:
        for one in session.scalars(select(DeliveryMethod)):
            one.is_active = False


def _dispatch(vending: Vending) -> None:
    """Let the warehouse have dispatched the order, past the services."""
    with vending.backend.database.write(world.STAMP) as session:
        session.get_one(HardwareOrder, 1).status = "COMPLETE"
        lines = session.scalars(select(HardwareOrderLine).order_by(HardwareOrderLine.id)).all()
        for line in lines:
            line.status, line.shipped_qty = "DISPATCHED", line.qty
            line.tracking_no, line.carrier = "TRACK-9", "Post"
        session.add(
            HardwareUnit(provider_id=build.HARBOUR, line_id=lines[0].id, serial_type="IMEI", serial_no=IMEI)
        )
