"""Every action of the area with its key: letters work in the list alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import QueueRow, TaskCommand
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.views.provisioning.bulk_commands import BulkCommands
from agentview.ui.views.provisioning.plans import ASK_VERB
from agentview.ui.views.provisioning.task_commands import CLAIM_OR_RELEASE, COMPLETE, TaskCommands


def queue_actions(
    table: QWidget, area: QWidget, receivers: Mapping[str, Callable[[], None]]
) -> dict[str, QAction]:
    """The actions on the list as a whole, by name; `receivers` has a function for each name."""
    translate = QCoreApplication.translate
    in_list = {
        "take_next": ActionText(translate("QueueAction", "Take next"), "N", "arrow-right"),
        "open": ActionText(translate("QueueAction", "Open task"), "Return", "inbox"),
        "select_all": ActionText(translate("QueueAction", "Select all loaded rows"), "Ctrl+A", "check"),
    }
    everywhere = {
        "refresh": ActionText(translate("QueueAction", "Refresh"), "F5", "refresh"),
        "filter": ActionText(translate("QueueAction", "Filter"), "Ctrl+F", "filter"),
        "export": ActionText(translate("QueueAction", "Export..."), "Ctrl+E", "download"),
        "columns": ActionText(translate("QueueAction", "Columns"), "", "columns"),
        "saved_views": ActionText(translate("QueueAction", "Saved views"), "", "tag"),
    }
    made = {name: make_action(table, text, receivers[name]) for name, text in in_list.items()}
    made |= {name: make_action(area, text, receivers[name]) for name, text in everywhere.items()}
    return made


class TaskActions:
    """The actions on the chosen task; those that are closed say why."""

    def __init__(
        self,
        table: QWidget,
        commands: TaskCommands,
        bulk: BulkCommands,
        current: Callable[[], QueueRow | None],
        selected: Callable[[], list[QueueRow]],
    ) -> None:
        """Binds the letters to the list; where several rows are selected they are for all of them."""
        self._commands, self._bulk = commands, bulk
        self._current, self._selected = current, selected
        translate = QCoreApplication.translate
        texts = {
            CLAIM_OR_RELEASE: ActionText(translate("TaskAction", "Claim or release"), "C", "user"),
            COMPLETE: ActionText(translate("TaskAction", "Activate or finalise..."), "A", "check"),
            TaskCommand.HALT.value: ActionText(translate("TaskAction", "Halt..."), "H", "pause"),
            TaskCommand.EDIT.value: ActionText(translate("TaskAction", "Edit"), "E", "edit"),
            TaskCommand.RESUBMIT.value: ActionText(translate("TaskAction", "Resubmit..."), "R", "undo"),
            TaskCommand.TAKE_OVER.value: ActionText(translate("TaskAction", "Take over..."), "T", "swap"),
            ASK_VERB: ActionText(translate("TaskAction", "Ask for it..."), "", "bell"),
            TaskCommand.ADD_NOTE.value: ActionText(translate("TaskAction", "Note..."), "O", "note"),
            TaskCommand.ABORT.value: ActionText(translate("TaskAction", "Abort..."), "", "close"),
        }
        self.actions = {
            wanted: make_action(table, text, self._runner(wanted)) for wanted, text in texts.items()
        }

    def all(self) -> Sequence[QAction]:
        """The actions in their order."""
        return tuple(self.actions.values())

    def show_row(self, row: QueueRow | None) -> None:
        """Opens and closes the actions for this row."""
        for wanted, action in self.actions.items():
            refuse_action(action, self._commands.cause_against(wanted, row))

    def _runner(self, wanted: str) -> Callable[[], None]:
        return lambda: self._run(wanted)

    def _run(self, wanted: str) -> None:
        rows = self._selected()
        command = self._bulk.bulk_for(wanted, rows) if len(rows) > 1 else None
        if command is not None:
            self._bulk.run(command, rows)
        else:
            self._commands.run(wanted, self._current())
