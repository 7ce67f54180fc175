"""Carries out what the person wants done to the chosen task: at once, or after asking in a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import Acted, QueueRow, Taken, TaskCommand, TaskDetail
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import cause_text, failure_banner, offline_text, unknown_banner
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.claims import Claims
from agentview.ui.views.provisioning.dialog_texts import done_text
from agentview.ui.views.provisioning.offers import claim_command, completion_of, refusals_of
from agentview.ui.views.provisioning.plans import ASK_VERB
from agentview.ui.views.provisioning.presenter import QueuePresenter
from agentview.ui.views.provisioning.reveal_dialog import RevealDialog
from agentview.ui.views.provisioning.taken_words import taken_text
from agentview.ui.views.provisioning.task_dialog import TaskDialog
from agentview.ui.views.provisioning.task_side import TaskSide

COMPLETE = "complete"
CLAIM_OR_RELEASE = "claim_or_release"
"""Two keys stand for the command that fits: A completes, C claims or releases."""

LEAVING = frozenset(
    {
        TaskCommand.ACTIVATE.value,
        TaskCommand.FINALISE_CANCELLATION.value,
        TaskCommand.FINALISE_MIGRATION.value,
        TaskCommand.HALT.value,
        TaskCommand.RESUBMIT.value,
        TaskCommand.ABORT.value,
        TaskCommand.RELEASE.value,
    }
)
"""After these the person is done with the task, and the next row becomes current."""


class TaskCommands(QObject):
    """`done(task_id, may_leave)` tells of a task that was changed here, `taken_up(task_id)` of one taken."""

    done = Signal(int, bool)
    taken_up = Signal(int)
    claims_changed = Signal()

    def __init__(
        self, desk: Desk, queue: QueuePresenter, side: TaskSide, times: ServerTime, window: QWidget
    ) -> None:
        """`window` is what dialogs stand over."""
        super().__init__(window)
        self._desk, self._queue, self._side, self._times, self._window = desk, queue, side, times, window
        self.claims = Claims(desk, self)
        self._dialog: TaskDialog | RevealDialog | None = None
        self._again: Callable[[], None] | None = None
        self._details = ""

    @property
    def dialog(self) -> TaskDialog | RevealDialog | None:
        """The dialog that is open."""
        return self._dialog

    def commands_of(self, row: QueueRow) -> tuple[CommandState, ...]:
        """The commands of a row; those read with the whole task are the newer ones."""
        detail = self._side.presenter.detail
        if detail is not None and detail.row.task_id == row.task_id:
            return detail.commands
        return self._queue.commands_of(row)

    def verb_for(self, wanted: str, row: QueueRow) -> str:
        """The command that a key stands for on this row."""
        if wanted == COMPLETE:
            return completion_of(row).value
        if wanted == CLAIM_OR_RELEASE:
            return claim_command(row, self._desk.person.user_id).value
        return wanted

    def cause_against(self, wanted: str, row: QueueRow | None) -> str | None:
        """Why a command is closed on this row; None where it is open."""
        if row is None:
            return QCoreApplication.translate("Provisioning", "Choose a task first.")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        verb = self.verb_for(wanted, row)
        if verb == ASK_VERB:
            return None
        return cause_text(self._desk.texts, refusals_of(self.commands_of(row), verb))

    def cause_against_next(self) -> str | None:
        """Why nothing can be taken from the queue; None where it can."""
        if not self._desk.has(Power.WORK_QUEUE):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.WORK_QUEUE.value})
            return cause_text(self._desk.texts, (missing,))
        return offline_text() if self._desk.shell.link is LinkState.LOST else None

    def run(self, wanted: str, row: QueueRow | None) -> None:
        """Does it, or opens the dialog that asks first."""
        if row is None or self._dialog is not None:
            return
        verb = self.verb_for(wanted, row)
        cause = self.cause_against(verb, row)
        if cause is not None:
            self._side.show_trouble(BannerText(Tone.WARNING, cause))
            return
        if verb == TaskCommand.CLAIM:
            self.claims.claim(row.task_id, row.reference)
        elif verb == TaskCommand.RELEASE:
            self.claims.release(row.task_id, row.reference)
        elif verb == TaskCommand.EDIT:
            self._side.presenter.when_read(self._side.begin_edit)
        else:
            self._side.presenter.when_read(lambda task: self._open(verb, task))

    def take_next(self) -> None:
        """Takes the first task that waits."""
        self.claims.take_next()
        self.claims_changed.emit()

    def reveal(self) -> None:
        """Asks why, then shows the contact."""
        detail = self._side.presenter.detail
        if detail is None or self._dialog is not None:
            return
        self._show(RevealDialog(self._window, self._desk, self._side.presenter, detail.row.customer))

    def check_again(self) -> None:
        """Asks again what became of the act that nobody answered."""
        again, self._again = self._again, None
        if again is not None:
            self._side.show_trouble(None)
            again()

    def copy_details(self) -> None:
        """Copies what support needs to know about the last failure."""
        self._desk.shell.copy_text(self._details)

    def close(self) -> None:
        """Closes what is open; drafts stay."""
        self.claims.close()
        if self._dialog is not None:
            self._dialog.close()

    # What the claims tell

    def claimed(self, acted: Acted, undo: Callable[[], None]) -> None:
        """Says so, with undo."""
        self._desk.toasts.undo(done_text(TaskCommand.CLAIM.value, acted.reference), undo)
        self._finish(acted, TaskCommand.CLAIM.value)

    def released(self, acted: Acted, undo: Callable[[], None]) -> None:
        """Says so, with undo."""
        self._desk.toasts.undo(done_text(TaskCommand.RELEASE.value, acted.reference), undo)
        self._finish(acted, TaskCommand.RELEASE.value)

    def taken(self, taken: Taken) -> None:
        """Says which one it is and why, or that nothing waits."""
        self.claims_changed.emit()
        self._desk.toasts.say(taken_text(taken, self._times.now()))
        if taken.task is not None:
            self.taken_up.emit(taken.task.task_id)
            self._finish(taken.task, TaskCommand.CLAIM.value)

    def act_failed(self, error: Exception, command: TaskCommand | None, reference: str) -> None:
        """Shows why it was not done; the task is read again, as it has changed."""
        self.claims_changed.emit()
        self._details = self._desk.texts.report(error).details
        if self._side.presenter.detail is None or command is None:
            self._desk.shell.show_error(error, reference)
        else:
            self._side.show_trouble(failure_banner(self._desk.texts, error))
        self._side.presenter.read()
        self._queue.refresh()

    def act_unknown(self, reference: str, again: Callable[[], None]) -> None:
        """Says that nobody knows, and offers to check again."""
        self.claims_changed.emit()
        self._again = again
        if self._side.presenter.detail is None:
            self._desk.toasts.fail(unknown_banner(reference).cause)
        self._side.show_trouble(unknown_banner(reference, with_button=True))

    # Inside

    def _open(self, verb: str, task: TaskDetail) -> None:
        if self._dialog is not None:
            return
        dialog = TaskDialog(self._window, self._desk, verb, task, self)
        dialog.acted.connect(self.finish)
        self._show(dialog)

    def _show(self, dialog: TaskDialog | RevealDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._on_finished)
        self._side.dialog_opened()
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None
        self._side.dialog_closed()

    @Slot(str, object)
    def finish(self, verb: str, acted: Acted) -> None:
        """Says that a command was carried out."""
        self._desk.toasts.say(done_text(verb, acted.reference))
        self._finish(acted, verb)

    def _finish(self, acted: Acted, verb: str) -> None:
        self._side.show_trouble(None)
        self.done.emit(acted.task_id, verb in LEAVING)
