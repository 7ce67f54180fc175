"""A short list of lines to choose from: people to be, or what the search found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.icon import pixmap
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.paint import chip_font, chip_size, draw_chip
from agentview.ui.kit.text import plain_tip
from agentview.ui.kit.type_scale import TypeRole, role_font

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIDE = 12
_ICON = 16


@dataclass(frozen=True)
class Line:
    """A line: what it is called, more about it, and a word or key at its end.

    A line with `is_heading` only names the lines below it. `refusal` says why it cannot be chosen. A `chip`
    is drawn instead of the word at the end.
    """

    title: str
    detail: str = ""
    trailing: str = ""
    icon: str = ""
    is_heading: bool = False
    is_strong: bool = False
    refusal: str = ""
    chip: ChipValue | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.detail, self.trailing, self.refusal) if part)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole and line.refusal:
            return plain_tip(line.refusal)
        return None


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: LineList, *, is_tall: bool) -> None:
        super().__init__(view)
        self._view, self._is_tall = view, is_tall

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._view.line_at(index.row())
        text = QFontMetrics(role_font(TypeRole.BODY)).height()
        lines = 2 if self._is_tall and not line.is_heading else 1
        return QSize(0, lines * text + look().px(14 if lines == 1 else 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.line_at(index.row())
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_on = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if line.is_heading:
            self._write(painter, self._inner(box), line.title, role_font(TypeRole.SMALL), look().tokens.text2)
        else:
            self._draw_ground(
                painter, box, is_on=is_on, is_hot=bool(state & QStyle.StateFlag.State_MouseOver)
            )
            self._draw_line(painter, box, line, is_on=is_on)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRect, *, is_on: bool, is_hot: bool) -> None:
        tokens = look().tokens
        if is_on:
            painter.fillRect(box, QColor(tokens.selection))
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(self._mirrored(box, bar), QColor(tokens.focus))
        elif is_hot:
            painter.fillRect(box, QColor(tokens.hover))

    def _draw_line(self, painter: QPainter, box: QRect, line: Line, *, is_on: bool) -> None:
        now, tokens = look(), look().tokens
        ink = tokens.selection_text if is_on else tokens.text3 if line.refusal else tokens.text
        second = tokens.selection_text2 if is_on else tokens.text2
        inner = self._inner(box)
        if line.icon:
            size = now.px(_ICON)
            place = QRect(inner.left(), box.center().y() - size // 2, size, size)
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(self._mirrored(box, place), pixmap(line.icon, second, size, ratio))
            inner.setLeft(inner.left() + size + now.px(10))
        end = self._draw_end(painter, inner, line, second)
        inner.setRight(inner.right() - end - (now.px(12) if end else 0))
        strong, body = role_font(TypeRole.STRONG), role_font(TypeRole.BODY)
        if self._is_tall:
            inner.adjust(0, now.px(6), 0, -now.px(6))
            upper, lower = QRect(inner), QRect(inner)
            upper.setHeight(inner.height() // 2)
            lower.setTop(upper.bottom() + 1)
            self._write(painter, upper, line.title, strong, ink, of=box)
            self._write(painter, lower, line.detail, body, second, of=box)
            return
        title = self._write(painter, inner, line.title, strong if line.is_strong else body, ink, of=box)
        inner.setLeft(inner.left() + title + now.px(10))
        self._write(painter, inner, line.detail, body, second, of=box)

    def _draw_end(self, painter: QPainter, inner: QRect, line: Line, ink: str) -> int:
        """Draws the chip or the word at the end of a line and returns how wide it became."""
        if line.chip is None:
            return self._write(painter, inner, line.trailing, role_font(TypeRole.SMALL), ink, at_end=True)
        font = chip_font()
        width, height = chip_size(line.chip, font, look())
        place = QRect(
            inner.right() - int(width), inner.center().y() - int(height) // 2, int(width), int(height)
        )
        is_mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        whole = QRect(0, 0, self._view.viewport().width(), 0)
        box = QRectF(self._mirrored(whole, place))
        draw_chip(painter, box, line.chip, font, look(), mirrored=is_mirrored)
        return int(width)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        font: QFont,
        ink: str,
        *,
        at_end: bool = False,
        of: QRect | None = None,
    ) -> int:
        """Writes a text at the start or end of `box` and returns how wide it became."""
        if not text or box.width() <= 0:
            return 0
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading
        direction = self._view.layoutDirection()
        align = QStyle.visualAlignment(direction, side | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        whole = of or QRect(0, 0, self._view.viewport().width(), 0)
        painter.drawText(self._mirrored(whole, box), int(align), shown)
        return metrics.horizontalAdvance(shown)

    def _mirrored(self, whole: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), whole, box)

    @staticmethod
    def _inner(box: QRect) -> QRect:
        side = look().px(_SIDE)
        return box.adjusted(side, 0, -side, 0)


class LineList(QListView):
    """Enter or a click chooses the current line; a field above may move through it with `step`."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_tall: bool = False) -> None:
        """Makes an empty list; `is_tall` writes the detail below the title."""
        super().__init__(parent)
        self._lines = _Lines(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self, is_tall=is_tall))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    def line_at(self, position: int) -> Line:
        """The line at this position."""
        return self._lines.lines[position]

    def lines(self) -> tuple[Line, ...]:
        """All lines, headings too."""
        return self._lines.lines

    def show_lines(self, lines: Sequence[Line], current: int = 0) -> None:
        """Shows these lines; the first one at or after `current` that can be chosen becomes current."""
        self._lines.show(lines)
        free = [at for at in self._free() if at >= current] or self._free()[:1]
        if free:
            self.setCurrentIndex(self._lines.index(free[0]))
        if free[:1] == self._free()[:1]:
            # A heading above the first line is shown too.
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Moves the current line up or down, round the ends, and reads it out as "3 of 8"."""
        free = self._free()
        if not free:
            return
        now = self.currentIndex().row()
        at = free.index(now) if now in free else -1
        self.setCurrentIndex(self._lines.index(free[(at + by) % len(free)]))
        self.announce_current()

    def announce_current(self) -> None:
        """Has a screen reader say the current line and its place."""
        text = self.spoken_current()
        if text:
            announce(self, text)

    def spoken_current(self) -> str:
        """The current line with its place, such as "Claim, C, 3 of 8"."""
        free, now = self._free(), self.currentIndex().row()
        if now not in free:
            return ""
        place = QCoreApplication.translate("LineList", "{at} of {count}")
        place = place.replace("{at}", str(free.index(now) + 1)).replace("{count}", str(len(free)))
        return f"{self.line_at(now).spoken}, {place}"

    def choose_current(self) -> None:
        """Chooses the current line, unless it is closed."""
        at = self.currentIndex().row()
        if at in self._free() and not self.line_at(at).refusal:
            self.chosen.emit(at)

    def content_height(self) -> int:
        """How tall all lines are together."""
        return sum(self.sizeHintForRow(at) for at in range(len(self._lines.lines)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _free(self) -> list[int]:
        return [at for at, line in enumerate(self._lines.lines) if not line.is_heading]

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self.choose_current()
