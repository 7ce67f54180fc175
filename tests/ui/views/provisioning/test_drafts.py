"""What is typed is never lost: drafts, the edit form, the death of the program."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from cryptography.fernet import Fernet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract.provisioning import (
    TaskCommand,
    TaskStatus,
)
from agentview.core.clock import SystemClock
from agentview.core.errors import Conflict, Refusal, Rejected
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.views.provisioning.task_dialog import TaskDialog
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    HOSTILE,
    acted,
    detail,
    fields,
    mine,
    row,
    toasts_of,
)
from tests.ui.views.provisioning.conftest import OpenScreen, Screen, shown_texts

STALE = Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "at": NOON.isoformat(), "version": 4}))
DONE = acted(status=TaskStatus.COMPLETED)


def _dialog(screen: Screen, verb: str) -> TaskDialog:
    screen.view.commands.run(verb, screen.view.chosen_row())
    screen.settle()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, TaskDialog)
    return dialog


CHILD = """
import os, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.core.clock import SystemClock
from dataclasses import replace
from tests.ui.views.provisioning.builders import FakeGateway, desk_for, detail
from agentview.ui.views.provisioning.task_dialog import TaskDialog
from PySide6.QtWidgets import QWidget
app = QApplication([])
folder, key = Path(sys.argv[1]), sys.argv[2].encode()
runner = ThreadRunner()
desk, _ = desk_for(FakeGateway(), folder, runner=runner)
desk = replace(desk, drafts=DraftStore(folder / "kept", "priya", (key,), SystemClock()))
window = QWidget()
dialog = TaskDialog(window, desk, "halt", detail(), window)
dialog.open()
dialog.session._saver.saved.connect(lambda _draft: print("saved", flush=True))
QTest.keyClicks(dialog.form.input("text"), "half a sen")
app.exec()
"""


def test_what_was_typed_comes_back_and_can_be_thrown_away(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    dialog = _dialog(screen, "add_note")
    QTest.keyClicks(dialog.form.input("text"), HOSTILE)
    dialog.reject()
    screen.settle()
    again = _dialog(screen, "add_note")
    assert again.form.values()["text"] == HOSTILE
    assert "What you typed is restored, from 12:00." in shown_texts(again)
    again.session.notice.button_pressed.emit()
    screen.settle()
    assert again.form.values()["text"] == ""
    assert screen.desk.drafts.load("task:1:add_note") is None


def test_a_sent_draft_is_forgotten(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.gateway.answers["provisioning.add_note"] = lambda _request: acted()
    dialog = _dialog(screen, "add_note")
    QTest.keyClicks(dialog.form.input("text"), "done")
    screen.wait_for(lambda: screen.desk.drafts.load("task:1:add_note") is not None)
    dialog.verb_button.click()
    screen.settle()
    assert screen.desk.drafts.load("task:1:add_note") is None
    [sent] = screen.gateway.sent("provisioning.add_note")
    assert (sent.text, sent.is_internal) == ("done", True)


def test_editing_saves_merges_and_keeps_drafts(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    screen.gateway.answers["provisioning.edit"] = lambda _request: acted()
    screen.key(Qt.Key.Key_E)
    screen.settle()
    form = screen.view.side._form
    assert form is not None
    QTest.keyClicks(form.form.input("supplier_reference"), "NX-9")
    form.save.click()
    newer = detail(mine(1, version=4), fields=fields(supplier_reference="NX-1"))
    screen.gateway.answers["provisioning.task"] = lambda _request: newer
    screen.runner.fail_next(STALE, -1)
    screen.settle()
    conflict = form.findChild(ConflictView)
    assert conflict is not None
    conflict.pick("supplier_reference", yours=True)
    conflict.resolved.emit(conflict.picks())
    form.save.click()
    screen.settle()
    sent = screen.gateway.sent("provisioning.edit")[-1]
    assert (sent.version, sent.fields.supplier_reference) == (4, "NX-9")
    assert not screen.view.side.is_editing
    assert toasts_of(screen.desk).said == ["Saved PO-10001/1"]


def test_escape_leaves_the_edit_form_and_keeps_what_was_typed(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1), row(2))
    screen.key(Qt.Key.Key_E)
    screen.settle()
    form = screen.view.side._form
    assert form is not None
    field = form.form.input("identifier")
    QTest.keyClicks(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    screen.settle()
    assert not screen.view.side.is_editing
    screen.key(Qt.Key.Key_E)
    screen.settle()
    again = screen.view.side._form
    assert again is not None
    assert again.form.values()["identifier"] == "+6135550014277"


def test_changing_a_live_identifier_asks_for_a_tick(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    screen.gateway.answers["provisioning.edit"] = lambda _request: acted()
    screen.view.commands.run(TaskCommand.EDIT, screen.view.chosen_row())
    screen.settle()
    form = screen.view.side._form
    assert form is not None
    QTest.keyClicks(form.form.input("identifier"), "7")
    form.save.click()
    screen.runner.fail_next(Rejected(Refusal("E-CONFIRM-IDENTIFIER", "confirm_identifier")), -1)
    tick = form.form.input("confirm_identifier")
    assert tick.isVisible()
    tick.set_value(True)
    form.save.click()
    screen.settle()
    assert screen.gateway.sent("provisioning.edit")[-1].confirm_identifier is True


def test_what_was_typed_survives_the_death_of_the_program(tmp_path: Path) -> None:
    key = Fernet.generate_key()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path), key.decode()],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "saved\n"
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    draft = DraftStore(tmp_path / "kept", "priya", (key,), SystemClock()).load("task:1:halt")
    assert draft is not None
    assert draft.values["text"] == "half a sen"
