"""The dialogs: what is typed is never lost, errors stand beside their fields, nothing is sent twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from agentview.contract.desk import SavedView, SavedViews
from agentview.contract.op import Message
from agentview.contract.provisioning import (
    BulkCommand,
    BulkResult,
    BulkResults,
    ContactInfo,
    ExportPage,
    TaskCommand,
    TaskStatus,
    TransferType,
)
from agentview.contract.value import RefusalInfo
from agentview.core.clock import SystemClock
from agentview.core.errors import Conflict, Refusal, Rejected, Unavailable, Unknown
from agentview.core.power import Role
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.views.provisioning.export_dialog import ExportDialog
from agentview.ui.views.provisioning.reveal_dialog import RevealDialog
from agentview.ui.views.provisioning.task_dialog import TaskDialog
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    HOSTILE,
    FakeGateway,
    acted,
    detail,
    fields,
    halted,
    mine,
    queue_of,
    row,
    shell_of,
    toasts_of,
)
from tests.ui.views.provisioning.conftest import OpenScreen, Screen

STALE = Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "at": NOON.isoformat(), "version": 4}))
DONE = acted(status=TaskStatus.COMPLETED)


def _texts(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()


def _dialog(screen: Screen, verb: str) -> TaskDialog:
    screen.view.commands.run(verb, screen.view.chosen_row())
    screen.settle()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, TaskDialog)
    return dialog


VERBS = ["activate", "halt", "take_over", "ask", "abort", "add_note"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_dialog_names_the_task_and_every_field(open_screen: OpenScreen, verb: str) -> None:
    screen = open_screen(row(1), roles=(Role.SUPERVISOR,))
    dialog = _dialog(screen, verb)
    assert "PO-10001/1" in dialog.windowTitle()
    assert nameless(dialog) == []
    assert not any(text in {"OK", "Yes", "No"} for text in _texts(dialog))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert screen.view.commands.dialog is None
    assert not [name for name, _, key in screen.gateway.calls if key is not None]


def test_what_is_missing_is_asked_for_before_anything_is_sent(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    dialog = _dialog(screen, "halt")
    screen.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert list(_texts(dialog)).count("\u00d7 Fill this in") == 2
    assert dialog.form.input("code").hasFocus()
    assert screen.gateway.sent("provisioning.halt") == []


def test_the_halt_shows_what_others_will_read(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.gateway.answers["provisioning.halt"] = lambda _r: acted(status=TaskStatus.PROVISIONING_HALTED)
    dialog = _dialog(screen, "halt")
    choice = dialog.form.input("code")
    choice.set_value("CARRIER_REJECTED")
    QTest.keyClicks(dialog.form.input("text"), "No lead-in <b>")
    assert "Carrier rejected it: No lead-in <b>" in list(_texts(dialog))
    assert "Public: the retailer and the customer will read" in list(_texts(dialog))
    dialog.verb_button.click()
    screen.settle()
    [sent] = screen.gateway.sent("provisioning.halt")
    assert (sent.code, sent.text, sent.internal_note) == ("CARRIER_REJECTED", "No lead-in <b>", "")
    assert toasts_of(screen.desk).said == ["Halted PO-10001/1"]


def test_all_errors_stand_beside_their_fields_at_once(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    dialog = _dialog(screen, "activate")
    dialog.verb_button.click()
    error = Rejected(
        Refusal("E-CLOSED-PERIOD", "service_start_on", "R-PRV-10", {"until": "2026-03-31"}),
        Refusal("E-IDENTIFIER", "identifier", None, {"label": "Phone number"}),
    )
    screen.runner.fail_next(error, -1)
    shown = " | ".join(_texts(dialog))
    assert "closed until 2026-03-31" in shown
    assert "The Phone number does not have the form" in shown
    assert dialog.form.input("service_start_on").property("invalid")
    assert dialog.verb_button.isEnabled()


def test_an_old_start_asks_for_a_tick(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.gateway.answers["provisioning.activate"] = lambda _request: DONE
    dialog = _dialog(screen, "activate")
    tick = dialog.form.input("confirm_backdate")
    assert not tick.isVisible()
    dialog.verb_button.click()
    refusal = Refusal("E-CONFIRM-BACKDATE", "confirm_backdate", None, {"earliest": "2025-12-10"})
    screen.runner.fail_next(Rejected(refusal), -1)
    assert tick.isVisible()
    tick.set_value(True)
    dialog.verb_button.click()
    screen.settle()
    assert screen.gateway.sent("provisioning.activate")[-1].confirm_backdate is True


def test_without_an_answer_the_dialog_checks_again_with_the_same_key(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.gateway.answers["provisioning.activate"] = lambda _request: DONE
    dialog = _dialog(screen, "activate")
    dialog.verb_button.click()
    sent_key: list[str | None] = []
    screen.gateway.answers["provisioning.activate"] = lambda _request: _lost()
    screen.runner.run_next(-1)
    sent_key += screen.gateway.keys("provisioning.activate")
    assert "it may or may not have been carried out" in " ".join(_texts(dialog))
    assert dialog.verb_button.text() == "Check again"
    assert not dialog.form.widget.isEnabled()
    screen.gateway.answers["provisioning.activate"] = lambda _request: DONE
    dialog.verb_button.click()
    screen.settle()
    assert screen.gateway.keys("provisioning.activate") == sent_key * 2
    assert len(screen.gateway.sent("provisioning.activate")) == 2
    assert toasts_of(screen.desk).said == ["Activated PO-10001/1"]


def _lost() -> Message:
    raise Unknown(Refusal("E-UNKNOWN"))


def test_a_failure_keeps_the_form_and_copies_its_details(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    dialog = _dialog(screen, "add_note")
    QTest.keyClicks(dialog.form.input("text"), "rang the customer")
    dialog.verb_button.click()
    screen.runner.fail_next(Unavailable(Refusal("E-DATABASE")), -1)
    assert dialog.form.values()["text"] == "rang the customer"
    assert "Copy details" in list(_texts(dialog))
    dialog._summary.button_pressed.emit("copy")
    assert "E-DATABASE" in shell_of(screen.desk).copied[0]


def test_both_sides_of_a_conflict_are_shown_and_picked(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    newer = detail(mine(1, version=4), fields=fields(identifier=HOSTILE, supplier_reference="NX-1"))
    dialog = _dialog(screen, "activate")
    QTest.keyClicks(dialog.form.input("identifier"), "9")
    dialog.verb_button.click()
    screen.gateway.answers["provisioning.task"] = lambda _request: newer
    screen.runner.fail_next(STALE, -1)
    screen.settle()
    conflict = dialog.findChild(ConflictView)
    assert conflict is not None
    assert "Mei Chen, 12:00 changed this before you" in list(_texts(dialog))
    assert not dialog.verb_button.isEnabled()
    conflict.pick("identifier", yours=True)
    conflict.resolved.emit(conflict.picks())
    assert dialog.form.values()["identifier"] == "+613555001429"
    assert dialog.form.values()["supplier_reference"] == "NX-1"
    screen.gateway.answers["provisioning.activate"] = lambda _request: DONE
    dialog.verb_button.click()
    screen.settle()
    sent = screen.gateway.sent("provisioning.activate")[-1]
    assert (sent.version, sent.identifier) == (4, "+613555001429")


def test_a_task_that_another_finished_closes_the_verb_and_keeps_the_draft(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    closed = RefusalInfo(code="E-STATE", values={"state": "COMPLETED", "command": "halt"})
    finished = detail(row(1, status=TaskStatus.COMPLETED, version=5))
    commands = tuple(
        state.model_copy(update={"refusals": (closed,)}) if state.command == "halt" else state
        for state in finished.commands
    )
    dialog = _dialog(screen, "halt")
    dialog.form.input("code").set_value("OTHER")
    QTest.keyClicks(dialog.form.input("text"), "typed")
    dialog.verb_button.click()
    screen.gateway.answers["provisioning.task"] = lambda _r: finished.model_copy(
        update={"commands": commands}
    )
    screen.runner.fail_next(STALE, -1)
    screen.settle()
    assert not dialog.verb_button.isEnabled()
    assert "Mei Chen, 12:00 changed this before you" in list(_texts(dialog))
    dialog.reject()
    screen.settle()
    draft = screen.desk.drafts.load("task:1:halt")
    assert draft is not None
    assert draft.values["text"] == "typed"


def test_what_was_typed_comes_back_and_can_be_thrown_away(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    dialog = _dialog(screen, "add_note")
    QTest.keyClicks(dialog.form.input("text"), HOSTILE)
    dialog.reject()
    screen.settle()
    again = _dialog(screen, "add_note")
    assert again.form.values()["text"] == HOSTILE
    assert "What you typed is restored, from 12:00." in list(_texts(again))
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


def test_resubmitting_sends_what_was_corrected(open_screen: OpenScreen) -> None:
    task = halted(1)
    answers = {
        **queue_of(task.row),
        "provisioning.task": lambda _request: task,
        "provisioning.amend": lambda _request: acted(version=4, status=TaskStatus.PROVISIONING_HALTED),
        "provisioning.resubmit": lambda _request: acted(version=5),
    }
    screen = open_screen(gateway=FakeGateway(answers), roles=(Role.CSA,))
    screen.key(Qt.Key.Key_R)
    screen.settle()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, TaskDialog)
    dialog.form.set_values({"line1": "4a Quay Street"})
    dialog.verb_button.click()
    screen.settle()
    assert screen.gateway.sent("provisioning.amend")[0].fields.address.line1 == "4a Quay Street"
    assert screen.gateway.sent("provisioning.resubmit")[0].version == 4
    assert toasts_of(screen.desk).said == ["Resubmitted PO-10001/1"]


def test_a_cancellation_is_finalised_with_its_last_day(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1, transfer_type=TransferType.CANCEL))
    screen.gateway.answers["provisioning.finalise_cancellation"] = lambda _request: DONE
    screen.key(Qt.Key.Key_A)
    screen.settle()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, TaskDialog)
    dialog.form.set_values({"service_end_on": date(2026, 3, 31)})
    dialog.verb_button.click()
    screen.settle()
    assert screen.gateway.sent("provisioning.finalise_cancellation")[0].service_end_on == date(2026, 3, 31)


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


def test_the_contact_is_masked_until_a_reason_is_given(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    screen.gateway.answers["provisioning.reveal"] = lambda _r: ContactInfo(
        name="Jo", phone="+61355500142", email=None
    )
    assert "+61355500142" not in list(_texts(screen.view.side.pane))
    screen.view.side.reveal_wanted.emit()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, RevealDialog)
    dialog.verb_button.click()
    assert screen.gateway.sent("provisioning.reveal") == []
    dialog.form.set_values({"reason": "call back"})
    dialog.verb_button.click()
    screen.settle()
    assert "+61355500142" in list(_texts(screen.view.side.pane))
    private = [text for text in _texts(screen.view.side.pane) if text.startswith("kept private")]
    assert private == ["kept private by Harbour Mobile"] * 2


def test_more_than_twenty_rows_take_the_typed_number(open_screen: OpenScreen) -> None:
    rows = [row(number) for number in range(1, 24)]
    screen = open_screen(*rows)
    screen.gateway.answers["provisioning.bulk"] = lambda request: BulkResults(
        results=tuple(
            BulkResult(
                task_id=task.task_id,
                reference=f"PO-{task.task_id}",
                acted=acted(task.task_id) if task.task_id != 5 else None,
                refusals=() if task.task_id != 5 else (RefusalInfo(code="E-NOT-FOUND"),),
            )
            for task in request.tasks
        )
    )
    screen.view.queue.table.selectAll()
    screen.view.bulk.run(BulkCommand.CLAIM, screen.view.queue.selected())
    dialog = screen.view.bulk.dialog
    assert dialog is not None
    dialog.form.set_values({"count": "22"})
    dialog.verb_button.click()
    assert screen.gateway.sent("provisioning.bulk") == []
    dialog.form.set_values({"count": "23"})
    dialog.verb_button.click()
    screen.settle()
    assert "22 done, 1 refused" in list(_texts(dialog))
    assert "PO-5" in dialog.reasons()
    assert dialog.verb_button.text() == "Retry the refused"
    dialog.reject()
    screen.settle()
    assert toasts_of(screen.desk).said == ["22 done"]


def test_more_rows_than_allowed_are_refused_with_the_sentence(open_screen: OpenScreen) -> None:
    screen = open_screen(*(row(number) for number in range(1, 53)))
    screen.view.queue.table.selectAll()
    screen.view.bulk.run(BulkCommand.HALT, screen.view.queue.selected())
    dialog = screen.view.bulk.dialog
    assert dialog is not None
    assert "52 rows are more than the 50 that you may change at once." in " ".join(_texts(dialog))
    assert not dialog.verb_button.isEnabled()


def test_the_list_is_exported_as_it_is_shown(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen(row(1, customer="=1+1"))
    screen.gateway.answers["provisioning.export"] = lambda _request: ExportPage(
        rows=(row(1, customer="=1+1"),), last=None, total=1, zone="Europe/London"
    )
    screen.view.queue_actions["export"].trigger()
    dialog = screen.view.root.findChild(ExportDialog)
    assert dialog is not None
    assert nameless(dialog) == []
    dialog.form.set_values({"format": "csv", "path": str(tmp_path / "list.csv")})
    dialog.verb_button.click()
    screen.settle()
    header = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",")[0] == "Order"
    assert len(header.split(",")) >= len(screen.view.queue.shown_keys())
    assert "'=1+1" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert toasts_of(screen.desk).said == ["Exported 1 rows to list.csv"]


def test_a_place_that_cannot_be_written_stands_beside_the_field(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen(row(1))
    screen.view.queue_actions["export"].trigger()
    dialog = screen.view.root.findChild(ExportDialog)
    assert dialog is not None
    dialog.form.set_values({"path": str(tmp_path / "nowhere" / "list.csv")})
    dialog.verb_button.click()
    screen.settle()
    assert "could not be written here" in " ".join(_texts(dialog))
    dialog.reject()


def test_a_view_is_saved_under_a_name_and_chosen_again(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    kept: list[SavedView] = []

    def save(request: object) -> SavedView:
        kept.append(
            SavedView(
                id=1,
                screen="provisioning.queue",
                name=request.name,  # type: ignore[attr-defined]
                is_shared=True,
                is_own=True,
                content=request.content,  # type: ignore[attr-defined]
            )
        )
        return kept[-1]

    screen.gateway.answers["desk.save_view"] = save
    screen.gateway.answers["desk.saved_views"] = lambda _request: SavedViews(views=tuple(kept))
    screen.view.queue.presenter.show(screen.view.queue.presenter.query.narrowed("text", "mar"))
    menu = screen.view.saved_views
    menu.menu.actions()[-1].trigger()
    dialog = menu.dialog
    assert dialog is not None
    assert nameless(dialog) == []
    dialog.form.set_values({"name": HOSTILE, "is_shared": True})
    dialog.verb_button.click()
    screen.settle()
    assert toasts_of(screen.desk).said == [f"Saved the view {HOSTILE}"]
    screen.view.queue.presenter.clear_all()
    menu.menu.actions()[0].trigger()
    screen.settle()
    assert screen.view.queue.presenter.query.filter.text == "mar"


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
