"""Fonts, colours and small pictures of list cells, made once for a look and not per cell."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from agentview.ui.kit.appearance import Look
from agentview.ui.kit.mark import ChipValue, Presence
from agentview.ui.kit.paint import chip_font, chip_size, disc_font, draw_chip, draw_presence
from agentview.ui.kit.type_scale import sized_font

CELL_SIDE = 10
DISC = 22
ARROW = 4
"""Half the width of the arrow of a sorted column, which takes three of them: one of air, two of arrow."""
_MOST_TEXTS = 20_000
_MOST_PICTURES = 500


class CellPens:
    """What the delegate draws with in one look."""

    def __init__(self, now: Look) -> None:
        """Makes fonts and colours."""
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
        self.selection, self.hover = QColor(tokens.selection), QColor(tokens.hover)
        self.line, self.focus = QColor(tokens.line), QColor(tokens.focus)
        self.side = now.px(CELL_SIDE)
        self.disc_size = now.px(DISC)
        self._texts: dict[tuple[str, int, int], tuple[str, float]] = {}
        self._pictures: dict[tuple[ChipValue | Presence, bool, float], QPixmap] = {}

    def elided(self, text: str, font: QFont, width: int) -> tuple[str, float]:
        """The text as it fits and how wide that is; remembered, as measuring costs more than drawing."""
        key = (text, id(font), width)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _MOST_TEXTS:
                self._texts.clear()
            found = self._texts[key] = self._measure(text, self.metrics[id(font)], width)
        return found

    def picture(self, mark: ChipValue | Presence, ratio: float, *, mirrored: bool) -> QPixmap:
        """A chip or disc as a picture for a screen of this pixel ratio; remembered."""
        key = (mark, mirrored, ratio)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = self._draw(mark, ratio, mirrored=mirrored)
        return found

    def _draw(self, mark: ChipValue | Presence, ratio: float, *, mirrored: bool) -> QPixmap:
        size: tuple[float, float] = (self.disc_size, self.disc_size)
        if isinstance(mark, ChipValue):
            size = chip_size(mark, self.chip, self.look)
        made = QPixmap(round(size[0] * ratio), round(size[1] * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        box = QRectF(0, 0, *size)
        if isinstance(mark, ChipValue):
            draw_chip(painter, box, mark, self.chip, self.look, mirrored=mirrored)
        else:
            draw_presence(painter, box, mark, self.disc, self.look)
        painter.end()
        return made

    @staticmethod
    def _measure(text: str, metrics: QFontMetricsF, width: int) -> tuple[str, float]:
        advance = metrics.horizontalAdvance(text)
        if advance <= width + 0.5:
            return text, advance
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return shown, metrics.horizontalAdvance(shown)
