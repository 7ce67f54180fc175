"""The screen on the real services: a caller is added, read, changed by two people, and every step is told."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agentview.contract import orders
from agentview.contract.customers import CustomerDetail
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.attachment import Attachment
from agentview.models.database import Database
from agentview.models.order import CancelRequest, Order
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.navigation import NEW_CUSTOMER, Desk, Target
from agentview.ui.views.customers.cancel_dialog import CancelDialog
from agentview.ui.views.customers.dialogs import NewCustomerDialog, RecordDialog
from agentview.ui.views.customers.page import CustomerPage
from agentview.ui.views.customers.section_overview import OverviewSection
from agentview.ui.views.customers.section_status import StatusSection
from agentview.ui.views.customers.section_timeline import TimelineSection
from agentview.ui.views.customers.transfer_dialog import OwnerDialog
from agentview.ui.views.customers.view import CustomersView
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order
from tests.services.holdings import hold
from tests.ui.real_desk import RealDesks
from tests.ui.views.provisioning.builders import shell_of, toasts_of
from tests.world import assert_world

WAIT = 20_000


@dataclass
class Seat:
    """A person at the screen."""

    view: CustomersView
    desk: Desk
    qtbot: QtBot

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT)

    @property
    def page(self) -> CustomerPage:
        """The customer in front."""
        found = self.view.page()
        assert found is not None
        return found

    @property
    def shown(self) -> CustomerDetail:
        """The customer in front as it was read."""
        self.wait(lambda: self.page.presenter.detail is not None)
        found = self.page.presenter.detail
        assert found is not None
        return found

    def form(self) -> RecordDialog:
        """The form that is open."""
        self.wait(lambda: self.page.commands.dialog is not None)
        found = self.page.commands.dialog
        assert isinstance(found, RecordDialog)
        return found

    def new(self, number: str) -> NewCustomerDialog:
        """The form of a new customer."""
        self.view.open(Target(NEW_CUSTOMER, 0, number))
        self.wait(lambda: self.view.new_customer.dialog is not None)
        found = self.view.new_customer.dialog
        assert found is not None
        return found

    def said(self, text: str) -> None:
        """Wait for a toast."""
        self.wait(lambda: text in toasts_of(self.desk).said)


OpenSeat = Callable[[str], Seat]


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def seat(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSeat]:
    with closing(RealDesks(sqlite_backend, tmp_path)) as desks:

        def open_seat(username: str) -> Seat:
            desk, view = desks.open(username, CustomersView)
            qtbot.addWidget(view.root)
            view.root.resize(1150, 680)
            view.root.show()
            return Seat(view, desk, qtbot)

        yield open_seat


def test_a_caller_is_added_once_shown_with_a_reason_and_noted(seat: OpenSeat) -> None:
    here = seat("harbour_csa")
    new = here.new("0491 570 156")
    new.form.set_values({"name": "Zo\u00eb \u00c5kesson <b>", "email": "zoe@example.com"})
    new.verb_button.click()
    here.wait(lambda: here.view.page() is not None)
    shown = here.shown
    assert (shown.name, shown.contacts[0].email is not None) == ("Zo\u00eb \u00c5kesson <b>", True)
    assert "570" not in str(shown.contacts)

    again = here.new("0491 570 156")
    again.form.set_values({"name": "Zoe Akesson"})
    again.verb_button.click()
    here.wait(lambda: again.form.input("confirm_duplicate").isVisible())
    again.reject()

    here.view.show_account(shown.account_id)
    here.page.commands.reveal()
    here.wait(lambda: here.page.commands.dialog is not None)
    why = here.page.commands.dialog
    why.form.set_values({"reason": "call back"})  # type: ignore[union-attr]
    why.verb_button.click()  # type: ignore[union-attr]
    header = here.page.header
    here.wait(lambda: any(one.text() == "0491\u00a0570\u00a0156" for one in header.findChildren(MaskedValue)))

    here.page.commands.add_note()
    note = here.form()
    note.form.set_values({"text": "Deaf: write instead", "is_alert": True})
    note.verb_button.click()
    here.wait(lambda: "Deaf: write instead" in here.page.banner.accessibleName())
    here.page.choose("timeline")
    timeline = here.page.section("timeline")
    assert isinstance(timeline, TimelineSection)
    model = timeline.list.model
    here.wait(lambda: model.rowCount() > 0 and model.row(0) is not None)
    rows = [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]
    assert {"PRIVACY", "NOTES", "ACCOUNT"} <= {row.kind.value for row in rows}
    assert "call back" in {row.text for row in rows}


def test_an_order_shows_by_the_feed_and_its_service_can_be_opened(
    sqlite_backend: Backend, seat: OpenSeat
) -> None:
    here = seat("harbour_csa")
    here.view.show_account(build.MARLOW)
    before = len(here.shown.packages)
    here.wait(lambda: bool(shell_of(here.desk).listeners))
    gateway = sqlite_backend.gateway("harbour_csa")
    gateway.call(orders.PLACE, order("one", add("MOB-40", number="0491 570 156")), key="one")
    here.page.presenter.read()
    here.wait(lambda: len(here.shown.packages) > before)
    overview = here.page.section("overview")
    assert isinstance(overview, OverviewSection)
    service = next(one for held in here.shown.packages for one in held.services if one.task_id is not None)
    here.wait(lambda: overview.table.select_id(f"service:{service.service_id}"))

    def log() -> str:
        return " ".join(label.text() for label in overview.pane.log.findChildren(QLabel))

    here.wait(lambda: "Request received by provisioning" in log())
    here.page.choose("orders")
    overview.run("show_task")
    assert shell_of(here.desk).targets[-1].record_id == service.task_id


def test_r_prv_41_two_people_edit_one_customer(seat: OpenSeat) -> None:
    here, there = seat("harbour_csa"), seat("harbour_lead")
    for one in (here, there):
        one.view.show_account(build.MARLOW)
        assert one.shown.version
    here.page.commands.edit()
    mine = here.form()
    mine.form.set_values({"name": "Mine"})
    there.page.commands.edit()
    theirs = there.form()
    theirs.form.set_values({"name": "Theirs", "export_reference": "REF-7"})
    theirs.verb_button.click()
    there.wait(lambda: there.shown.name == "Theirs")
    here.wait(lambda: here.page.header.name.text() == "Theirs")
    mine.verb_button.click()
    here.wait(lambda: bool(mine.findChildren(ConflictView)))
    [conflict] = mine.findChildren(ConflictView)
    conflict.pick("name", yours=True)
    conflict._on_go_on()
    assert mine.form.values()["export_reference"] == "REF-7"
    mine.verb_button.click()
    there.wait(lambda: there.page.header.name.text() == "Mine")
    assert there.shown.export_reference == "REF-7"


def test_another_operators_customer_is_not_there(seat: OpenSeat) -> None:
    here = seat("alpine_csa")
    here.view.show_account(build.MARLOW)
    here.wait(lambda: here.page._overlay.accessibleName().startswith("There is no such customer"))


def test_a_package_is_cancelled_with_a_letter_and_the_status_says_so(
    seat: OpenSeat, sqlite_backend: Backend, tmp_path: Path
) -> None:
    held = hold(sqlite_backend, "DUO")
    here = seat("harbour_csa")
    here.view.show_account(build.MARLOW)
    here.wait(lambda: bool(here.shown.packages))
    overview = here.page.section("overview")
    assert isinstance(overview, OverviewSection)
    here.wait(lambda: overview.model.rowCount() > 0)
    overview.table.select_id(f"package:{held.package_id}")
    overview.run("cancel_package")
    dialog = here.form()
    assert isinstance(dialog, CancelDialog)
    here.wait(lambda: dialog.preview.body.count() > 0)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"Please end it. " * 60_000)
    dialog.picker.take(letter)
    here.wait(lambda: dialog.picker.file is not None)
    dialog.form.set_values({"reason": "MOVING", "time_frame": "END_OF_PERIOD"})
    dialog.verb_button.click()
    here.said(f"Cancelled PS-{held.package_id}")
    with sqlite_backend.database.read() as session:
        made = session.scalars(select(CancelRequest)).one()
        assert made.attachment_id is not None
        assert session.get_one(Attachment, made.attachment_id).size == letter.stat().st_size
    here.page.choose("status")
    status = here.page.section("status")
    assert isinstance(status, StatusSection)
    here.wait(lambda: status.presenter.report is not None and bool(status.pane.cards))
    shown = [label.text() for label in status.pane.findChildren(QLabel)]
    assert any("is being cancelled" in text for text in shown)
    assert_world(sqlite_backend.database)


def test_a_package_is_given_to_a_customer_who_is_found_by_name(
    seat: OpenSeat, sqlite_backend: Backend
) -> None:
    held = hold(sqlite_backend)
    hold(sqlite_backend, account=build.OKONKWO)
    here = seat("harbour_csa")
    here.view.show_account(build.MARLOW)
    here.wait(lambda: bool(here.shown.packages))
    overview = here.page.section("overview")
    assert isinstance(overview, OverviewSection)
    here.wait(lambda: overview.model.rowCount() > 0)
    overview.table.select_id(f"package:{held.package_id}")
    overview.run("change_owner")
    dialog = here.form()
    assert isinstance(dialog, OwnerDialog)
    dialog.look_for("okonk")
    here.wait(lambda: dialog.choice.rows.count() == 1)
    dialog.choice.rows.setCurrentRow(0)
    dialog.verb_button.click()
    here.said(f"Change of owner ordered for PS-{held.package_id}")
    with sqlite_backend.database.read() as session:
        made = session.scalars(select(Order)).one()
        assert (made.order_type, made.account_id, made.source) == ("CHOWN", build.OKONKWO, "DESKTOP")
    assert_world(sqlite_backend.database)
