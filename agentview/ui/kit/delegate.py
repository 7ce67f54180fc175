"""Draws the cells of a list: text, id, chip, age, presence, number; no widget per cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from agentview.ui.kit.appearance import look
from agentview.ui.kit.cell_pens import ARROW, DISC, CellPens
from agentview.ui.kit.column import NEVER_ELIDED, Column, Kind
from agentview.ui.kit.mark import Age, ChipValue, Presence
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.paint import AGE_BAR, chip_size, draw_age_bar, draw_skeleton
from agentview.ui.kit.text import plain_tip
from agentview.ui.kit.theme import Tone

BAR = 3
_DISC_GAP = 6
_TOLD = (Tone.WARNING, Tone.BAD)
"""The tones of an age in which its text stands too."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Frame:
    """What is the same for all cells of one painting: asked once, because a cell has 20 microseconds.

    `hovered` and `ringed` are rows or -1; `first` and `last` the columns that stand at the edges.
    """

    first: int = -1
    last: int = -1
    hovered: int = -1
    ringed: int = -1
    selected: frozenset[int] = field(default_factory=frozenset)
    mirrored: bool = False
    shows_skeletons: bool = False
    ratio: float = 1.0


class CellDelegate(QStyledItemDelegate):
    """Draws every cell of a `TableView` over its model; the table sets `frame` before each painting."""

    def __init__(self, model: PagedTableModel[Any], parent: QObject) -> None:
        """Draws for one table."""
        super().__init__(parent)
        self.frame = Frame()
        self._model = model
        self._pens = CellPens(look())

    def restyle(self) -> None:
        """Takes over the look of the application after it changed."""
        self._pens = CellPens(look())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        row, at = index.row(), index.column()
        # Each text finds its own direction; the cells are mirrored by what the view says.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        is_selected = row in self.frame.selected
        self._draw_ground(painter, box, row, at, is_selected=is_selected)
        side = self._pens.side
        inner = QRectF(box.left() + side, box.top(), box.width() - 2 * side, box.height() - 1)
        value = self._model.row(row)
        if value is None:
            if self.frame.shows_skeletons:
                inner.setWidth(inner.width() * (0.9 - 0.1 * ((row + at) % 4)))
                draw_skeleton(painter, inner, self._pens.look)
            return
        column = self._model.columns[at]
        mark = column.mark(value) if column.mark is not None else None
        if isinstance(mark, ChipValue):
            self._draw_picture(painter, inner, mark)
        elif isinstance(mark, Age):
            self._draw_age(painter, inner, mark, is_selected=is_selected)
        else:
            if isinstance(mark, Presence):
                inner = self._draw_disc(painter, inner, mark)
            ink = self._ink(column, is_selected=is_selected, has_left=self._model.has_left(row))
            self._draw_text(painter, inner, column, column.text(value), ink)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._pens.look.row_height)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Shows the whole text of an elided cell; what the column itself explains comes first."""
        value = self._model.row(index.row()) if index.isValid() else None
        if value is not None and index.data(Qt.ItemDataRole.ToolTipRole) is None:
            text = self._model.columns[index.column()].text(value)
            width = view.visualRect(index).width() - 2 * self._pens.side
            if text and QFontMetrics(self._pens.body).horizontalAdvance(text) > width:
                QToolTip.showText(event.globalPos(), plain_tip(text), view)
                return True
        return super().helpEvent(event, view, option, index)

    def needed_width(self, column: Column[Any]) -> tuple[int, int]:
        """The least and the liked width of a column, from its title and sample."""
        pens = self._pens
        # A sorted column has an arrow beside its word.
        arrow = 3 * pens.look.px(ARROW) if column.sort_key is not None else 0
        title = QFontMetrics(pens.strong).horizontalAdvance(column.title()) + arrow
        sample = (column.sample() if column.sample is not None else "") or "n" * 12
        if column.kind is Kind.CHIP:
            width = int(chip_size(ChipValue(Tone.NEUTRAL, "\u25d0", sample), pens.chip, pens.look)[0])
        else:
            font = pens.strong if column.kind is Kind.ID else pens.body
            width = QFontMetrics(font).horizontalAdvance(sample) + 2
        if column.kind is Kind.PRESENCE:
            width += pens.look.px(DISC) + _DISC_GAP
        width += 2 * pens.side
        title += 2 * pens.side
        least = max(title, width) if column.kind in NEVER_ELIDED else title
        return least, max(title, width, self.decent_width(column))

    def decent_width(self, column: Column[Any]) -> int:
        """The width at which a column shows what it is to show at least."""
        if column.least is None:
            return 0
        pens = self._pens
        return QFontMetrics(pens.body).horizontalAdvance(column.least()) + 2 + 2 * pens.side

    def _draw_ground(
        self, painter: QPainter, box: QRect, row: int, column: int, *, is_selected: bool
    ) -> None:
        pens, frame = self._pens, self.frame
        if is_selected:
            painter.fillRect(box, pens.selection)
        elif row == frame.hovered:
            painter.fillRect(box, pens.hover)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, pens.line)
        if is_selected and column == frame.first:
            left = box.right() - BAR + 1 if frame.mirrored else box.left()
            painter.fillRect(left, box.top(), BAR, box.height(), pens.focus)
        if row == frame.ringed:
            self._draw_ring(painter, box, column)

    def _draw_ring(self, painter: QPainter, box: QRect, column: int) -> None:
        colour, frame = self._pens.focus, self.frame
        painter.fillRect(box.left(), box.top(), box.width(), 2, colour)
        painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, colour)
        left, right = (frame.last, frame.first) if frame.mirrored else (frame.first, frame.last)
        if column == left:
            painter.fillRect(box.left(), box.top(), 2, box.height(), colour)
        if column == right:
            painter.fillRect(box.right() - 1, box.top(), 2, box.height(), colour)

    def _ink(self, column: Column[Any], *, is_selected: bool, has_left: bool) -> QColor:
        pens = self._pens
        if has_left and not is_selected:
            return pens.text3
        if is_selected:
            return pens.on_selection if column.strong else pens.on_selection2
        return pens.text if column.strong else pens.text2

    def _draw_text(self, painter: QPainter, box: QRectF, column: Column[Any], text: str, ink: QColor) -> None:
        font = self._pens.strong if column.kind is Kind.ID else self._pens.body
        painter.setFont(font)
        painter.setPen(ink)
        shown, advance = self._pens.elided(text, font, int(box.width()))
        at_right = column.is_right != self.frame.mirrored
        left = box.right() - advance if at_right else box.left()
        painter.drawText(QPointF(left, _baseline(box, self._pens.metrics[id(font)])), shown)

    def _draw_picture(self, painter: QPainter, box: QRectF, mark: ChipValue | Presence) -> float:
        """Draws a chip or disc where reading starts; returns its width."""
        picture = self._pens.picture(mark, self.frame.ratio, mirrored=self.frame.mirrored)
        size = picture.deviceIndependentSize()
        left = box.right() - size.width() if self.frame.mirrored else box.left()
        painter.drawPixmap(QPointF(left, round(box.center().y() - size.height() / 2)), picture)
        return size.width()

    def _draw_disc(self, painter: QPainter, inner: QRectF, who: Presence) -> QRectF:
        taken = self._draw_picture(painter, inner, who) + _DISC_GAP
        return inner.adjusted(0, 0, -taken, 0) if self.frame.mirrored else inner.adjusted(taken, 0, 0, 0)

    def _draw_age(self, painter: QPainter, inner: QRectF, age: Age, *, is_selected: bool) -> None:
        pens, tokens = self._pens, self._pens.look.tokens
        track, colour, ink = tokens.line, tokens.tones[age.tone].fg, pens.text2
        if is_selected:
            ink = pens.on_selection2
        if not tokens.has_tints:
            track = tokens.selection if is_selected else tokens.sunken
            colour = tokens.selection_text if is_selected else colour
        if age.tone in _TOLD:
            ink = QColor(colour)
        _, advance = pens.elided(age.text, pens.body, int(inner.width()))
        text = inner.adjusted(0, 0, 0, -AGE_BAR - 2)
        left = text.left() if self.frame.mirrored else text.right() - advance
        painter.setPen(ink)
        painter.setFont(pens.body)
        painter.drawText(QPointF(left, _baseline(text, pens.metrics[id(pens.body)])), age.text)
        bar = inner.adjusted(0, 0, 0, -3)
        draw_age_bar(painter, bar, age, (track, colour), mirrored=self.frame.mirrored)


def _baseline(box: QRectF, metrics: QFontMetricsF) -> float:
    return round(box.center().y() + (metrics.ascent() - metrics.descent()) / 2)
