"""What a person is told at the start after one that ended by a fault."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.text import PlainLabel, heading


class BadEndDialog(QDialog):
    """Says what is safe; `support_wanted` asks for the file for support."""

    support_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Open it with `open()`."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("BadEnd", "AgentView ended by a fault the last time"))
        self.setMinimumWidth(look().px(460))
        sentence = translate(
            "BadEnd",
            "What was saved is safe, and what you had typed is kept as a draft: open the same record to go "
            "on. The file for support holds what support needs to find the fault.",
        )
        support = Button(translate("BadEnd", "File for support..."))
        close = Button(translate("BadEnd", "Go on"), ButtonKind.PRIMARY)
        support.pressed_once.connect(self._on_support)
        close.pressed_once.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(support)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(heading(self.windowTitle()))
        column.addWidget(PlainLabel(sentence, wrap=True))
        column.addLayout(buttons)
        close.setDefault(True)
        give_help(self, sentence)

    @Slot()
    def _on_support(self) -> None:
        self.accept()
        self.support_wanted.emit()
