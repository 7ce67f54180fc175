"""The short help of an area (F1)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.help_dialog import HelpDialog


def area_help(title: str, summary: str, parent: QWidget) -> HelpDialog:
    """Return some sentences about an area, and where the keys are; open it with `open()`."""
    keys = QCoreApplication.translate("Help", "Press ? for all keys, Ctrl+K to find a record or a command.")
    return HelpDialog(title, summary.split("\n\n"), keys, parent)
