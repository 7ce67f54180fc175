"""Amounts as bars with their words and values beside them; a bar can be opened with mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.paint import draw_round, leading
from agentview.ui.kit.theme import Tone, luminance
from agentview.ui.kit.type_scale import RESTYLED, TypeRole, role_font

LINE = 30
THICK = 14
GAP = 12
LEAST_BAR = 120
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class Bar:
    """One bar: its key, its word, how long it is, its value as text, and its tone.

    The word and the value stand beside the bar, so that the tone says nothing alone. `tip` is a sentence.
    A bar that `can_open` leads to what it counts.
    """

    key: str
    word: str
    size: float
    value: str
    tone: Tone = Tone.INFO
    tip: str = ""
    can_open: bool = True

    @property
    def spoken(self) -> str:
        """What is read out."""
        return f"{self.word}: {self.tip or self.value}"


class BarChart(QWidget):
    """Bars below each other, the largest as long as there is room. `opened(key)`: one was pressed."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Shows nothing yet; `name` is read out."""
        super().__init__(parent)
        self._name = name
        self.bars: tuple[Bar, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Shows these bars; the chosen one stays at its place."""
        self.bars = tuple(bars)
        self.current = min(self.current, max(0, len(self.bars) - 1))
        self._tell()
        self.updateGeometry()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        """As high as its bars."""
        words, values = self._widths()
        width = words + values + 2 * look().px(GAP) + look().px(LEAST_BAR)
        return QSize(round(width), self._line() * max(1, len(self.bars)))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words, its values and a short bar."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Follows the application's font, and tells what is under the mouse."""
        if event.type() in RESTYLED:
            self.updateGeometry()
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose a bar, Enter opens it."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and self.bars:
            self.current = min(max(self.current + step, 0), len(self.bars) - 1)
            self._tell()
            announce(self, self.bars[self.current].spoken)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.bars:
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows that a bar can be opened, and its sentence."""
        at = self._at(event.position().y())
        can_open = at is not None and self.bars[at].can_open
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)
        if at is not None and self.bars[at].tip:
            QToolTip.showText(event.globalPosition().toPoint(), self.bars[at].tip, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the bar that was pressed."""
        at = self._at(event.position().y())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self.current = at
            self.update()
            self._open(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws word, track, bar and value of each."""
        painter = QPainter(self)
        now, tokens = look(), look().tokens
        words, values = self._widths()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        most = max((bar.size for bar in self.bars), default=0.0)
        gap, line, thick = now.px(GAP), self._line(), now.px(THICK)
        room = max(0.0, self.width() - words - values - 2 * gap)
        for at, bar in enumerate(self.bars):
            top = float(at * line)
            word = QRectF(now.px(4), top, words, line)
            track = QRectF(words + gap, top + (line - thick) / 2, room, thick)
            value = QRectF(self.width() - values - now.px(4), top, values, line)
            length = room * bar.size / most if most and bar.size > 0 else 0.0
            used = QRectF(track.left(), track.top(), max(length, 3.0) if length else 0.0, thick)
            if is_mirrored:
                word, track, value, used = (
                    _mirrored(box, self.width()) for box in (word, track, value, used)
                )
            draw_round(
                painter,
                track,
                3,
                tokens.sunken if tokens.has_tints else "",
                "" if tokens.has_tints else tokens.line,
            )
            if used.width() > 0:
                draw_round(painter, used, 3, bar_colour(bar.tone))
            self._write(painter, word, value, bar, mirrored=is_mirrored)
        if self.hasFocus() and self.bars:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, self.current * line + 1, self.width() - 2, line - 2), 4, 4)

    # Inside

    def _open(self, at: int) -> None:
        if self.bars[at].can_open:
            self.opened.emit(self.bars[at].key)

    def _write(self, painter: QPainter, word: QRectF, value: QRectF, bar: Bar, *, mirrored: bool) -> None:
        tokens, middle = look().tokens, Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.text2))
        painter.setFont(role_font(TypeRole.BODY))
        painter.drawText(word, middle | leading(mirrored=mirrored), bar.word)
        painter.setPen(QColor(tokens.text))
        painter.setFont(role_font(TypeRole.STRONG))
        painter.drawText(value, middle | leading(mirrored=not mirrored), bar.value)

    def _widths(self) -> tuple[float, float]:
        body, strong = QFontMetricsF(role_font(TypeRole.BODY)), QFontMetricsF(role_font(TypeRole.STRONG))
        edge = look().px(4)
        words = max((body.horizontalAdvance(bar.word) for bar in self.bars), default=0.0)
        values = max((strong.horizontalAdvance(bar.value) for bar in self.bars), default=0.0)
        return round(words) + edge + 1, round(values) + edge + 1

    def _line(self) -> int:
        return look().px(LINE)

    def _at(self, y: float) -> int | None:
        at = int(y // self._line())
        return at if 0 <= at < len(self.bars) else None

    def _tell(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(". ".join(bar.spoken for bar in self.bars))


def bar_colour(tone: Tone) -> str:
    """The colour of a filled bar: that of the tone which stands out from the ground."""
    tokens = look().tokens
    colours = tokens.tones[tone]
    return max((colours.bg, colours.fg), key=lambda one: abs(luminance(one) - luminance(tokens.base)))


def _mirrored(box: QRectF, width: float) -> QRectF:
    return QRectF(width - box.right(), box.top(), box.width(), box.height())
