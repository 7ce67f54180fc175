"""The screen as hands and screen readers meet it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agentview.contract.provisioning import (
    PresenceMode,
    Side,
    Taken,
    TaskCommand,
    TaskStatus,
    TransferType,
    View,
    Watcher,
)
from agentview.core.power import Role
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.text import plain_tip
from agentview.ui.navigation import ACCOUNT_TASKS, TASK, Target
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    ALL_CLOSED,
    HOSTILE,
    FakeGateway,
    acted,
    commands,
    detail,
    halted,
    mine,
    queue_of,
    row,
    theirs,
    toasts_of,
)
from tests.ui.views.provisioning.conftest import OpenScreen, shown_texts

ENTER = Qt.Key.Key_Return


def test_the_list_shows_rows_and_the_task_beside_it(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), row(2))
    assert screen.view.queue.model.rowCount() == 2
    assert screen.view.side.pane.title.text() == "PO-10001/1 \u00b7 Customer 1"
    assert screen.view.queue.header.info.text() == "2 orders, updated just now"
    assert screen.view.primary is not None
    assert screen.view.primary.text() == "Take next"


def test_everything_that_takes_the_focus_has_a_name(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), theirs(2))
    screen.view.queue.toggle_filter()
    assert nameless(screen.view.root) == []
    screen.view.commands.run(TaskCommand.EDIT, screen.view.chosen_row())
    screen.settle()
    assert screen.view.side.is_editing
    assert nameless(screen.view.root) == []


def test_a_screen_reader_hears_the_row_as_one_sentence(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    spoken = screen.view.queue.model.data(
        screen.view.queue.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == ("PO-10001/1, New, Customer 1, Mobile, In Progress, age 4h 00m, claimed by You")


def test_a_letter_claims_once_however_long_it_is_held(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), row(2))
    for _ in range(4):
        screen.key(Qt.Key.Key_C)
    screen.settle()
    assert len(screen.gateway.sent("provisioning.claim")) == 1
    assert toasts_of(screen.desk).said == ["Claimed PO-10001/1"]
    toasts_of(screen.desk).undoes[0]()
    screen.settle()
    assert len(screen.gateway.sent("provisioning.release")) == 1


def test_letters_typed_into_a_field_are_text(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.view.queue.toggle_filter()
    QTest.keyClicks(screen.view.queue.filter.texts["text"], "chant")
    assert screen.view.queue.filter.texts["text"].text() == "chant"
    screen.runner.run_all()
    assert screen.gateway.sent("provisioning.claim") == []
    assert screen.view.commands.dialog is None


def test_take_next_says_why_this_one_and_shows_it(open_screen: OpenScreen) -> None:
    taken = Taken(task=acted(2), due_at=NOON + timedelta(minutes=42))
    screen = open_screen(row(1), mine(2))
    screen.gateway.answers["provisioning.take_next"] = lambda _request: taken
    screen.key(Qt.Key.Key_N)
    screen.key(Qt.Key.Key_N)
    assert screen.view.primary is not None
    assert screen.view.primary.is_busy
    screen.settle()
    assert toasts_of(screen.desk).said == ["Took PO-10002/1: due in 42 min, the first of your queue."]
    assert screen.view.side.presenter.subject == 2
    assert not screen.view.primary.is_busy
    screen.gateway.answers["provisioning.take_next"] = lambda _request: Taken(task=None, due_at=None)
    screen.view.commands.take_next()
    screen.settle()
    assert "Nothing waits" in toasts_of(screen.desk).said[-1]


def test_enter_goes_to_the_task_and_escape_back_to_its_row(open_screen: OpenScreen, qtbot: QtBot) -> None:
    screen = open_screen(row(1), row(2), row(3))
    screen.key(Qt.Key.Key_J)
    screen.settle()
    screen.key(ENTER)
    first = screen.view.side.pane.bar.button(TaskCommand.ACTIVATE)
    assert first is not None
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert screen.view.queue.table.hasFocus()
    assert screen.view.queue.table.currentIndex().row() == 1


def test_a_double_click_and_a_held_enter_open_one_dialog_and_send_once(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), row(2))
    screen.gateway.answers["provisioning.activate"] = lambda _r: acted(status=TaskStatus.COMPLETED)
    for _ in range(3):
        screen.key(Qt.Key.Key_A)
    dialog = screen.view.commands.dialog
    assert dialog is not None
    for _ in range(3):
        QTest.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog, ENTER, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert len(screen.gateway.sent("provisioning.activate")) == 1
    assert toasts_of(screen.desk).said == ["Activated PO-10001/1"]
    assert screen.view.commands.dialog is None


def test_after_completing_the_next_row_is_current(open_screen: OpenScreen) -> None:
    rows = {1: row(1), 2: row(2)}
    answers = queue_of(*rows.values())
    answers["provisioning.task"] = lambda request: detail(rows[request.task_id])
    screen = open_screen(gateway=FakeGateway(answers))

    def activate(_request: object) -> object:
        rows[1] = row(1, status=TaskStatus.COMPLETED, version=4)
        return acted(status=TaskStatus.COMPLETED)

    screen.gateway.answers["provisioning.activate"] = activate  # type: ignore[assignment]
    screen.view.commands.run(TaskCommand.ACTIVATE, screen.view.chosen_row())
    dialog = screen.view.commands.dialog
    assert dialog is not None
    dialog.verb_button.click()
    screen.settle()
    current = screen.view.queue.current()
    assert current is not None
    assert current.task_id == 2
    assert screen.view.side.presenter.subject == 2
    assert [shown.task_id for shown in screen.view.queue.selected()] == [2]


def test_a_closed_command_says_why(open_screen: OpenScreen) -> None:
    screen = open_screen(theirs(1))
    button = screen.view.side.pane.bar.button(TaskCommand.ACTIVATE)
    assert button is not None
    assert not button.isEnabled()
    assert "Mei Chen has claimed this task" in button.toolTip()
    actions = screen.view.task_actions.actions
    assert "Mei Chen has claimed this task" in cause_of(actions[TaskCommand.HALT.value])
    groups = screen.view.action_groups()
    assert all(isinstance(action, QAction) for group in groups.values() for action in group)


def test_a_halted_request_tells_its_cause_and_what_to_do(open_screen: OpenScreen) -> None:
    task = halted(1, commands=commands("activate"))
    answers = {**queue_of(task.row), "provisioning.task": lambda _request: task}
    screen = open_screen(gateway=FakeGateway(answers), roles=(Role.CSA,))
    text = screen.view.side.pane.banner.accessibleName()
    assert "Halted by Mei Chen" in text
    assert "Address is not valid" in text
    assert "No such street" in text
    assert "then resubmit it" in text
    button = screen.view.side.pane.bar.button(TaskCommand.RESUBMIT)
    assert button is not None
    assert button.isEnabled()
    assert screen.view.primary is None


def test_hostile_text_is_shown_as_it_is_typed(open_screen: OpenScreen) -> None:
    nasty = row(
        1,
        customer=HOSTILE,
        package=HOSTILE,
        service_type=HOSTILE,
        retailer=HOSTILE,
        identifier=HOSTILE,
        watchers=(Watcher(user_id=9, name=HOSTILE, mode=PresenceMode.VIEWING),),
    )
    screen = open_screen(nasty, theirs(2, claimed_by=HOSTILE))
    labels = [label for label in screen.view.root.findChildren(QLabel) if HOSTILE in label.text()]
    assert len(labels) >= 4
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    model = screen.view.queue.model
    for at in range(model.columnCount()):
        tip = model.data(model.index(0, at), Qt.ItemDataRole.ToolTipRole)
        assert tip is None or "<img" not in tip
    assert "&lt;img" in plain_tip(HOSTILE)
    screen.view.queue.select(2)
    screen.settle()
    assert HOSTILE in screen.view.side.pane.banner.accessibleName()


def test_the_filter_narrows_and_its_chips_clear(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    bar, chips = screen.view.queue.filter, screen.view.queue.chips
    bar.menus["transfer_types"].menu_actions()[0].trigger()
    bar.menus["service_type_ids"].menu_actions()[0].trigger()
    bar.texts["text"].setText("mar")
    bar.texts["text"].returnPressed.emit()
    screen.settle()
    wanted = screen.view.queue.presenter.query.filter
    assert (wanted.transfer_types, wanted.service_type_ids, wanted.text) == ((TransferType.NEW,), (1,), "mar")
    texts = [text for text in shown_texts(chips) if text]
    assert texts == ["Text: mar", "Type: New", "Service type: Mobile", "Clear all"]
    chips.cleared.emit("transfer_types")
    screen.settle()
    assert screen.view.queue.presenter.query.filter.transfer_types == ()
    assert bar.menus["transfer_types"].text() == "Type"


def test_a_supervisor_of_a_retailer_changes_the_side(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), roles=(Role.SUPERVISOR,))
    assert screen.view.queue.header.sides.isVisible()
    screen.view.queue.header.sides.chosen.emit(Side.REQUESTED.value)
    screen.settle()
    assert screen.view.queue.presenter.query.filter.view is View.HALTED
    worker = open_screen(row(1))
    assert not worker.view.queue.header.sides.isVisible()


def test_a_found_task_is_shown_though_the_list_does_not_hold_it(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    known = screen.gateway.answers["provisioning.task"]
    screen.gateway.answers["provisioning.task"] = lambda request: (
        detail(row(77)) if request.task_id == 77 else known(request)
    )
    screen.view.open(Target(TASK, 77, "PO-10077/1"))
    screen.settle()
    assert screen.view.side.pane.title.text() == "PO-10077/1 \u00b7 Customer 77"
    screen.view.queue.presenter.refresh()
    screen.settle()
    assert screen.view.side.presenter.subject == 77
    screen.view.open(Target(ACCOUNT_TASKS, 5))
    screen.settle()
    assert screen.view.queue.presenter.query.filter.account_id == 5


def test_many_rows_are_claimed_together(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), theirs(2), row(3))
    screen.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "3 selected" in shown_texts(screen.view.queue.selection)
    screen.key(Qt.Key.Key_C)
    dialog = screen.view.bulk.dialog
    assert dialog is not None
    assert "2 of 3 can, 1 cannot:" in shown_texts(dialog)
    assert "PO-10002/1" in dialog.reasons.text()
    assert dialog.verb_button.text() == "Claim 2"
    dialog.reject()
    assert screen.view.bulk.dialog is None


def test_sorting_by_a_header_asks_the_services(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    table = screen.view.queue.table
    at = next(at for at, column in enumerate(screen.view.queue.model.columns) if column.key == "customer")
    table.horizontalHeader().sectionClicked.emit(at)
    screen.settle()
    assert screen.gateway.sent("provisioning.queue")[-1].sort.value == "CUSTOMER"


def test_columns_are_kept_on_the_server(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.view.queue.table.horizontalHeader().moveSection(0, 2)
    screen.wait_for(lambda: bool(screen.gateway.sent("desk.save_preference")))
    saved = screen.gateway.sent("desk.save_preference")
    assert saved[-1].name == "provisioning.columns"
    assert saved[-1].value["order"][2] == "reference"


def test_the_last_row_of_a_closed_task_offers_only_a_note(open_screen: OpenScreen) -> None:
    done = row(1, status=TaskStatus.COMPLETED)
    task = detail(done, commands=commands(*(set(ALL_CLOSED) - {"add_note"}), code="E-STATE"))
    screen = open_screen(gateway=FakeGateway({**queue_of(done), "provisioning.task": lambda _request: task}))
    bar = screen.view.side.pane.bar
    assert bar.button(TaskCommand.ACTIVATE) is None
    assert bar.button(TaskCommand.ADD_NOTE) is not None


@pytest.mark.parametrize("sides", [(Role.CSA,), (Role.PROVISIONER,), (Role.AUDITOR,)])
def test_every_role_sees_a_screen(open_screen: OpenScreen, sides: tuple[Role, ...]) -> None:
    screen = open_screen(row(1), roles=sides)
    assert screen.view.queue.model.rowCount() == 1


def test_all_loaded_rows_are_selected_and_no_others(open_screen: OpenScreen) -> None:
    screen = open_screen(*(row(number) for number in range(1, 451)))
    screen.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert screen.view.queue.model.rowCount() == 450
    assert screen.view.queue.table.selected_count() == 200
    assert "200 selected" in shown_texts(screen.view.queue.selection)
    assert len(screen.view.queue.selected()) == 200


def test_a_long_list_is_read_page_by_page(open_screen: OpenScreen) -> None:
    screen = open_screen(*(row(number) for number in range(1, 451)))
    table = screen.view.queue.table
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    screen.settle()
    last = screen.view.queue.model.row(449)
    assert last is not None
    assert last.task_id == 450
    assert [request.limit for request in screen.gateway.sent("provisioning.queue")] == [200, 200]


def test_who_does_not_work_the_queue_hears_why_nothing_can_be_taken(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1), roles=(Role.CSA,))
    action = screen.view.queue_actions["take_next"]
    assert not action.isEnabled()
    assert "work queue" in cause_of(action)
    screen.key(Qt.Key.Key_N)
    assert screen.gateway.sent("provisioning.take_next") == []
