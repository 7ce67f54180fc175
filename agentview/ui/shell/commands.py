"""Makes lines of the command box from the actions of window and area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence

from agentview.ui.kit.action import cause_of
from agentview.ui.shell.command_search import CommandLine


def command_lines(groups: Mapping[str, Sequence[QAction]]) -> list[CommandLine]:
    """Return a line for each action that is shown; what is closed says why."""
    return [
        CommandLine(
            title=action.text().replace("&", ""),
            group=group,
            key=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            run=action.trigger,
            refusal="" if action.isEnabled() else cause_of(action) or action.text().replace("&", ""),
        )
        for group, actions in groups.items()
        for action in actions
        if action.isVisible()
    ]
