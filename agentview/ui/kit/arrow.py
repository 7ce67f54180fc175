"""The arrow of a field that opens something."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.appearance import look


def draw_arrow(widget: QWidget) -> None:
    """Draws the arrow of a field that opens something."""
    size = look().px(4)
    is_mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = look().px(13) if is_mirrored else widget.width() - look().px(13)
    y = widget.height() / 2
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tokens = look().tokens
    painter.setPen(QPen(QColor(tokens.text2 if widget.isEnabled() else tokens.text3), 1.6))
    points = [QPointF(x - size, y - size / 2), QPointF(x, y + size / 2), QPointF(x + size, y - size / 2)]
    painter.drawPolyline(points)
