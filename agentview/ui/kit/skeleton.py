"""Grey bars in the place of text that is being read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.paint import draw_skeleton

_COLUMNS = ((0.02, 0.16), (0.22, 0.34), (0.60, 0.18), (0.84, 0.14))
_SHORTER = (1.0, 0.86, 0.72, 0.9, 0.8)


class Skeleton(QWidget):
    """Bars at row pitch over the whole widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says nothing to a screen reader; the text beside it does."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 5 * look().row_height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        for row in range(min(12, self.height() // now.row_height)):
            for left, width in _COLUMNS:
                share = width * _SHORTER[(row + int(left * 10)) % len(_SHORTER)]
                draw_skeleton(
                    painter,
                    QRectF(left * self.width(), row * now.row_height, share * self.width(), now.row_height),
                    now,
                )
