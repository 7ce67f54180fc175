"""A state as a chip: glyph and word in the colours of its tone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.paint import chip_font, chip_size, draw_chip
from agentview.ui.kit.text import set_tip
from agentview.ui.kit.type_scale import RESTYLED


class Chip(QWidget):
    """Shows one state; never elided."""

    def __init__(self, value: ChipValue, parent: QWidget | None = None) -> None:
        """Shows `value`; its sentence is the tooltip and what is read out."""
        super().__init__(parent)
        self._value = value
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    def set_value(self, value: ChipValue) -> None:
        """Shows another state."""
        self._value = value
        self.setAccessibleName(value.spoken)
        set_tip(self, value.sentence)
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED:
            self.updateGeometry()
        return super().event(event)

    def sizeHint(self) -> QSize:
        width, height = chip_size(self._value, chip_font(), look())
        return QSize(int(width), int(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        draw_chip(painter, QRectF(self.rect()), self._value, chip_font(), look(), mirrored=mirrored)
