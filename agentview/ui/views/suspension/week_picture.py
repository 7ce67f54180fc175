"""A picture of the week: when the rules may act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agentview.contract.suspension import ActionWindow
from agentview.ui.kit.appearance import look
from agentview.ui.kit.paint import draw_round, leading
from agentview.ui.kit.times import MINUTES_A_DAY
from agentview.ui.kit.type_scale import RESTYLED, TypeRole, role_font
from agentview.ui.views.suspension.rule_words import WEEK, short_weekdays, spans_of, windows_word, word

_HOURS = (0, 6, 12, 18, 24)
_BAR = 10
_ROUND = 3.0


class WeekPicture(QWidget):
    """Seven bars from midnight to midnight; a screen reader hears the windows in words."""

    def __init__(self) -> None:
        """Shows a week without windows."""
        super().__init__()
        self._windows: tuple[ActionWindow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_windows(self, windows: Sequence[ActionWindow]) -> None:
        """Shows these windows."""
        self._windows = tuple(windows)
        name = word("When the rules may act: {windows}").replace("{windows}", windows_word(windows))
        self.setAccessibleName(name)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED:
            self.updateGeometry()
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), round(self._line() * (len(WEEK) + 1)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(role_font(TypeRole.SMALL))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for day, name in enumerate(short_weekdays()):
            self._draw_day(painter, day, name, is_mirrored=is_mirrored)
        self._draw_hours(painter)

    def _draw_day(self, painter: QPainter, day: int, name: str, *, is_mirrored: bool) -> None:
        tokens, line, side = look().tokens, self._line(), self._side()
        top = day * line
        label = QRectF(self.width() - side, top, side, line) if is_mirrored else QRectF(0, top, side, line)
        painter.setPen(QColor(tokens.text2))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | leading(mirrored=is_mirrored), name)
        height = look().px(_BAR)
        left = 0.0 if is_mirrored else side
        track = QRectF(left, top + (line - height) / 2, self.width() - side, height)
        draw_round(painter, track, _ROUND, tokens.sunken, "" if tokens.has_tints else tokens.text)
        for start, end in spans_of(self._windows, day):
            x, width = (track.width() * part / MINUTES_A_DAY for part in (start, end - start))
            draw_round(painter, QRectF(track.x() + x, track.y(), width, height), _ROUND, tokens.accent)

    def _draw_hours(self, painter: QPainter) -> None:
        """The hours run from left to right in every language, as the bars do."""
        side, line = self._side(), self._line()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, width = (0.0 if is_mirrored else side), self.width() - side
        painter.setPen(QColor(look().tokens.text2))
        metrics = QFontMetricsF(painter.font())
        for hour in _HOURS:
            text = str(hour)
            wide = metrics.horizontalAdvance(text)
            x = left + width * hour / _HOURS[-1] - wide / 2
            x = min(max(x, left), left + width - wide)
            painter.drawText(QRectF(x, len(WEEK) * line, wide + 1, line), Qt.AlignmentFlag.AlignVCenter, text)

    def _line(self) -> float:
        return max(QFontMetricsF(role_font(TypeRole.SMALL)).height(), look().px(_BAR + 4))

    def _side(self) -> float:
        metrics = QFontMetricsF(role_font(TypeRole.SMALL))
        return max(metrics.horizontalAdvance(name) for name in short_weekdays()) + look().px(8)
