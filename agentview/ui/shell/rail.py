"""The rail at the side of the window: one tab an area, with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.icon import pixmap
from agentview.ui.kit.pills import count_text
from agentview.ui.kit.text import PlainLabel, set_tip
from agentview.ui.kit.type_scale import TypeRole, sized_font

WIDE = 196
NARROW = 48
_ICON = 18
_ROWS_OF_KEYS = ("Ctrl+", "Ctrl+Shift+")


@dataclass(frozen=True)
class RailTab:
    """A tab: the key of its area, its word, its icon, and the key that opens it."""

    key: str
    word: str
    icon: str
    shortcut: str


class _TabButton(QAbstractButton):
    def __init__(self, tab: RailTab, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab = tab
        self.count: int | None = None
        self.is_narrow = False
        self.setText(tab.word)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        self.count = count
        self.setAccessibleName(f"{self.tab.word} {count_text(count)}".strip())
        set_tip(self, tip_with_key(self.accessibleName(), self.tab.shortcut))
        self.update()

    def wide(self) -> int:
        """The width at which word and count are whole."""
        now = look()
        metrics = QFontMetricsF(sized_font(1.0))
        said = [text for text in (self.tab.word, count_text(self.count)) if text]
        beside = now.px(_ICON) + now.px(12) * 2 + now.px(10) * len(said)
        return ceil(sum(metrics.horizontalAdvance(text) for text in said)) + beside + 1

    def sizeHint(self) -> QSize:
        return QSize(look().px(NARROW if self.is_narrow else WIDE), look().px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(32), look().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        ink = now.tokens.selection_text if self.isChecked() else now.tokens.text2
        box = self.rect().adjusted(now.px(12), 0, -now.px(12), 0)
        size = now.px(_ICON)
        middle = (self.height() - size) // 2
        left = (self.width() - size) // 2 if self.is_narrow else box.left()
        place = self._mirrored(QRect(left, middle, size, size))
        painter.drawPixmap(place, pixmap(self.tab.icon, ink, size, self.devicePixelRatioF()))
        if not self.is_narrow:
            self._draw_words(painter, box.adjusted(size + now.px(10), 0, 0, 0), ink)

    def _draw_ground(self, painter: QPainter) -> None:
        tokens = look().tokens
        is_on, is_focused = self.isChecked(), self.hasFocus()
        if not (is_on or is_focused or self.underMouse()):
            return
        width = 2.0 if is_focused else float(tokens.border)
        edge = tokens.focus if is_on or is_focused else tokens.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.selection if is_on else tokens.hover))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)
        if is_on and is_focused:
            painter.setPen(QPen(QColor(tokens.selection_text), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 3, 3)

    def _draw_words(self, painter: QPainter, box: QRect, ink: str) -> None:
        now = look()
        painter.setFont(sized_font(1.0))
        metrics = QFontMetricsF(painter.font())
        count = count_text(self.count)
        room = box.width() - (metrics.horizontalAdvance(count) + now.px(10) if count else 0)
        word = metrics.elidedText(self.tab.word, Qt.TextElideMode.ElideRight, room)
        align = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        painter.setPen(QColor(ink))
        painter.drawText(self._mirrored(box), int(align), word)
        beside = box.adjusted(int(metrics.horizontalAdvance(word)) + now.px(10), 0, 0, 0)
        painter.setPen(QColor(ink if self.isChecked() else now.tokens.text3))
        painter.drawText(self._mirrored(beside), int(align), count)

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)


class Rail(QWidget):
    """Up and Down move between the tabs."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Makes a rail without tabs."""
        super().__init__(parent)
        self.setAccessibleName(QCoreApplication.translate("Rail", "Areas"))
        self._buttons: list[_TabButton] = []
        self._is_narrow = False
        self._brand = PlainLabel("AgentView", TypeRole.H2)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(look().px(4))
        self._column.addWidget(self._brand)
        self._column.addSpacing(look().px(4))
        self._column.addStretch(1)
        self._fit()

    def set_tabs(self, tabs: Sequence[RailTab]) -> None:
        """Shows these tabs in their order."""
        for button in self._buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = [_TabButton(tab, self) for tab in tabs]
        for at, button in enumerate(self._buttons):
            self._column.insertWidget(2 + at, button)
            button.clicked.connect(self._on_clicked)
        self._fit()

    def choose(self, key: str) -> None:
        """Shows which area is open, without telling `chosen`."""
        for button in self._buttons:
            is_on = button.tab.key == key
            button.setChecked(is_on)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus)

    def show_count(self, key: str, count: int | None) -> None:
        """Shows a count beside an area."""
        for button in self._buttons:
            if button.tab.key == key:
                button.show_count(count)
        self._fit()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Shows icons alone, or icons and words."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fit()

    def take_focus(self) -> None:
        """Puts the focus on the tab of the open area."""
        for button in self._buttons:
            if button.isChecked():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Follows the size of the type."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        now = [at for at, button in enumerate(self._buttons) if button.isChecked()]
        if step and now:
            button = self._buttons[(now[0] + step) % len(self._buttons)]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.sunken))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = 0 if is_mirrored else self.width() - tokens.border
        painter.fillRect(edge, 0, tokens.border, self.height(), QColor(tokens.line))

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, _TabButton):
            self.choose(sender.tab.key)
            self.chosen.emit(sender.tab.key)

    def _fit(self) -> None:
        side = look().px(6 if self._is_narrow else 8)
        self._column.setContentsMargins(side, look().px(12), side, look().px(8))
        self.setFixedWidth(look().px(NARROW) if self._is_narrow else self._wide(side))
        self._brand.setContentsMargins(look().px(10), 0, 0, 0)
        self._brand.setVisible(not self._is_narrow)
        for button in self._buttons:
            button.is_narrow = self._is_narrow
            button.updateGeometry()
            button.update()

    def _wide(self, side: int) -> int:
        """The usual width, or more where a language has longer words, but never half as much again."""
        needed = max((button.wide() for button in self._buttons), default=0) + 2 * side
        return max(look().px(WIDE), min(needed, look().px(WIDE) * 3 // 2))


def area_key(position: int) -> str:
    """The key that opens the area at this position, from 0; after the ninth, the same digits with Shift."""
    row, digit = divmod(position, 9)
    return QKeySequence(f"{_ROWS_OF_KEYS[row]}{digit + 1}").toString() if row < len(_ROWS_OF_KEYS) else ""
