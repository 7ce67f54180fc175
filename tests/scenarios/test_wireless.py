"""Wireless orders from request to inventory by keyboard, approved on a second desktop (SM-6, R-WL)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from agentview.models.wireless_order import WirelessOrder
from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.theme import ThemeChoice
from tests import wireless_world as world
from tests.adaptors.exchange.sftp_server import sftp_server
from tests.scenarios import requesting_wireless as wireless
from tests.scenarios import wireless_office
from tests.scenarios.wireless_office import APPROVER, BACK_OFFICE, REQUESTER, WirelessOffice
from tests.ui.conftest import (  # noqa: F401 - as in every test with a window
    app,
)
from tests.world import assert_world

NUMBER, NEW_NUMBER = world.number_of(world.WORKER_LINE), "+61495550177"
PHONE = "Basic Phone B2"
PORT = {
    "Current carrier": "Northern Wireless",
    "Account number at the carrier": "0042-7",
    "Name on the invoice": "MARLOW  Health",
    "Tax number": "51 824 753 556",
    "Billing address": "1 Quay Street, Sydney",
    "PIN at the carrier": "0042",
}


@pytest.fixture
def office(postgres_url: str, app: QApplication, tmp_path: Path) -> Iterator[WirelessOffice]:  # noqa: F811 - the fixture
    """Return the company with nobody at a desk yet."""
    data = tmp_path / "data"
    data.mkdir()
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    with (
        sftp_server(tmp_path / "sftp", data / "exchange-keys") as sftp,
        wireless_office.opened(postgres_url, sftp, keeper, tmp_path) as opened,
    ):
        yield opened
        assert_world(opened.database)
    keeper.deleteLater()
    opened.forget()


def test_a_lost_phone_is_suspended_with_billing(office: WirelessOffice) -> None:
    """R-WL-05, R-WL-31: SUSPEND; each mail opens the order, and the requester sees it go on by itself."""
    worker, manager, back = office.seat(REQUESTER), office.seat(APPROVER), office.seat(BACK_OFFICE)
    wireless.want(worker, "I lost my phone", "Suspend a line")
    wireless.go_on(worker, "For whom, and for what?")
    wireless.take(worker, wireless.LINE, NUMBER[-6:], NUMBER)
    wireless.go_on(worker, wireless.DETAILS)
    worker.choose("Reason", "Lost")
    wireless.go_on(worker, wireless.CONFIRM)
    order = wireless.submit(worker)
    office.follow_mail(manager, APPROVER, f"{order} waits for your decision")
    wireless.approve(manager, order)
    wireless.until_stands(worker, order, wireless.WITH_VENDOR)
    wireless.open_part(back, order, "Northern Wireless")
    wireless.place(back, "N-4711")
    wireless.until_stands(worker, order, wireless.IN_FULFILMENT)
    wireless.complete(back)
    wireless.until_stands(worker, order, wireless.COMPLETE)
    wireless.until_listed(worker, "Lines", NUMBER, "Suspended, billed")
    wireless.until_listed(worker, "Devices", world.imei(world.WORKER_PHONE), "Lost or stolen")
    office.follow_mail(worker, REQUESTER, f"{order} is complete")
    worker.until_sees(f"{order} \N{MIDDLE DOT} Suspend a line")


def test_a_new_phone_with_a_line_comes_from_carrier_and_warehouse(office: WirelessOffice) -> None:
    """R-WL-29, R-WL-30, R-WL-31: NEW_DEVICE_SERVICE, of carrier and warehouse."""
    worker, manager, back = office.seat(REQUESTER), office.seat(APPROVER), office.seat(BACK_OFFICE)
    wireless.want(worker, "my first phone", "New device and line")
    wireless.go_on(worker, "For whom, and for what?")
    worker.until_sees("Chosen: Wendy Worker")
    wireless.choose_carrier(worker, "Northern Wireless")
    wireless.go_on(worker, wireless.DETAILS)
    wireless.take(worker, "Device: ", "Basic", PHONE)
    wireless.take(worker, "Plan: ", "Talk", "Talk 20 GB")
    wireless.go_on(worker, wireless.SHIPPING)
    wireless.fill(worker, wireless.ADDRESS)
    wireless.go_on(worker, wireless.CONFIRM)
    worker.until_sees("129.00", "20.00")
    order = wireless.submit(worker)
    office.follow_mail(manager, APPROVER, f"{order} waits for your decision")
    wireless.approve(manager, order)
    wireless.open_part(back, order, "Northern Wireless")
    wireless.place(back, "N-4712")
    wireless.until_stands(worker, order, wireless.IN_FULFILMENT)
    wireless.record(back, {"Number": NEW_NUMBER})
    wireless.complete(back)
    serial = office.ship_phone(back)
    wireless.until_stands(worker, order, wireless.COMPLETE)
    office.follow_mail(worker, REQUESTER, f"{order} is complete")
    worker.until_sees(f"{order} \N{MIDDLE DOT} New device and line")
    wireless.until_listed(worker, "Lines", NEW_NUMBER, "Wendy Worker", "Active", "Talk 20 GB")
    wireless.until_listed(worker, "Devices", serial, PHONE, "Active")


def test_a_broken_phone_is_replaced_and_goes_back(office: WirelessOffice) -> None:
    """R-WL-29: UPGRADE_REPLACE, found from what somebody says; the old device gets the chosen status."""
    worker, manager, back = office.seat(REQUESTER), office.seat(APPROVER), office.seat(BACK_OFFICE)
    wireless.want(worker, "my phone is broken", "Upgrade or replace the device")
    wireless.go_on(worker, "For whom, and for what?")
    wireless.take(worker, wireless.LINE, NUMBER[-6:], NUMBER)
    wireless.go_on(worker, wireless.DETAILS)
    wireless.take(worker, "Device: ", "Basic", PHONE)
    worker.choose("Reason", "Broken")
    worker.choose("What becomes of the old device", "To be returned")
    wireless.go_on(worker, wireless.SHIPPING)
    wireless.fill(worker, wireless.ADDRESS)
    wireless.go_on(worker, wireless.CONFIRM)
    worker.tick("Terms of the company")
    order = wireless.submit(worker)
    office.follow_mail(manager, APPROVER, f"{order} waits for your decision")
    wireless.approve(manager, order)
    wireless.open_part(back, order, "Northern Wireless")
    wireless.place(back, "N-4713")
    wireless.complete(back)
    serial = office.ship_phone(back)
    wireless.until_stands(worker, order, wireless.COMPLETE)
    wireless.until_listed(worker, "Devices", serial, PHONE, "Active")
    wireless.until_listed(worker, "Devices", world.imei(world.WORKER_PHONE), "To be returned")


def test_a_number_moves_to_another_carrier(office: WirelessOffice) -> None:
    """R-WL-12: PORT_CARRIER, with what the old carrier wants to know exactly as it was typed."""
    worker, manager, back = office.seat(REQUESTER), office.seat(APPROVER), office.seat(BACK_OFFICE)
    wireless.want(worker, "bad coverage", "Move a line to another carrier")
    wireless.go_on(worker, "For whom, and for what?")
    wireless.take(worker, wireless.LINE, NUMBER[-6:], NUMBER)
    worker.until_sees("Southern Mobile")
    worker.settle()
    wireless.go_on(worker, wireless.DETAILS)
    wireless.take(worker, "Plan: ", "South", "South Basic")
    wireless.fill(worker, PORT)
    wireless.go_on(worker, wireless.CONFIRM)
    order = wireless.submit(worker)
    office.follow_mail(manager, APPROVER, f"{order} waits for your decision")
    manager.until_sees(PORT["Name on the invoice"])
    wireless.approve(manager, order)
    wireless.open_part(back, order, "Southern Mobile")
    wireless.place(back, "S-4714")
    wireless.record(back, {"Number": NUMBER})
    wireless.complete(back)
    wireless.until_stands(worker, order, wireless.COMPLETE)
    wireless.until_listed(worker, "Lines", NUMBER, "Southern Mobile", "South Basic", "Active")


def test_a_line_is_given_to_a_colleague_with_the_approval(office: WirelessOffice) -> None:
    """R-WL-09: ASSIGN completes with the last approval; no vendor has a part in it."""
    worker, manager = office.seat(REQUESTER), office.seat(APPROVER)
    wireless.want(worker, "give my line to somebody", "Assign a line")
    wireless.go_on(worker, "For whom, and for what?")
    wireless.take(worker, wireless.PERSON, "Carl", "Carl Colleague")
    wireless.take(worker, wireless.LINE, NUMBER[-6:], NUMBER)
    wireless.go_on(worker, wireless.DETAILS)
    wireless.go_on(worker, wireless.CONFIRM)
    order = wireless.submit(worker)
    office.follow_mail(manager, APPROVER, f"{order} waits for your decision")
    wireless.approve(manager, order)
    wireless.until_stands(worker, order, wireless.COMPLETE)
    wireless.until_listed(worker, "Lines", NUMBER, "Carl Colleague")


def test_r_wl_04_a_line_that_ended_31_days_ago_is_not_restored(office: WirelessOffice) -> None:
    """RESTORE is refused with its reason, from the inventory and from the request; nothing is begun."""
    worker = office.seat(REQUESTER)
    ended = world.number_of(world.ENDED_LINE)
    reason = "The line ended more than 30 days ago; its carrier does not restore it any more."
    wireless.open_page(worker, "Lines")
    worker.tab_to("In use")
    worker.step_to("Ended", "Right")
    worker.settle()
    wireless.open_page(worker, "Lines")
    worker.go_to_row(ended)
    worker.settle()
    worker.press("M")
    wireless.find(worker, "restore", "Restore a line")
    worker.until_sees(reason)
    wireless.leave(worker)
    wireless.open_page(worker, "Lines")
    worker.tab_to("Ended")
    worker.step_to("In use", "Left")
    worker.settle()
    wireless.want(worker, "restore", "Restore a line")
    wireless.go_on(worker, "For whom, and for what?")
    wireless.search(worker, wireless.LINE, ended[-6:], reason)
    worker.press("Return")
    worker.until_sees(f"\N{MULTIPLICATION SIGN} {reason}")
    worker.press("Ctrl+Return")
    worker.settle()
    worker.until_sees("For whom, and for what?")
    assert worker.ask(select(WirelessOrder.id)) == []
    wireless.leave(worker)
    wireless.until_listed(worker, "Lines", world.number_of(world.LOST_LINE), "Suspended, billed")
