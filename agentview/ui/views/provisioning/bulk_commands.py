"""Carries out a command on the selected rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import BulkCommand, QueueRow, TaskCommand
from agentview.contract.value import CommandState
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.bulk_dialog import BulkDialog
from agentview.ui.views.provisioning.bulk_presenter import preview
from agentview.ui.views.provisioning.bulk_words import result_text
from agentview.ui.views.provisioning.row_facts import is_mine
from agentview.ui.views.provisioning.task_commands import CLAIM_OR_RELEASE


class BulkCommands(QObject):
    """`done()` tells that rows were changed."""

    done = Signal()

    def __init__(
        self, desk: Desk, window: QWidget, commands_of: Callable[[QueueRow], tuple[CommandState, ...]]
    ) -> None:
        """`window` is what the dialog stands over."""
        super().__init__(window)
        self._desk, self._window, self._commands_of = desk, window, commands_of
        self.dialog: BulkDialog | None = None

    def bulk_for(self, wanted: str, rows: Sequence[QueueRow]) -> BulkCommand | None:
        """The bulk command that a key stands for on these rows; None where there is none."""
        if wanted == CLAIM_OR_RELEASE:
            own = all(is_mine(row, self._desk.person.user_id) for row in rows)
            return BulkCommand.RELEASE if own else BulkCommand.CLAIM
        known = {TaskCommand.HALT.value: BulkCommand.HALT, TaskCommand.ABORT.value: BulkCommand.ABORT}
        return known.get(wanted)

    def run(self, command: BulkCommand, rows: Sequence[QueueRow]) -> None:
        """Opens the dialog with its preview."""
        if self.dialog is None and rows:
            shown = preview(self._desk, command, rows, self._commands_of)
            self.dialog = BulkDialog(self._window, self._desk, shown)
            self.dialog.ended.connect(self._on_ended)
            self.dialog.open()

    def close(self) -> None:
        """Closes what is open."""
        if self.dialog is not None:
            self.dialog.close()

    @Slot(int)
    def _on_ended(self, done: int) -> None:
        self.dialog = None
        if done:
            self._desk.toasts.say(result_text(done, 0))
            self.done.emit()
