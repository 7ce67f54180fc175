"""What happened to a record, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.paint import draw_dot
from agentview.ui.kit.text import INK_SECOND, PlainLabel, set_tip
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import RESTYLED, TypeRole

DOT = 10
PITCH = 46
_GUTTER = 22


@dataclass(frozen=True)
class TimelineEntry:
    """What happened, by whom, when (as shown, and in full for the tooltip), reference, further text.

    `opens` is what a button beside it opens, and `open_tip` what that button says.
    """

    tone: Tone
    head: str
    who: str
    when: str
    reference: str = ""
    body: str = ""
    when_full: str = ""
    opens: object = None
    open_tip: str = ""

    @property
    def second_line(self) -> str:
        """Who, when and reference with dots between."""
        return "  \u00b7  ".join(part for part in (self.who, self.when, self.reference) if part)


class _EntryView(QWidget):
    opened = Signal(object)

    def __init__(self, entry: TimelineEntry, *, is_last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry, self._is_last = entry, is_last
        self._head = PlainLabel(entry.head, wrap=True, selectable=True)
        second = PlainLabel(entry.second_line, TypeRole.SMALL, INK_SECOND, wrap=True, selectable=True)
        set_tip(second, entry.when_full)
        texts = [self._head, second]
        if entry.body:
            texts.insert(1, PlainLabel(entry.body, ink=INK_SECOND, wrap=True, selectable=True))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, look().px(10))
        column.setSpacing(look().px(2))
        for label in texts:
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            column.addWidget(label)
        self.button: IconButton | None = None
        if entry.opens is not None:
            self.button = IconButton("arrow-right", entry.open_tip or entry.head)
            self.button.pressed_once.connect(self._on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addSpacing(look().px(_GUTTER))
        row.addLayout(column, 1)
        if self.button is not None:
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look().px(PITCH) if not is_last else 0)
        self.setAccessibleName(f"{entry.head}, {entry.second_line}")

    @Slot()
    def _on_pressed(self) -> None:
        self.opened.emit(self._entry.opens)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        x = now.px(DOT) / 2 + 1.0
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        y = self._head.y() + self._head.fontMetrics().height() / 2
        if not self._is_last:
            painter.setPen(QPen(QColor(now.tokens.line), now.tokens.border))
            gap = now.px(DOT) / 2 + 4
            painter.drawLine(QPointF(x, y + gap), QPointF(x, self.height() + y - gap))
        draw_dot(painter, QPointF(x, y), now.px(DOT), now.tokens.tones[self._entry.tone].fg)


class Timeline(QWidget):
    """Entries with a dot in their tone and a line between; all text is plain.

    `opened` tells the `opens` of the entry whose button was pressed.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._scale = look().scale
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Shows these entries in this order; the same entries again change nothing."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        self._rebuild()

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED and self._scale != look().scale:
            self._rebuild()
        return super().event(event)

    def _rebuild(self) -> None:
        self._scale = look().scale
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, entry in enumerate(self._entries):
            view = _EntryView(entry, is_last=at == len(self._entries) - 1, parent=self)
            view.opened.connect(self.opened)
            self._column.addWidget(view)
