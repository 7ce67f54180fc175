"""A row of views to choose from, each with its count; it wraps where it is too narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.flow import FlowLayout
from agentview.ui.kit.paint import leading
from agentview.ui.kit.type_scale import RESTYLED, sized_font

MOST_COUNTED = 999


@dataclass(frozen=True)
class Pill:
    """One view: its key, its word, and how many rows it has (None: not known or of no interest)."""

    key: str
    word: str
    count: int | None = None


def count_text(count: int | None) -> str:
    """The count as shown: up to 999, then "999+"."""
    if count is None:
        return ""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


class _PillButton(QAbstractButton):
    def __init__(self, pill: Pill, parent: QWidget) -> None:
        super().__init__(parent)
        self.pill = pill
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_pill(pill)

    def show_pill(self, pill: Pill) -> None:
        self.pill = pill
        self.setText(pill.word)
        self.setAccessibleName(f"{pill.word} {count_text(pill.count)}".strip())
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus alone; the row moves the choice with it.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        now, metrics = look(), QFontMetricsF(sized_font(1.0))
        count = count_text(self.pill.count)
        width = metrics.horizontalAdvance(self.pill.word) + 2 * now.px(13)
        width += metrics.horizontalAdvance(count) + now.px(8) if count else 0
        return QSize(round(width + 1), round(metrics.height()) + now.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, tokens = look(), look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on, is_focused = self.isChecked(), self.hasFocus()
        fill = tokens.selection if is_on else tokens.hover if self.underMouse() else tokens.base
        edge = tokens.focus if is_on or is_focused else tokens.line
        width = 2.0 if is_focused or not tokens.has_tints else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(fill))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if is_on and is_focused:
            painter.setPen(QPen(QColor(tokens.selection), 1.5))
            painter.setPen(QPen(QColor(tokens.focus), 1.0))
            inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        painter.setFont(sized_font(1.0))
        painter.setPen(QColor(tokens.selection_text if is_on else tokens.text2))
        side = now.px(13)
        text_box = QRectF(self.rect()).adjusted(side, 0, -side, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        # Each text finds its own direction, so that a plus stays at the end of its number.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.drawText(text_box, middle | leading(mirrored=is_mirrored), self.pill.word)
        painter.setPen(QColor(tokens.selection_text if is_on else tokens.text3))
        painter.drawText(text_box, middle | leading(mirrored=not is_mirrored), count_text(self.pill.count))


class ViewPills(QWidget):
    """One of the pills is always chosen; Left and Right move between them."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Makes an empty row; `name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: list[_PillButton] = []
        self._current = ""
        self._row = FlowLayout(self, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def current(self) -> str:
        """The key of the chosen pill."""
        return self._current

    def set_pills(self, pills: Sequence[Pill]) -> None:
        """Shows these pills; known ones keep their place and focus, so that counts change quietly."""
        keys = [pill.key for pill in pills]
        if keys != [button.pill.key for button in self._buttons]:
            self._rebuild(pills)
        for button, pill in zip(self._buttons, pills, strict=True):
            button.show_pill(pill)
        if self._current not in keys and keys:
            self.choose(keys[0])

    def choose(self, key: str) -> None:
        """Chooses a pill without telling `chosen`."""
        self._current = key
        for button in self._buttons:
            button.setChecked(button.pill.key == key)
            is_on = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus)

    def focus_current(self) -> None:
        """Puts the focus on the chosen pill."""
        for button in self._buttons:
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED:
            for button in self._buttons:
                button.updateGeometry()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = [button.pill.key for button in self._buttons]
        if step and self._current in keys:
            self._press((keys.index(self._current) + step) % len(keys))
            return
        super().keyPressEvent(event)

    def _rebuild(self, pills: Sequence[Pill]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [_PillButton(pill, self) for pill in pills]
        for button in self._buttons:
            self._row.addWidget(button)
            button.show()
            button.clicked.connect(self._on_clicked)
        self.choose(self._current)

    def _press(self, at: int) -> None:
        button = self._buttons[at]
        self.choose(button.pill.key)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(button.pill.key)

    @Slot()
    def _on_clicked(self) -> None:
        for at, button in enumerate(self._buttons):
            if button is self.sender():
                self._press(at)
                return
