"""A line to type into with its label above, for the few fields of the shell itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.text import PlainLabel


class Labelled(QWidget):
    """The label is the field's buddy and its accessible name."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """Makes an empty field under this label."""
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName(label)
        word = PlainLabel(label)
        word.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(word)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)


def password_field(label: str = "") -> Labelled:
    """A field that hides what is typed."""
    made = Labelled(label or QCoreApplication.translate("SignIn", "Password"))
    made.field.setEchoMode(QLineEdit.EchoMode.Password)
    made.field.setMaxLength(1000)
    return made
