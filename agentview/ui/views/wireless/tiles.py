"""A row of tiles to choose from: an icon, a word, what it is for, and how much of it is possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.icon import pixmap
from agentview.ui.kit.paint import leading
from agentview.ui.kit.type_scale import TypeRole, role_font

_ICON, _SIDE, _GAP, _LEAST = 20, 14, 10, 150


@dataclass(frozen=True)
class Tile:
    """A tile: its key, icon, word, a short sentence, and what is told of it at the end ("6 possible")."""

    key: str
    icon_name: str
    word: str
    sentence: str
    told: str = ""


class _TileButton(QAbstractButton):
    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_tile(tile)

    def show_tile(self, tile: Tile) -> None:
        self.tile = tile
        self.setText(tile.word)
        self.setAccessibleName(tile.word)
        self.setAccessibleDescription(f"{tile.sentence} {tile.told}".strip())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus alone; the row moves the choice with it.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        now = look()
        strong, small = (QFontMetricsF(role_font(role)) for role in (TypeRole.H2, TypeRole.SMALL))
        return QSize(now.px(_LEAST), round(strong.height() + small.height() + 2 * now.px(12) + now.px(4)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, tokens = look(), look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on, is_focused = self.isChecked(), self.hasFocus()
        fill = tokens.selection if is_on else tokens.hover if self.underMouse() else tokens.base
        width = 2.0 if is_on or is_focused or not tokens.has_tints else 1.0
        painter.setPen(QPen(QColor(tokens.focus if is_on or is_focused else tokens.line), width))
        painter.setBrush(QColor(fill))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), now.px(8), now.px(8))
        if is_on and is_focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), now.px(6), now.px(6))
        self._write(painter, tokens.selection_text if is_on else "")

    def _write(self, painter: QPainter, on_ink: str) -> None:
        now, tokens = look(), look().tokens
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, icon_side = now.px(_SIDE), now.px(_ICON)
        at = self.width() - side - icon_side if is_mirrored else side
        ink = on_ink or tokens.text
        ratio = self.devicePixelRatioF()
        picture = pixmap(self.tile.icon_name, ink, icon_side, ratio)
        painter.drawPixmap(QPointF(at, (self.height() - icon_side) / 2), picture)
        inset = side + icon_side + now.px(_GAP)
        box = QRectF(self.rect()).adjusted(
            side if is_mirrored else inset, now.px(12), -(inset if is_mirrored else side), -now.px(12)
        )
        strong, small = role_font(TypeRole.H2), role_font(TypeRole.SMALL)
        top, bottom = QRectF(box), QRectF(box)
        top.setHeight(QFontMetricsF(strong).height())
        bottom.setTop(box.bottom() - QFontMetricsF(small).height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(strong)
        painter.setPen(QColor(ink))
        painter.drawText(top, middle | leading(mirrored=is_mirrored), self.tile.word)
        painter.setFont(small)
        painter.setPen(QColor(on_ink or tokens.text2))
        painter.drawText(top, middle | leading(mirrored=not is_mirrored), self.tile.told)
        sentence = QFontMetricsF(small).elidedText(
            self.tile.sentence, Qt.TextElideMode.ElideRight, bottom.width()
        )
        painter.drawText(bottom, middle | leading(mirrored=is_mirrored), sentence)


class TileRow(QWidget):
    """One of the tiles is always chosen; Left and Right move between them. `chosen(key)`: a person did."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        """Makes an empty row; `name` is what a screen reader calls it."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: list[_TileButton] = []
        self.current = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(12))

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows these tiles; known ones keep their focus, so that what is told changes quietly."""
        if [one.key for one in tiles] != [button.tile.key for button in self._buttons]:
            for button in self._buttons:
                button.hide()
                button.deleteLater()
            self._buttons = [_TileButton(tile) for tile in tiles]
            for button in self._buttons:
                self._row.addWidget(button, 1)
                button.clicked.connect(self._on_clicked)
        for button, tile in zip(self._buttons, tiles, strict=True):
            button.show_tile(tile)
        keys = [one.key for one in tiles]
        self.choose(self.current if self.current in keys else next(iter(keys), ""))

    def choose(self, key: str) -> None:
        """Chooses a tile without telling `chosen`."""
        self.current = key
        for button in self._buttons:
            button.setChecked(button.tile.key == key)
            is_on = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = [button.tile.key for button in self._buttons]
        if step and self.current in keys:
            self._press((keys.index(self.current) + step) % len(keys))
            return
        super().keyPressEvent(event)

    def _press(self, at: int) -> None:
        button = self._buttons[at]
        self.choose(button.tile.key)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(button.tile.key)

    @Slot()
    def _on_clicked(self) -> None:
        for at, button in enumerate(self._buttons):
            if button is self.sender():
                self._press(at)
                return
