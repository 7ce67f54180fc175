"""Two counts a day over some weeks: one above the line, the other below it, so that no colour tells alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
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
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import RESTYLED, TypeRole, role_font

HEIGHT = 168
COLUMN = 16
LEAST_COLUMN = 6
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class DayColumn:
    """A day: its key, its short and its long word, how many stand above the line and how many below."""

    key: str
    word: str
    long_word: str
    above: int
    below: int


class DayChart(QWidget):
    """Filled columns go up for `words[0]`, hatched ones go down for `words[1]`.

    `opened(key)` tells which day was pressed.
    """

    opened = Signal(str)

    def __init__(self, name: str, words: tuple[str, str], parent: QWidget | None = None) -> None:
        """Shows nothing yet; `name` is read out."""
        super().__init__(parent)
        self._name, self._words = name, words
        self.days: tuple[DayColumn, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_days(self, days: Sequence[DayColumn]) -> None:
        """Shows these days, the oldest first; the last one is chosen."""
        is_new = len(days) != len(self.days)
        self.days = tuple(days)
        if is_new:
            self.current = max(0, len(self.days) - 1)
        self._tell()
        self.update()

    def sentence(self, at: int) -> str:
        """A day in words."""
        day = self.days[at]
        return f"{day.long_word}: {self._words[0]} {day.above}, {self._words[1]} {day.below}"

    # Qt

    def sizeHint(self) -> QSize:
        """Wide enough for a column a day."""
        return QSize(round(self._gutter()) + look().px(COLUMN) * max(1, len(self.days)), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrow columns still show each day."""
        width = round(self._gutter()) + look().px(LEAST_COLUMN) * max(1, len(self.days))
        return QSize(width, look().px(HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED:
            self.updateGeometry()
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose a day, Enter opens it."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and self.days:
            step = -step if self._is_mirrored() else step
            self.current = min(max(self.current + step, 0), len(self.days) - 1)
            self._tell()
            announce(self, self.sentence(self.current))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.days:
            self.opened.emit(self.days[self.current].key)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells the day under the mouse."""
        at = self._at(event.position().x())
        self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)
        if at is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.sentence(at), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the day that was pressed."""
        at = self._at(event.position().x())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self.current = at
            self.update()
            self.opened.emit(self.days[at].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line of nothing, the columns, the greatest values and some days below."""
        if not self.days:
            return
        painter, tokens = QPainter(self), look().tokens
        above = max(1, *(day.above for day in self.days))
        below = max(1, *(day.below for day in self.days))
        box = self._plot()
        zero = round(box.top() + box.height() * above / (above + below))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        unit = box.height() / (above + below)
        for at, day in enumerate(self.days):
            self._column(painter, at, zero, unit, day)
        painter.setPen(QPen(QColor(tokens.control_border), tokens.border))
        painter.drawLine(QPointF(box.left(), zero), QPointF(box.right(), zero))
        self._scale(painter, box, zero, (above, below))
        self._days(painter, box)

    # Inside

    def _column(self, painter: QPainter, at: int, zero: float, unit: float, day: DayColumn) -> None:
        tokens, slot = look().tokens, self._slot(at)
        inset = max(1.0, slot.width() * 0.15)
        up = QColor(tokens.tones[Tone.INFO].fg)
        down = QColor(tokens.tones[Tone.SUCCESS].fg)
        body = slot.adjusted(inset, 0, -inset, 0)
        if day.above:
            painter.fillRect(QRectF(body.left(), zero - unit * day.above, body.width(), unit * day.above), up)
        if day.below:
            box = QRectF(body.left(), zero + 1, body.width(), unit * day.below - 1)
            painter.setPen(QPen(down, 1.5))
            painter.setBrush(QBrush(down, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box.adjusted(0.75, 0, -0.75, -0.75))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if at == self.current and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(slot.adjusted(1, 1, -1, -1))

    def _scale(self, painter: QPainter, box: QRectF, zero: float, most: tuple[int, int]) -> None:
        tokens, metrics = look().tokens, QFontMetricsF(role_font(TypeRole.SMALL))
        painter.setFont(role_font(TypeRole.SMALL))
        painter.setPen(QColor(tokens.text2))
        width, height = self._gutter() - look().px(6), metrics.height()
        texts = ((box.top(), str(most[0])), (zero - height / 2, "0"), (box.bottom() - height, str(most[1])))
        shown = [
            text for at, text in enumerate(texts) if at == 1 or abs(text[0] - (zero - height / 2)) > height
        ]
        for top, text in shown:
            left = 0.0 if not self._is_mirrored() else self.width() - width
            painter.drawText(
                QRectF(left, top, width, height),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip,
                text,
            )

    def _days(self, painter: QPainter, box: QRectF) -> None:
        """Writes as many days below as there is room for; the last one always."""
        metrics = QFontMetricsF(role_font(TypeRole.SMALL))
        wide = max(metrics.horizontalAdvance(day.word) for day in self.days) + look().px(12)
        every = max(1, round(wide / self._slot(0).width() + 0.5))
        for at in range(len(self.days) - 1, -1, -every):
            centre = self._slot(at).center().x()
            left = min(max(centre - wide / 2, box.left()), self.width() - wide)
            place = QRectF(left, box.bottom() + look().px(4), wide, metrics.height())
            painter.drawText(
                place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.days[at].word
            )

    def _plot(self) -> QRectF:
        metrics, gutter = QFontMetricsF(role_font(TypeRole.SMALL)), self._gutter()
        left = 0.0 if self._is_mirrored() else gutter
        height = self.height() - metrics.height() - look().px(8)
        return QRectF(left, look().px(4), self.width() - gutter, height)

    def _slot(self, at: int) -> QRectF:
        box = self._plot()
        width = box.width() / max(1, len(self.days))
        place = len(self.days) - 1 - at if self._is_mirrored() else at
        return QRectF(box.left() + place * width, box.top(), width, box.height())

    def _gutter(self) -> float:
        most = max((max(day.above, day.below) for day in self.days), default=0)
        advance = QFontMetricsF(role_font(TypeRole.SMALL)).horizontalAdvance(str(max(most, 99)))
        return advance + look().px(8)

    def _at(self, x: float) -> int | None:
        return next(
            (at for at in range(len(self.days)) if self._slot(at).left() <= x < self._slot(at).right()), None
        )

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _tell(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(". ".join(self.sentence(at) for at in range(len(self.days))))
