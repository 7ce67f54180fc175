"""The worklist area: what it shows, its keys, and what is done to one case or many."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract import worklist as contract
from agentview.contract.feed import Change, Topic
from agentview.contract.op import Message
from agentview.contract.worklist import CaseCommand, CaseStatus
from agentview.core.errors import Conflict, Refusal, Unknown
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.button import Button
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import ACCOUNT, NETWORK_REQUEST, NEW_CASE, TASK, WORK_ITEM, Desk, Target
from agentview.ui.views.worklist.bulk_dialog import CaseBulkDialog
from agentview.ui.views.worklist.case_bar import OPEN_RECORD
from agentview.ui.views.worklist.case_dialog import CaseDialog
from agentview.ui.views.worklist.raise_dialog import RaiseDialog
from agentview.ui.views.worklist.view import WorklistView
from tests.ui.fake_desk import NOON, FakeShell, FakeToasts
from tests.ui.views.worklist.cases import ME, Cases, acted, desk_for, halted, row


class Screen:
    """The area in a window of its own, over a fake gateway and a held runner."""

    def __init__(self, qtbot: QtBot, folder: Path, cases: Cases) -> None:
        self.desk: Desk
        self.runner: HeldRunner
        self.cases = cases
        self.desk, self.runner = desk_for(cases, folder)
        self.view = WorklistView(self.desk)
        qtbot.addWidget(self.view.root)
        self.view.root.resize(1200, 700)
        with qtbot.waitActive(self.view.root):
            self.view.root.show()
            self.view.root.activateWindow()
        self.settle()

    @property
    def shell(self) -> FakeShell:
        assert isinstance(self.desk.shell, FakeShell)
        return self.desk.shell

    @property
    def said(self) -> list[str]:
        assert isinstance(self.desk.toasts, FakeToasts)
        return self.desk.toasts.said

    def settle(self) -> None:
        for _ in range(3):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()

    def key(self, key: Qt.Key) -> None:
        self.view.list.table.setFocus()
        QTest.keyClick(self.view.list.table, key)
        self.settle()

    def case_dialog(self) -> CaseDialog:
        assert isinstance(self.view.dialogs.current, CaseDialog)
        return self.view.dialogs.current

    def bulk_dialog(self) -> CaseBulkDialog:
        assert isinstance(self.view.dialogs.current, CaseBulkDialog)
        return self.view.dialogs.current


class _Open:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot, self._folder = qtbot, folder
        self.screens: list[Screen] = []

    def __call__(self, *rows: contract.CaseRow, closed: tuple[str, ...] = ()) -> Screen:
        screen = Screen(self._qtbot, self._folder, Cases(list(rows), closed))
        self.screens.append(screen)
        return screen


@pytest.fixture
def open_screen(qtbot: QtBot, tmp_path: Path) -> Iterator[_Open]:
    opened = _Open(qtbot, tmp_path)
    yield opened
    for screen in opened.screens:
        screen.view.close()


def _texts(root: QWidget) -> list[str]:
    labels: list[QLabel | Button] = [*root.findChildren(QLabel), *root.findChildren(Button)]
    return [label.text() for label in labels if label.isVisible() and label.text()]


def _news(case_id: int, *, to: int | None = None, by: int = 9) -> FeedNews:
    change = Change(
        cursor="1-1",
        topic=Topic.WORK_ITEM,
        record_id=case_id,
        verb="x",
        actor_id=by,
        actor="Mei Chen",
        at=NOON,
        to_user_id=to,
        text="WI-7 Wants a call" if to else "",
    )
    return FeedNews(changes=(change,))


def test_list_loads_and_case_are_shown(open_screen: _Open) -> None:
    late = row(2, resolve_by=NOON - timedelta(hours=2), is_overdue=True)
    screen = open_screen(halted(1), late)
    view = screen.view
    assert view.list.header.info.text() == "2 cases, updated just now"
    assert view.pane.title.text() == "WI-1 \u00b7 Customer 1"
    texts = _texts(view.root)
    assert "This case follows PO-10482/1" in texts
    assert "<b>Call</b> after five" in texts, "what people typed is plain text"
    assert {"Customer service agent 3, 1 overdue", "Mei Chen 2"} <= set(texts)
    assert screen.shell.counts["worklist"] == 2
    cells = [view.list.model.index(at, 8).data() for at in range(2)]
    assert cells == ["24h 00m left", "2h 00m over"]
    assert nameless(view.root) == []


def test_a_letter_takes_and_gives_back(open_screen: _Open) -> None:
    screen = open_screen(row(1), row(2))
    screen.key(Qt.Key.Key_T)
    assert [request.case_id for request in screen.cases.sent("worklist.take")] == [1]
    screen.key(Qt.Key.Key_G)
    assert [request.case_id for request in screen.cases.sent("worklist.release")] == [1]
    assert screen.said == ["You have WI-1", "Gave WI-1 back"]


def test_a_closed_command_says_why_and_sends_nothing(open_screen: _Open) -> None:
    screen = open_screen(row(1), closed=("take", "resolve"))
    assert "Mei Chen has this case." in cause_of(screen.view.commands["take"])
    assert "Mei Chen has this case." in screen.view.pane.bar.buttons["resolve"].toolTip()
    screen.key(Qt.Key.Key_T)
    screen.key(Qt.Key.Key_R)
    assert screen.cases.sent("worklist.take") == []
    assert screen.view.dialogs.current is None


def test_enter_opens_the_record_that_the_case_is_about(open_screen: _Open) -> None:
    refused = row(3, level="NETWORK_REQUEST", level_id=7, summary="PO-10450/S1")
    screen = open_screen(halted(1), row(2), refused)
    for _case in range(3):
        screen.key(Qt.Key.Key_Return)
        screen.key(Qt.Key.Key_Down)
    assert screen.shell.targets == [
        Target(TASK, 901, "PO-10482/1"),
        Target(ACCOUNT, 42, "Customer 2"),
        Target(NETWORK_REQUEST, 7, "PO-10450/S1"),
    ]


def test_a_case_is_resolved_with_words(open_screen: _Open) -> None:
    screen = open_screen(row(1), row(2))
    screen.key(Qt.Key.Key_R)
    dialog = screen.case_dialog()
    dialog.verb_button.click()
    assert screen.cases.sent("worklist.resolve") == [], "words are missing"
    dialog.form.set_values({"text": "Called back"})
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.cases.sent("worklist.resolve")
    assert (request.case_id, request.version, request.text) == (1, 3, "Called back")
    assert screen.said == ["Resolved WI-1"]
    assert screen.view.list.model.rowCount() == 1
    assert screen.view.dialogs.current is None


def test_what_was_typed_is_kept_when_the_case_was_changed_meanwhile(open_screen: _Open) -> None:
    screen = open_screen(row(1))

    def stale(_request: Message) -> Message:
        raise Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "status": "OPEN", "version": 5}))

    screen.cases.answers["worklist.resolve"] = stale
    screen.key(Qt.Key.Key_R)
    dialog = screen.case_dialog()
    dialog.form.set_values({"text": "Called back"})
    screen.cases.rows = [row(1, version=5)]
    dialog.verb_button.click()
    screen.settle()
    assert dialog.form.values()["text"] == "Called back"
    assert any("Mei Chen" in text for text in _texts(dialog))
    del screen.cases.answers["worklist.resolve"]
    dialog.verb_button.click()
    screen.settle()
    assert [request.version for request in screen.cases.sent("worklist.resolve")] == [3, 5]


def test_no_answer_is_checked_again_under_the_same_key(open_screen: _Open) -> None:
    screen = open_screen(row(1))

    def lost(_request: Message) -> Message:
        raise Unknown(Refusal("E-UNKNOWN"))

    screen.cases.answers["worklist.take"] = screen.cases.answers["worklist.add_note"] = lost
    screen.key(Qt.Key.Key_T)
    del screen.cases.answers["worklist.take"]
    screen.view.pane.banner_pressed.emit("again")
    screen.settle()
    first, second = screen.cases.keys("worklist.take")
    assert first == second
    screen.key(Qt.Key.Key_O)
    dialog = screen.case_dialog()
    dialog.form.set_values({"text": "n"})
    dialog.verb_button.click()
    screen.settle()
    assert dialog.verb_button.text() == "Check again"
    del screen.cases.answers["worklist.add_note"]
    dialog.verb_button.click()
    screen.settle()
    first, second = screen.cases.keys("worklist.add_note")
    assert first == second
    assert screen.said[-1] == "Saved the note on WI-1"


def test_a_refusal_of_a_letter_is_shown_above_the_commands(open_screen: _Open) -> None:
    screen = open_screen(row(1))

    def taken(_request: Message) -> Message:
        raise Conflict(Refusal("E-CASE-TAKEN", values={"by": "Mei Chen"}))

    screen.cases.answers["worklist.take"] = taken
    screen.key(Qt.Key.Key_T)
    assert "Mei Chen has this case." in _texts(screen.view.pane.banner)
    screen.view.pane.banner_pressed.emit("copy")
    assert "E-CASE-TAKEN" in screen.shell.copied[0]


def test_a_case_is_assigned_to_who_works_its_department(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    screen.key(Qt.Key.Key_A)
    dialog = screen.case_dialog()
    assert not any("Tom" in text for text in _texts(dialog))
    dialog.form.set_values({"user_id": "9"})
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.cases.sent("worklist.assign")
    assert request.user_id == 9


def test_many_cases_are_taken_and_what_was_refused_is_told(open_screen: _Open) -> None:
    screen = open_screen(row(1), row(2), row(3))
    screen.view.list.table.setFocus()
    QTest.keyClick(screen.view.list.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert screen.view.selection.isVisible()
    screen.key(Qt.Key.Key_T)
    dialog = screen.bulk_dialog()
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.cases.sent("worklist.bulk")
    assert [at.case_id for at in request.cases] == [1, 2, 3]
    assert "2 done, 1 refused" in _texts(dialog)
    assert dialog.reasons.text().startswith("WI-2: Mei Chen has this case.")
    assert not dialog.verb_button.isEnabled()
    dialog.keep_button.click()
    screen.settle()
    assert screen.said == ["2 cases done"]
    assert screen.view.dialogs.current is None


def test_pressing_a_load_lists_its_cases(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    [mei] = [one for one in screen.view.loads.findChildren(Button) if one.text() == "Mei Chen 2"]
    mei.click()
    screen.settle()
    assert screen.cases.sent("worklist.cases")[-1].filter.assignee_ids == (9,)
    assert "Assigned to: Mei Chen" in _texts(screen.view.list.chips)


def test_news_refresh_the_case_and_tell_the_assignee(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    before = len(screen.cases.sent("worklist.case"))
    screen.shell.tell(_news(5))
    screen.settle()
    assert len(screen.cases.sent("worklist.case")) == before
    screen.cases.rows = [row(1, status=CaseStatus.IN_PROGRESS, assigned_to_id=9, assigned_to="Mei Chen")]
    screen.shell.tell(_news(1))
    screen.settle()
    assert screen.view.list.current() == screen.cases.rows[0]
    screen.shell.tell(_news(7, to=ME))
    assert screen.said == ["Mei Chen assigned to you: WI-7 Wants a call"]


def test_while_the_services_do_not_answer_commands_are_closed(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    screen.shell.tell(FeedNews(link=LinkState.LOST))
    assert not screen.view.pane.bar.buttons["take"].isEnabled()
    screen.key(Qt.Key.Key_T)
    assert screen.cases.sent("worklist.take") == []
    screen.shell.tell(FeedNews(link=LinkState.CONNECTED))
    assert screen.view.pane.bar.buttons["take"].isEnabled()


def test_a_link_opens_a_case_that_the_list_does_not_show(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    screen.view.open(Target(WORK_ITEM, 77, "WI-77"))
    screen.settle()
    assert screen.view.pane.title.text() == "WI-77 \u00b7 Customer 77"
    screen.view.pane.bar.open.click()
    assert screen.shell.targets[-1].record_id == 117


def test_what_was_typed_stays_a_draft(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    screen.key(Qt.Key.Key_O)
    dialog = screen.case_dialog()
    dialog.form.set_values({"text": "half a note"})
    dialog.saver.save_now()
    dialog.reject()
    screen.settle()
    screen.key(Qt.Key.Key_O)
    screen.settle()
    assert screen.case_dialog().form.values()["text"] == "half a note"


def test_a_case_is_raised_about_a_customer(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    screen.view.open(Target(NEW_CASE, 55, "Marlow & Sons"))
    screen.settle()
    dialog = screen.view.dialogs.current
    assert isinstance(dialog, RaiseDialog)
    assert "New case about Marlow & Sons" in _texts(dialog)
    assert nameless(dialog) == []
    dialog.verb_button.click()
    assert screen.cases.sent("worklist.raise_case") == [], "it says what is missing"
    dialog.form.set_values({"summary": "Wants a call", "department": "PROVISIONER"})
    screen.cases.answers["worklist.raise_case"] = lambda _request: acted(9)
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.cases.sent("worklist.raise_case")
    assert (request.account_id, request.summary, request.department) == (55, "Wants a call", "PROVISIONER")
    assert screen.said == ["Raised WI-9"]
    assert screen.view.presenter.subject == 9
    screen.key(Qt.Key.Key_N)
    assert isinstance(screen.view.dialogs.current, RaiseDialog)


def test_every_action_is_named_and_has_its_place(open_screen: _Open) -> None:
    screen = open_screen(row(1))
    groups = screen.view.action_groups()
    assert list(groups) == ["Worklist", "Case"]
    assert len(groups["Case"]) == len(CaseCommand) + 2
    assert screen.view.primary is None
    for command in ("resolve", "cancel", "add_note", "assign"):
        screen.view.pane.pressed.emit(command)
        assert nameless(screen.case_dialog()) == []
        QDialog.reject(screen.case_dialog())
    screen.view.pane.pressed.emit(OPEN_RECORD)
    assert screen.shell.targets
