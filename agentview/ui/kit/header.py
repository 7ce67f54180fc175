"""The header of a list: words in the second text colour, an arrow on the column that sorts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.cell_pens import ARROW, CELL_SIDE
from agentview.ui.kit.type_scale import RESTYLED, TypeRole, role_font


class ListHeader(QHeaderView):
    """Columns can be moved, resized and clicked; the owner decides what a click sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stands above a table."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the look of the application after it changed."""
        self.setFont(role_font(TypeRole.STRONG))
        self.setFixedHeight(look().row_height + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED:
            self.restyle()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        now = look()
        painter.save()
        painter.fillRect(rect, QColor(now.tokens.base))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(now.tokens.control_border))
        side = now.px(CELL_SIDE)
        inner = QRectF(rect).adjusted(side, 0, -side, -1)
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        align = Qt.AlignmentFlag(
            int(
                self.model().headerData(
                    logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
                )
            )
        )
        painter.setFont(self.font())
        painter.setPen(QColor(now.tokens.text2))
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if is_sorted:
            painter.setPen(QColor(now.tokens.text))
            inner = self._draw_arrow(painter, inner, align, str(text))
        painter.drawText(inner, int(align), str(text))
        painter.restore()

    def _draw_arrow(self, painter: QPainter, inner: QRectF, align: Qt.AlignmentFlag, text: str) -> QRectF:
        """Draws the arrow beside the word and returns where the word may stand."""
        size = look().px(ARROW)
        width = QFontMetricsF(self.font()).horizontalAdvance(text)
        at_right = bool(align & Qt.AlignmentFlag.AlignRight)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if at_right != is_mirrored:
            centre = QPointF(inner.right() - size, inner.center().y())
            rest = inner.adjusted(0, 0, -3 * size, 0) if not is_mirrored else inner
            centre = centre if not is_mirrored else QPointF(inner.right() - width - 2 * size, centre.y())
        else:
            centre = QPointF(inner.left() + width + 2 * size, inner.center().y())
            rest = inner
        if at_right and is_mirrored:
            centre, rest = QPointF(inner.left() + width + 2 * size, inner.center().y()), inner
        is_down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        tip = size * 0.6 if is_down else -size * 0.6
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(painter.pen().color())
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(centre.x() - size, centre.y() - tip),
                    QPointF(centre.x() + size, centre.y() - tip),
                    QPointF(centre.x(), centre.y() + tip),
                ]
            )
        )
        return rest
