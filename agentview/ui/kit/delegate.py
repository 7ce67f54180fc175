"""Draws the cells of a list: text, id, chip, age, presence, number; no widget per cell."""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from agentview.ui.kit.appearance import Look, look
from agentview.ui.kit.column import NEVER_ELIDED, Column, Kind
from agentview.ui.kit.mark import Age, ChipValue, Presence
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.paint import (
    AGE_BAR,
    chip_font,
    chip_size,
    disc_font,
    draw_age_bar,
    draw_chip,
    draw_presence,
    draw_skeleton,
)
from agentview.ui.kit.text import plain_tip
from agentview.ui.kit.type_scale import sized_font

CELL_SIDE = 10
DISC = 22
BAR = 3
_MOST_KNOWN = 20_000
Index = QModelIndex | QPersistentModelIndex


class RowSurroundings(Protocol):
    """What a cell must know about the table it is drawn in."""

    def hovered_row(self) -> int:
        """The row under the mouse, or -1."""

    def ringed_row(self) -> int:
        """The row that shows the keyboard focus, or -1."""

    def edge_columns(self) -> tuple[int, int]:
        """The columns that stand first and last now."""

    def shows_skeletons(self) -> bool:
        """Whether rows that are still being read show bars yet."""


class _Pens:
    """Fonts, metrics and colours of one look, made once and not per cell."""

    def __init__(self, now: Look) -> None:
        self.look = now
        tokens = now.tokens
        self.body = sized_font(1.0)
        self.strong = sized_font(1.0, QFont.Weight.DemiBold)
        self.chip = chip_font()
        self.disc = disc_font()
        self.metrics = {id(font): QFontMetricsF(font) for font in (self.body, self.strong)}
        self.text, self.text2, self.text3 = (QColor(c) for c in (tokens.text, tokens.text2, tokens.text3))
        self.on_selection = QColor(tokens.selection_text)
        self.on_selection2 = QColor(tokens.selection_text2)
        self.selection, self.hover, self.line = (
            QColor(c) for c in (tokens.selection, tokens.hover, tokens.line)
        )
        self.accent, self.focus = QColor(tokens.focus), QPen(QColor(tokens.focus), 2)
        self.side = now.px(CELL_SIDE)
        self._known: dict[tuple[str, int, int], tuple[str, float]] = {}

    def elided(self, text: str, font: QFont, width: int) -> tuple[str, float]:
        """The text as it fits and how wide that is; remembered, as measuring costs more than drawing."""
        key = (text, id(font), width)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._measure(text, self.metrics[id(font)], width)
        return found

    @staticmethod
    def _measure(text: str, metrics: QFontMetricsF, width: int) -> tuple[str, float]:
        advance = metrics.horizontalAdvance(text)
        if advance <= width + 0.5:
            return text, advance
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return shown, metrics.horizontalAdvance(shown)


