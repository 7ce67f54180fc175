"""The lists of orders on the real services: search, halted requests, provisioning errors, tabs, keys."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from agentview.contract.network import NetworkBulkCommand
from agentview.contract.provisioning import TaskCommand
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.gateway.port import FeedNews, LinkState
from agentview.models.database import Database
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.navigation import ACCOUNT, NETWORK_REQUEST, NEW_ORDER, ORDER, Target
from agentview.ui.views.orders.errors_dialog import REASON
from agentview.ui.views.orders.halted_forms import IDENTIFIER, NOTE
from agentview.ui.views.orders.home import Section
from agentview.ui.views.orders.wizard import OrderWizard
from tests import build
from tests.fixtures.backend import Backend
from tests.ui.views.orders.lists_seat import Harbour, OpenSeat, Seat

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def harbour(sqlite_url: str, clock: ManualClock) -> Iterator[Harbour]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield Harbour(backend)


@pytest.fixture
def sit(harbour: Harbour, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSeat]:
    seats: list[Seat] = []

    def open_seat(username: str = "harbour_lead") -> Seat:
        seats.append(Seat(harbour.backend, username, qtbot, tmp_path / username))
        return seats[-1]

    yield open_seat
    for seat in seats:
        seat.close()


def shown(seat: Seat, section: Section) -> None:
    seat.view.home.show_section(section)
    seat.settle()


def test_r_prv_37_nothing_shows_before_a_search(harbour: Harbour, sit: OpenSeat) -> None:
    placed = harbour.place()
    seat = sit("harbour_csa")
    search = seat.view.home.search.list
    assert search.model.rowCount() == 0
    assert seat.says("Look for an order")
    search.presenter.narrow("customer", "marlow")
    seat.settle()
    row = search.model.row(0)
    assert row is not None
    assert row.reference == placed.order_reference
    search.presenter.clear_all()
    seat.settle()
    assert search.model.rowCount() == 0


def test_the_pills_of_the_search(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.halted()
    harbour.refused()
    seat = sit("harbour_csa")
    search = seat.view.home.search.list
    for view, rows in (("HALTED", 1), ("TROUBLED", 1), ("MINE", 0)):
        search.presenter.choose_view(view)
        seat.settle()
        assert search.model.rowCount() == rows, view
    assert seat.says("You have no incomplete orders")
    assert search.presenter.counts == {"MINE": 0, "HALTED": 1, "TROUBLED": 1}


def test_r_prv_38_enter_opens_an_order_on_a_tab_of_its_own_once(harbour: Harbour, sit: OpenSeat) -> None:
    placed = harbour.place()
    seat = sit("harbour_csa")
    search = seat.view.home.search.list
    search.presenter.narrow("customer", "marlow")
    seat.settle()
    search.table.selectRow(0)
    seat.key(search.table, Qt.Key.Key_Return)
    assert seat.view.tabs.open_keys() == [1]
    wizard = seat.view.wizard()
    assert isinstance(wizard, OrderWizard)
    assert seat.says(placed.order_reference)
    seat.view.open(Target(ORDER, 1, placed.order_reference))
    assert seat.view.tabs.open_keys() == [1]
    seat.key(wizard, Qt.Key.Key_W, CTRL)
    assert seat.view.tabs.open_keys() == []
    seat.view.tabs.reopen_wanted.emit(1, placed.order_reference)
    seat.settle()
    assert seat.view.tabs.open_keys() == [1]


def test_ctrl_n_begins_an_order_and_a_link_does_for_a_customer(sit: OpenSeat) -> None:
    seat = sit("harbour_csa")
    assert seat.view.primary is not None
    seat.view.take_focus()
    focused = seat.view.root.focusWidget()
    assert focused is not None, "the first field to search by"
    seat.key(focused, Qt.Key.Key_N, CTRL)
    first = seat.view.wizard()
    assert isinstance(first, OrderWizard)
    assert first.order_id is not None
    seat.view.open(Target(NEW_ORDER, build.MARLOW, "Marlow"))
    seat.settle()
    assert len(seat.view.tabs.open_keys()) == 2
    seat.view.open(Target(ORDER, first.order_id))
    assert seat.view.wizard() is first, "the same order is not opened twice"
    assert {"Order", "Tabs"} <= set(seat.view.action_groups())
    seat.view.take_focus()


def test_who_may_not_order_is_told_so(sit: OpenSeat) -> None:
    seat = sit("harbour_prov")
    assert seat.view.primary is None
    seat.view.open(Target(NEW_ORDER, 0))
    assert seat.view.tabs.open_keys() == []
    [new] = [one for one in seat.view.action_groups()["Tabs"] if one.text() == "New order"]
    assert "may not" in cause_of(new)


def test_s_08_edit_and_resubmit_by_keys(harbour: Harbour, sit: OpenSeat) -> None:
    reference = harbour.halted()
    seat = sit("harbour_csa")
    seat.key(seat.view.home, Qt.Key.Key_2, ALT)
    halted = seat.view.home.halted
    assert seat.view.home.section is Section.HALTED
    assert seat.says("No such address")
    assert seat.says("Address is not valid")
    halted.list.table.selectRow(0)
    seat.settle()
    seat.key(halted.list.table, Qt.Key.Key_E)
    dialog = halted.dialog
    assert dialog is not None
    assert reference in dialog.windowTitle()
    dialog.form.set_values({IDENTIFIER: "+61491570158"})
    dialog.verb_button.click()
    seat.settle()
    assert halted.dialog is None
    assert seat.toasts.said == [f"{reference}: done"]
    assert seat.says("Identifier: +61491570156 became +61491570158")
    seat.key(halted.list.table, Qt.Key.Key_R)
    again = halted.dialog
    assert again is not None
    assert seat.says("Changed since the halt: Identifier", again)
    again.verb_button.click()
    seat.settle()
    assert halted.list.model.rowCount() == 0
    assert seat.says("Nothing of your customers is halted")


def test_r_prv_20_without_a_change_a_note_is_asked_for(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.halted()
    seat = sit("harbour_csa")
    shown(seat, Section.HALTED)
    halted = seat.view.home.halted
    halted.list.table.selectRow(0)
    seat.settle()
    halted.run(TaskCommand.RESUBMIT.value)
    seat.settle()
    dialog = halted.dialog
    assert dialog is not None
    dialog.verb_button.click()
    seat.settle()
    assert seat.says("Fill this in", dialog)
    dialog.form.set_values({NOTE: "The customer rang: unit 4"})
    dialog.verb_button.click()
    seat.settle()
    assert halted.list.model.rowCount() == 0


def test_what_was_typed_about_a_halted_request_is_kept_as_a_draft(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.halted()
    seat = sit("harbour_csa")
    shown(seat, Section.HALTED)
    halted = seat.view.home.halted
    halted.list.table.selectRow(0)
    seat.settle()
    halted.run(TaskCommand.RESUBMIT.value)
    seat.settle()
    assert halted.dialog is not None
    halted.dialog.form.set_values({NOTE: "Half a sentence"})
    halted.dialog.form.changed.emit(NOTE)
    halted.dialog.reject()
    seat.settle()
    assert halted.dialog is None
    halted.run(TaskCommand.RESUBMIT.value)
    seat.settle()
    assert halted.dialog is not None
    assert halted.dialog.form.values()[NOTE] == "Half a sentence"
    halted.dialog.reject()


def test_abort_is_closed_for_who_lacks_the_power_and_says_why(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.halted()
    seat = sit("harbour_csa")
    shown(seat, Section.HALTED)
    halted = seat.view.home.halted
    halted.list.table.selectRow(0)
    seat.settle()
    abort = halted.row_actions[TaskCommand.ABORT.value]
    assert "manage halted subscriptions" in cause_of(abort)
    assert not halted.detail.buttons[TaskCommand.ABORT.value].isEnabled()
    halted.run(TaskCommand.ABORT.value)
    assert halted.dialog is None


def test_a_supervisor_aborts_a_halted_request(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.halted()
    seat = sit("harbour_lead")
    shown(seat, Section.HALTED)
    halted = seat.view.home.halted
    halted.list.table.selectRow(0)
    seat.settle()
    halted.run(TaskCommand.ABORT.value)
    seat.settle()
    assert halted.dialog is not None
    halted.dialog.form.set_values({REASON: "Moved away"})
    halted.dialog.verb_button.click()
    seat.settle()
    assert halted.list.model.rowCount() == 0


def test_r_prv_35_errors_are_denied_without_the_power(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.refused()
    seat = sit("harbour_csa")
    shown(seat, Section.ERRORS)
    assert seat.says("You may not see this list")
    assert seat.view.home.errors.list.model.rowCount() == 0
    assert not seat.says("Choose a line to see")


def test_r_prv_36_a_retry_warns_and_must_be_confirmed(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.refused()
    seat = sit()
    shown(seat, Section.ERRORS)
    errors = seat.view.home.errors
    errors.list.table.selectRow(0)
    seat.settle()
    assert seat.says("The account number at the losing supplier is missing.")
    assert seat.says("Refused"), "the log stands beside the list"
    seat.key(errors.list.table, Qt.Key.Key_R)
    dialog = errors.dialog
    assert dialog is not None
    assert "SS-1" in dialog.windowTitle()
    assert seat.says("refused again as a rule", dialog)
    dialog.verb_button.click()
    seat.settle()
    assert seat.says("Fill this in", dialog)
    dialog.form.set_values({"confirm": True})
    dialog.verb_button.click()
    seat.settle()
    assert errors.dialog is None
    assert errors.list.model.rowCount() == 0
    assert seat.toasts.said == ["1 done"]
    harbour.run()
    errors.list.presenter.reload()
    seat.settle()
    row = errors.list.model.row(0)
    assert row is not None
    assert row.attempt_no == 2


def test_s_09_checked_rows_are_aborted_together_each_with_its_result(harbour: Harbour, sit: OpenSeat) -> None:
    for account in (build.MARLOW, build.BRIGHT, build.OKONKWO):
        harbour.refused(account=account)
    seat = sit()
    shown(seat, Section.ERRORS)
    errors = seat.view.home.errors
    errors.list.table.selectRow(0)
    seat.key(errors.list.table, Qt.Key.Key_Space)
    row = errors.list.model.row(1)
    assert row is not None
    errors.checks.toggle(row)
    assert len(errors.checks.rows) == 2
    assert seat.says("2 selected")
    errors.run(NetworkBulkCommand.ABORT)
    dialog = errors.dialog
    assert dialog is not None
    dialog.form.set_values({REASON: "Ordered twice"})
    dialog.verb_button.click()
    seat.settle()
    assert seat.toasts.said == ["2 done"]
    assert errors.list.model.rowCount() == 1
    assert errors.checks.rows == {}


def test_a_row_that_somebody_changed_first_is_tried_again(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.refused()
    seat, colleague = sit(), sit("harbour_lead")
    for one in (seat, colleague):
        shown(one, Section.ERRORS)
        one.view.home.errors.list.table.selectRow(0)
        one.settle()
    mine, theirs = seat.view.home.errors, colleague.view.home.errors
    mine.run(NetworkBulkCommand.ABORT)
    theirs.run(NetworkBulkCommand.RETRY)
    assert theirs.dialog is not None
    theirs.dialog.form.set_values({"confirm": True})
    theirs.dialog.verb_button.click()
    colleague.settle()
    harbour.run()
    dialog = mine.dialog
    assert dialog is not None
    dialog.form.set_values({REASON: "Enough"})
    dialog.verb_button.click()
    seat.settle()
    assert seat.says("0 done, 1 refused", dialog)
    assert "SS-1" in dialog.reasons.text()
    dialog.verb_button.click()
    seat.settle()
    assert mine.dialog is None
    assert mine.list.model.rowCount() == 0


def test_the_customer_opens_in_the_own_area(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.refused()
    seat = sit()
    shown(seat, Section.ERRORS)
    errors = seat.view.home.errors
    errors.list.table.selectRow(0)
    seat.key(errors.list.table, Qt.Key.Key_C)
    assert seat.shell.targets == [Target(ACCOUNT, build.MARLOW, "Marlow Dental Group")]


def test_a_link_shows_what_was_refused(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.refused()
    harbour.refused(account=build.BRIGHT)
    seat = sit()
    seat.view.open(Target(NETWORK_REQUEST, 2, "PO-2/SS-2"))
    seat.settle()
    assert seat.view.home.section is Section.ERRORS
    row = seat.view.home.errors.detail.row
    assert row is not None
    assert row.request_id == 2


def test_counts_stand_on_the_pills_and_in_the_rail(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.halted()
    harbour.refused()
    seat = sit()
    assert seat.shell.counts["orders"] == 2
    csa = sit("harbour_csa")
    assert csa.shell.counts["orders"] == 1


def test_a_command_is_for_the_error_beside_the_list_where_none_is_selected(
    harbour: Harbour, sit: OpenSeat
) -> None:
    harbour.refused()
    seat = sit()
    shown(seat, Section.ERRORS)
    errors = seat.view.home.errors
    errors.list.table.clearSelection()
    seat.settle()
    assert errors.list.selected() == []
    assert seat.says("The account number at the losing supplier is missing.")
    seat.key(errors.list.table, Qt.Key.Key_R)
    assert errors.dialog is not None
    assert "SS-1" in errors.dialog.windowTitle()


def test_without_a_link_commands_are_closed_and_reading_goes_on(harbour: Harbour, sit: OpenSeat) -> None:
    harbour.refused()
    seat = sit()
    shown(seat, Section.ERRORS)
    errors = seat.view.home.errors
    errors.list.table.selectRow(0)
    seat.settle()
    assert errors.detail.buttons["retry"].isEnabled()
    seat.tell(FeedNews(link=LinkState.LOST))
    assert not errors.detail.buttons["retry"].isEnabled()
    assert seat.view.primary is not None
    assert not seat.view.primary.isEnabled()
    seat.tell(FeedNews(link=LinkState.CONNECTED))
    assert errors.detail.buttons["retry"].isEnabled()


@pytest.mark.parametrize("section", list(Section))
def test_everything_that_takes_the_focus_has_a_name(
    harbour: Harbour, sit: OpenSeat, section: Section
) -> None:
    harbour.halted()
    harbour.refused()
    seat = sit()
    shown(seat, section)
    tables = {
        Section.SEARCH: seat.view.home.search.list.table,
        Section.HALTED: seat.view.home.halted.list.table,
        Section.ERRORS: seat.view.home.errors.list.table,
    }
    tables[section].selectRow(0)
    seat.settle()
    assert nameless(seat.view.root) == []
    names = [action.text() for group in seat.view.action_groups().values() for action in group]
    assert len(names) == len(set(names)), "each action is called otherwise"


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped(
    harbour: Harbour, sit: OpenSeat, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    harbour.halted()
    harbour.refused()
    seat = sit()
    seat.view.root.resize(round(1140 * (1.1 if scale > 1 else 1)), 660)
    for section in Section:
        shown(seat, section)
        for _ in range(3):
            QCoreApplication.sendPostedEvents()
            seat.settle()
        buttons = [one for one in seat.view.root.findChildren(QPushButton) if one.isVisibleTo(seat.view.root)]
        assert [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()] == []
