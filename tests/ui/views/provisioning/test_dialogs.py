"""The dialogs: what is typed is never lost, errors stand beside their fields, nothing is sent twice."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract.op import Message
from agentview.contract.provisioning import (
    TaskStatus,
    TransferType,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, Refusal, Rejected, Unavailable, Unknown
from agentview.core.power import Role
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
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
from tests.ui.views.provisioning.conftest import OpenScreen, Screen, shown_texts

STALE = Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "at": NOON.isoformat(), "version": 4}))
DONE = acted(status=TaskStatus.COMPLETED)


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
    assert not any(text in {"OK", "Yes", "No"} for text in shown_texts(dialog))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert screen.view.commands.dialog is None
    assert not [name for name, _, key in screen.gateway.calls if key is not None]


def test_what_is_missing_is_asked_for_before_anything_is_sent(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    dialog = _dialog(screen, "halt")
    screen.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown_texts(dialog).count("\u00d7 Fill this in") == 2
    assert dialog.form.input("code").hasFocus()
    assert screen.gateway.sent("provisioning.halt") == []


def test_the_halt_shows_what_others_will_read(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.gateway.answers["provisioning.halt"] = lambda _r: acted(status=TaskStatus.PROVISIONING_HALTED)
    dialog = _dialog(screen, "halt")
    choice = dialog.form.input("code")
    choice.set_value("CARRIER_REJECTED")
    QTest.keyClicks(dialog.form.input("text"), "No lead-in <b>")
    assert "Carrier rejected it: No lead-in <b>" in shown_texts(dialog)
    assert "Public: the retailer and the customer will read" in shown_texts(dialog)
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
    shown = " | ".join(shown_texts(dialog))
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
    assert "it may or may not have been carried out" in " ".join(shown_texts(dialog))
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
    assert "Copy details" in shown_texts(dialog)
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
    assert "Mei Chen, 12:00 changed this before you" in shown_texts(dialog)
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
    assert "Mei Chen, 12:00 changed this before you" in shown_texts(dialog)
    dialog.reject()
    screen.settle()
    draft = screen.desk.drafts.load("task:1:halt")
    assert draft is not None
    assert draft.values["text"] == "typed"


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