class CellDelegate(QStyledItemDelegate):
    """Draws every cell of a `TableView` over a `PagedTableModel`."""

    def __init__(self, surroundings: RowSurroundings, parent: QObject) -> None:
        """Draws for one table."""
        super().__init__(parent)
        self._around = surroundings
        self._pens = _Pens(look())
        self._is_mirrored = False

    def restyle(self) -> None:
        """Takes over the look of the application after it changed."""
        self._pens = _Pens(look())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        state = option.state
        row, column_at = index.row(), index.column()
        # Each text finds its own direction; the cells are mirrored by what the view says.
        self._is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        model = cast("PagedTableModel[Any]", index.model())
        self._draw_ground(painter, box, row, column_at, is_selected=is_selected)
        value = model.row(row)
        side = self._pens.side
        inner = QRectF(box).adjusted(side, 0, -side, -1)
        if value is None:
            if self._around.shows_skeletons():
                inner.setWidth(inner.width() * (0.9 - 0.1 * ((row + column_at) % 4)))
                draw_skeleton(painter, inner, self._pens.look)
            return
        column = model.columns[column_at]
        mark = column.mark(value) if column.mark is not None else None
        if isinstance(mark, ChipValue):
            self._draw_chip(painter, inner, mark)
        elif isinstance(mark, Age):
            self._draw_age(painter, inner, mark, is_selected=is_selected)
        else:
            if isinstance(mark, Presence):
                inner = self._draw_disc(painter, inner, mark)
            ink = self._ink(column, is_selected=is_selected, has_left=model.has_left(row))
            self._draw_text(painter, inner, column, column.text(value), ink)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._pens.look.row_height)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Shows the whole text of an elided cell; what the column itself explains comes first."""
        model = index.model()
        if isinstance(model, PagedTableModel) and index.data(Qt.ItemDataRole.ToolTipRole) is None:
            value = model.row(index.row())
            text = "" if value is None else model.columns[index.column()].text(value)
            width = view.visualRect(index).width() - 2 * self._pens.side
            if text and QFontMetrics(self._pens.body).horizontalAdvance(text) > width:
                QToolTip.showText(event.globalPos(), plain_tip(text), view)
                return True
        return super().helpEvent(event, view, option, index)

    def needed_width(self, column: Column[Any]) -> tuple[int, int]:
        """The least and the liked width of a column, from its title and sample."""
        title = QFontMetrics(self._pens.strong).horizontalAdvance(column.title()) + self._pens.look.px(16)
        sample = column.sample() if column.sample is not None else ""
        font = self._pens.strong if column.kind is Kind.ID else self._pens.body
        if column.kind is Kind.CHIP:
            width = int(chip_size(_longest_chip(sample), self._pens.chip, self._pens.look)[0])
        else:
            width = QFontMetrics(font).horizontalAdvance(sample or "n" * 12) + 2
        if column.kind is Kind.PRESENCE:
            width += self._pens.look.px(DISC + 6)
        width += 2 * self._pens.side
        title += 2 * self._pens.side
        least = max(title, width) if column.kind in NEVER_ELIDED else title
        return least, max(title, width)

    def _draw_ground(
        self, painter: QPainter, box: QRect, row: int, column: int, *, is_selected: bool
    ) -> None:
        pens = self._pens
        if is_selected:
            painter.fillRect(box, pens.selection)
        elif row == self._around.hovered_row():
            painter.fillRect(box, pens.hover)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, pens.line)
        first, last = self._around.edge_columns()
        if is_selected and column == first:
            left = box.right() - BAR + 1 if self._is_mirrored else box.left()
            painter.fillRect(left, box.top(), BAR, box.height(), pens.accent)
        if row == self._around.ringed_row():
            self._draw_ring(painter, box, is_first=column == first, is_last=column == last)

    def _draw_ring(self, painter: QPainter, box: QRect, *, is_first: bool, is_last: bool) -> None:
        colour = self._pens.accent
        painter.fillRect(box.left(), box.top(), box.width(), 2, colour)
        painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, colour)
        if is_last if self._is_mirrored else is_first:
            painter.fillRect(box.left(), box.top(), 2, box.height(), colour)
        if is_first if self._is_mirrored else is_last:
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
        metrics = self._pens.metrics[id(font)]
        painter.setFont(font)
        painter.setPen(ink)
        shown, advance = self._pens.elided(text, font, int(box.width()))
        at_right = column.is_right != self._is_mirrored
        left = box.right() - advance if at_right else box.left()
        painter.drawText(QPointF(left, _baseline(box, metrics)), shown)

    def _draw_chip(self, painter: QPainter, inner: QRectF, value: ChipValue) -> None:
        width, height = chip_size(value, self._pens.chip, self._pens.look)
        box = QRectF(
            inner.left(), inner.center().y() - height / 2 + 0.5, min(width, inner.width() + 4), height
        )
        if self._is_mirrored:
            box.moveRight(inner.right())
        draw_chip(painter, box, value, self._pens.chip, self._pens.look, mirrored=self._is_mirrored)

    def _draw_age(self, painter: QPainter, inner: QRectF, age: Age, *, is_selected: bool) -> None:
        pens = self._pens
        tokens = pens.look.tokens
        calm = pens.on_selection2 if is_selected else pens.text2
        is_tinted = age.share >= 0.75 and (tokens.has_tints or not is_selected)  # noqa: PLR2004 - amber band
        painter.setPen(QColor(tokens.tones[age.tone].fg) if is_tinted else calm)
        painter.setFont(pens.body)
        metrics = pens.metrics[id(pens.body)]
        bar = inner.adjusted(0, 0, 0, -3)
        text = inner.adjusted(0, 0, 0, -AGE_BAR - 2)
        left = text.left() if self._is_mirrored else text.right() - metrics.horizontalAdvance(age.text)
        painter.drawText(QPointF(left, _baseline(text, metrics)), age.text)
        track = tokens.line if tokens.has_tints else tokens.sunken
        colour = tokens.tones[age.tone].fg
        if is_selected and not tokens.has_tints:
            track, colour = tokens.selection, tokens.selection_text
        draw_age_bar(painter, bar, age, (track, colour), mirrored=self._is_mirrored)

    def _draw_disc(self, painter: QPainter, inner: QRectF, who: Presence) -> QRectF:
        size = float(self._pens.look.px(DISC))
        disc = QRectF(inner.left(), inner.center().y() - size / 2, size, size)
        rest = inner.adjusted(size + 6, 0, 0, 0)
        if self._is_mirrored:
            disc.moveRight(inner.right())
            rest = inner.adjusted(0, 0, -size - 6, 0)
        draw_presence(painter, disc, who, self._pens.disc, self._pens.look)
        return rest


def _baseline(box: QRectF, metrics: QFontMetricsF) -> float:
    return round(box.center().y() + (metrics.ascent() - metrics.descent()) / 2)


def _longest_chip(word: str) -> ChipValue:
    return ChipValue(next(iter(look().tokens.tones)), "\u25d0", word or "n" * 12)
