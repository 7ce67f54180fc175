"""Facts about a record: label and value, copied with one click where that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.card import row
from agentview.ui.kit.text import INK_SECOND, PlainLabel

NO_VALUE = "\u2014"


@dataclass(frozen=True)
class Fact:
    """A label and its value; `can_copy` gives it a copy button; `widget` stands in its place.

    `copied` is what goes to the clipboard where that is not the value as it is shown.
    """

    label: str
    value: str = ""
    can_copy: bool = False
    widget: QWidget | None = None
    copied: str = ""


def unbroken(text: str) -> str:
    """The text with blanks that never break, for numbers."""
    return text.replace(" ", "\u00a0")


class FactList(QWidget):
    """Two columns: what, and its value."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(2))
        self._grid.setColumnStretch(1, 1)
        self._facts: tuple[Fact, ...] = ()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Shows these facts in this order; unknown values are a dash."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, fact in enumerate(facts):
            label = PlainLabel(fact.label, ink=INK_SECOND)
            value = self._value(fact)
            if isinstance(value, PlainLabel):
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            for part in (label, value):
                if isinstance(part, PlainLabel):
                    part.setContentsMargins(0, look().px(3), 0, look().px(3))
            self._grid.addWidget(label, at, 0)
            self._grid.addWidget(value, at, 1)

    def _value(self, fact: Fact) -> QWidget:
        if fact.widget is not None:
            return fact.widget
        text = PlainLabel(fact.value or NO_VALUE, wrap=True, selectable=True)
        text.setAccessibleName(f"{fact.label}: {fact.value or NO_VALUE}")
        if not fact.can_copy or not fact.value:
            return text
        text.setWordWrap(False)
        text.setText(unbroken(fact.value))
        name = QCoreApplication.translate("FactList", "Copy {label}").replace("{label}", fact.label)
        button = IconButton("copy", name)
        button.setProperty("value", fact.copied or fact.value)
        button.pressed_once.connect(self._on_copy)
        box = QWidget()
        line = row(text, button, spacing=4)
        line.addStretch(1)
        box.setLayout(line)
        return box

    @Slot()
    def _on_copy(self) -> None:
        sender = self.sender()
        if sender is not None:
            value = str(sender.property("value"))
            QGuiApplication.clipboard().setText(value)
            announce(self, QCoreApplication.translate("FactList", "Copied"))
            self.copied.emit(value)
