"""A lifecycle or wizard as a row of at most seven steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.type_scale import RESTYLED, sized_font

MOST_STEPS = 7
DOT = 18
_TEXT = 0.88


class StepState(Enum):
    """Where a step stands."""

    DONE = auto()
    CURRENT = auto()
    FAILED = auto()
    FUTURE = auto()


@dataclass(frozen=True)
class Step:
    """One step: its word and where it stands."""

    word: str
    state: StepState


class LifecycleStrip(QWidget):
    """Shows the steps; a screen reader hears them as one sentence."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        """Shows these steps."""
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Shows other steps; raises ValueError for more than seven."""
        if len(steps) > MOST_STEPS:
            raise ValueError(len(steps))
        self._steps = tuple(steps)
        self.setAccessibleName(self.sentence())
        self.updateGeometry()
        self.update()

    def sentence(self) -> str:
        """The whole strip in one sentence."""
        words = {
            StepState.DONE: QCoreApplication.translate("LifecycleStrip", "{step} done"),
            StepState.CURRENT: QCoreApplication.translate("LifecycleStrip", "now at {step}"),
            StepState.FAILED: QCoreApplication.translate("LifecycleStrip", "{step} failed"),
            StepState.FUTURE: QCoreApplication.translate("LifecycleStrip", "{step} to come"),
        }
        return ", ".join(words[step.state].replace("{step}", step.word) for step in self._steps)

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED:
            self.updateGeometry()
        return super().event(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(sized_font(_TEXT, QFont.Weight.DemiBold))
        widest = max((metrics.horizontalAdvance(step.word) for step in self._steps), default=0.0)
        now = look()
        width = len(self._steps) * (widest + now.px(12))
        return QSize(round(width), round(now.px(DOT) + now.px(8) + metrics.height() + now.px(4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self.sizeHint().width() * 0.75), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self.width() / len(self._steps)
        middle = look().px(DOT) / 2 + 2
        centres = [QPointF(pitch * (at + 0.5), middle) for at in range(len(self._steps))]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            centres.reverse()
        for at in range(1, len(centres)):
            self._draw_line(painter, centres[at - 1], centres[at], self._steps[at - 1], self._steps[at])
        for at, (step, centre) in enumerate(zip(self._steps, centres, strict=True)):
            self._draw_dot(painter, centre, step, at + 1)
            self._draw_word(painter, centre, step, pitch)

    def _draw_line(self, painter: QPainter, start: QPointF, end: QPointF, before: Step, after: Step) -> None:
        tokens = look().tokens
        is_passed = before.state is StepState.DONE and after.state is not StepState.FUTURE
        painter.setPen(QPen(QColor(tokens.accent if is_passed else tokens.line), 2))
        gap = look().px(DOT) / 2 + 2
        sign = 1 if end.x() > start.x() else -1
        painter.drawLine(QPointF(start.x() + sign * gap, start.y()), QPointF(end.x() - sign * gap, end.y()))

    def _draw_dot(self, painter: QPainter, centre: QPointF, step: Step, number: int) -> None:
        tokens = look().tokens
        fill, ring, ink, glyph = {
            StepState.DONE: (tokens.accent, tokens.accent, tokens.on_accent, "\u2713"),
            StepState.CURRENT: (tokens.base, tokens.focus, tokens.focus, str(number)),
            StepState.FAILED: (tokens.danger, tokens.danger, tokens.on_danger, "!"),
            StepState.FUTURE: (tokens.base, tokens.control_border, tokens.text3, str(number)),
        }[step.state]
        radius = look().px(DOT) / 2
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(ring), 2))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(0.82, QFont.Weight.DemiBold))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, glyph)

    def _draw_word(self, painter: QPainter, centre: QPointF, step: Step, pitch: float) -> None:
        tokens = look().tokens
        is_now = step.state in (StepState.CURRENT, StepState.FAILED)
        font = sized_font(_TEXT, QFont.Weight.DemiBold if is_now else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if is_now else tokens.text2))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(step.word, Qt.TextElideMode.ElideRight, pitch - 4)
        top = look().px(DOT) + look().px(8)
        box = QRectF(centre.x() - pitch / 2, top, pitch, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
