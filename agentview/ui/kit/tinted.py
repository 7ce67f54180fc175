"""A box in the colours of a tone, whose labels and buttons follow it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.theme import Tone, ToneColours

RADIUS = 6


class TintedBox(QWidget):
    """Draws tint and border; text inside takes the tone's colour."""

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        """Starts in this tone."""
        super().__init__(parent)
        self._tone = tone
        self._is_colouring = False

    @property
    def tone(self) -> Tone:
        """The tone now."""
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Changes the tone."""
        self._tone = tone
        self.recolour()

    def recolour(self) -> None:
        """Gives every label inside the tone's colour."""
        self._is_colouring = True
        for label in self.findChildren(QLabel):
            palette = QPalette(label.palette())
            palette.setColor(QPalette.ColorRole.WindowText, QColor(self._colours().fg))
            label.setPalette(palette)
        self._is_colouring = False
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_is_colouring") and not self._is_colouring:
            self.recolour()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, colours = look().tokens, self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.fg), tokens.border))
        painter.setBrush(QColor(colours.bg))
        inset = tokens.border / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _colours(self) -> ToneColours:
        return look().tokens.tones[self._tone]
