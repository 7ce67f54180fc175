"""Facts about a record: label and value, copied or opened with one click where that helps."""

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

    `copied` is what goes to the clipboard where that is not the value as it is shown. `opens` is what the
    value names and a button beside it opens, and `tip` what that is.
    """

    label: str
    value: str = ""
    can_copy: bool = False
    widget: QWidget | None = None
    copied: str = ""
    opens: object = None
    tip: str = ""


def unbroken(text: str) -> str:
    """The text with blanks that never break, for numbers."""
    return text.replace(" ", "\u00a0")


class FactList(QWidget):
    """Two columns: what, and its value. `opened` tells the `opens` of the fact whose button was pressed."""

    copied = Signal(str)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(12))
        self._grid.setVerticalSpacing(look().px(2))
        self._grid.setColumnStretch(1, 1)
        self._lines: list[_Line] = []
        self._facts: tuple[Fact, ...] = ()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Shows these facts in this order; unknown values are a dash. Lines that fit are used again."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        for at, fact in enumerate(facts):
            if at < len(self._lines) and self._lines[at].fits(fact):
                self._lines[at].show_fact(fact)
                continue
            if at < len(self._lines):
                self._remove(self._lines[at])
                self._lines[at] = self._place(fact, at)
            else:
                self._lines.append(self._place(fact, at))
        while len(self._lines) > len(facts):
            self._remove(self._lines.pop())

    def _place(self, fact: Fact, at: int) -> _Line:
        line = _Line(fact)
        if line.button is not None:
            line.button.pressed_once.connect(self._on_open if line.opens is not None else self._on_copy)
        self._grid.addWidget(line.label, at, 0)
        self._grid.addWidget(line.value, at, 1)
        if self.isVisible():
            # A layout shows what is added late only in the next turn of the event loop.
            line.label.show()
            line.value.show()
        return line

    def _remove(self, line: _Line) -> None:
        for widget in (line.label, line.value):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    @Slot()
    def _on_open(self) -> None:
        for line in self._lines:
            if line.button is not None and line.button is self.sender():
                self.opened.emit(line.opens)
                return

    @Slot()
    def _on_copy(self) -> None:
        sender = self.sender()
        if sender is not None:
            value = str(sender.property("value"))
            QGuiApplication.clipboard().setText(value)
            announce(self, QCoreApplication.translate("FactList", "Copied"))
            self.copied.emit(value)


class _Line:
    """The widgets of one fact."""

    def __init__(self, fact: Fact) -> None:
        self._has_copy, self.opens = _can_copy(fact), fact.opens
        self.label = PlainLabel("", ink=INK_SECOND)
        self.text: PlainLabel | None = None
        self.button: IconButton | None = None
        self.value = fact.widget or self._make_value()
        self._align()
        self.show_fact(fact)

    def _make_value(self) -> QWidget:
        has_button = self._has_copy or self.opens is not None
        self.text = PlainLabel("", wrap=not has_button, selectable=True)
        if not has_button:
            return self.text
        self.button = IconButton("copy", "")
        box = QWidget()
        made = row(self.text, self.button, spacing=4)
        made.addStretch(1)
        box.setLayout(made)
        return box

    def fits(self, fact: Fact) -> bool:
        """Whether another fact can be shown with the same widgets."""
        has_same = self._has_copy == _can_copy(fact) and (self.opens is None) == (fact.opens is None)
        return self.text is not None and fact.widget is None and has_same

    def show_fact(self, fact: Fact) -> None:
        """Shows another fact."""
        self.label.setText(fact.label)
        if self.text is None:
            return
        shown = fact.value or NO_VALUE
        self.text.setText(shown if self.button is None else unbroken(shown))
        self.text.setAccessibleName(f"{fact.label}: {shown}")
        self.opens = fact.opens
        if self.button is None:
            return
        if fact.opens is not None:
            name = QCoreApplication.translate("FactList", "Open {value}").replace(
                "{value}", fact.tip or shown
            )
            self.button.set_face("arrow-right", name)
        else:
            name = QCoreApplication.translate("FactList", "Copy {label}").replace("{label}", fact.label)
            self.button.set_face("copy", name)
            self.button.setProperty("value", fact.copied or fact.value)

    def _align(self) -> None:
        parts = [self.label]
        if self.text is not None and self.button is None:
            self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            parts.append(self.text)
        for part in parts:
            part.setContentsMargins(0, look().px(3), 0, look().px(3))


def _can_copy(fact: Fact) -> bool:
    return fact.can_copy and bool(fact.value) and fact.widget is None and fact.opens is None
