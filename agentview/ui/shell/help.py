"""The short help of an area (F1)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading


class HelpDialog(QDialog):
    """Some sentences about an area, and where the keys are."""

    def __init__(self, title: str, summary: str, parent: QWidget) -> None:
        """Open it with `open()`."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Help", "Help: {area}").replace("{area}", title))
        self.setMinimumWidth(look().px(460))
        close = Button(translate("Help", "Close"))
        close.pressed_once.connect(self.accept)
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(heading(title))
        for part in summary.split("\n\n"):
            column.addWidget(PlainLabel(part, wrap=True))
        keys = translate("Help", "Press ? for all keys, Ctrl+K to find a record or a command.")
        column.addWidget(PlainLabel(keys, ink=INK_SECOND, wrap=True))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
