"""What can be done to a list as a whole, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.action import ActionText, make_action


def list_actions(
    owner: QWidget, table: QWidget, receivers: Mapping[str, Callable[[], None]]
) -> dict[str, QAction]:
    """The actions by name for those that `receivers` has; keys work in `owner`, Ctrl+A in the table."""
    translate = QCoreApplication.translate
    texts = {
        "refresh": ActionText(translate("ListAction", "Refresh"), "F5", "refresh"),
        "filter": ActionText(translate("ListAction", "Filter"), "Ctrl+F", "filter"),
        "select_all": ActionText(translate("ListAction", "Select all loaded rows"), "Ctrl+A", "check"),
        "export": ActionText(translate("ListAction", "Export..."), "Ctrl+E", "download"),
        "columns": ActionText(translate("ListAction", "Columns"), "", "columns"),
        "saved_views": ActionText(translate("ListAction", "Saved views"), "", "tag"),
    }
    return {
        name: make_action(table if name == "select_all" else owner, text, receivers[name])
        for name, text in texts.items()
        if name in receivers
    }
