"""Help in a dialog of its own, and F1 in every other dialog: what it is for, its fields, its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading

_MOST_FIELDS = 12


class HelpDialog(QDialog):
    """A heading, some paragraphs, and where the keys are."""

    def __init__(self, title: str, paragraphs: Sequence[str], keys: str, parent: QWidget) -> None:
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
        told = heading(title)
        told.setWordWrap(True)
        column.addWidget(told)
        for part in paragraphs:
            column.addWidget(PlainLabel(part, wrap=True))
        column.addWidget(PlainLabel(keys, ink=INK_SECOND, wrap=True))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)


def give_help(dialog: QDialog, sentence: str = "") -> None:
    """Let F1 help with a dialog; `sentence` says what it is for."""
    _Helper(dialog, sentence)


class _Helper(QObject):
    def __init__(self, dialog: QDialog, sentence: str) -> None:
        super().__init__(dialog)
        self._dialog, self._sentence = dialog, sentence
        QShortcut(QKeySequence("F1"), dialog).activated.connect(self.open)

    @Slot()
    def open(self) -> None:
        translate = QCoreApplication.translate
        keys = translate(
            "Help",
            "Ctrl+Enter carries it out or goes on, Esc leaves everything as it is, Tab goes to the next "
            "field. What you typed is still there when you close this.",
        )
        parts = [self._sentence] if self._sentence else []
        HelpDialog(
            self._dialog.windowTitle(), [*parts, *field_helps(self._dialog)], keys, self._dialog
        ).open()


def field_helps(dialog: QWidget) -> list[str]:
    """Return what each field in sight wants, by its name."""
    fields = [
        part for part in dialog.findChildren(QWidget) if part.isVisible() and part.accessibleDescription()
    ]
    lines = [f"{part.accessibleName()}: {part.accessibleDescription()}" for part in fields]
    return list(dict.fromkeys(lines))[:_MOST_FIELDS]
