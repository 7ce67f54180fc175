"""Draws the small shapes that widgets and table cells share: chip, dot, disc, bar, skeleton."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from agentview.ui.kit.appearance import Look
from agentview.ui.kit.mark import Age, ChipValue, Presence, PresenceState
from agentview.ui.kit.theme import CHIP_EXTRA, Tone
from agentview.ui.kit.type_scale import sized_font

CHIP_SCALE = 0.92
DISC_SCALE = 0.68
CHIP_SIDE = 8.0
GLYPH_GAP = 6.0
AGE_BAR = 3.0


def chip_font() -> QFont:
    """The type of chips: slightly smaller and medium weight."""
    return sized_font(CHIP_SCALE, QFont.Weight.Medium)


def disc_font() -> QFont:
    """The type of initials; may be below the floor, because the name stands beside them."""
    font = sized_font(1.0, QFont.Weight.DemiBold)
    font.setPointSizeF(font.pointSizeF() * DISC_SCALE)
    return font


def chip_size(value: ChipValue, font: QFont, look: Look) -> tuple[float, float]:
    """Width and height of a chip."""
    metrics = QFontMetricsF(font)
    glyph = max(metrics.horizontalAdvance(value.glyph), metrics.height() * 0.6) if value.glyph else 0.0
    gap = GLYPH_GAP * look.scale if value.glyph else 0.0
    width = 2 * CHIP_SIDE * look.scale + glyph + gap + metrics.horizontalAdvance(value.word)
    return float(round(width + 1)), float(round(metrics.height() + CHIP_EXTRA[look.density]))


def draw_chip(
    painter: QPainter, box: QRectF, value: ChipValue, font: QFont, look: Look, *, mirrored: bool
) -> None:
    """Draws a chip that fills `box`: glyph and word in the colours of the tone."""
    colours = look.tokens.tones[value.tone]
    draw_round(painter, box, box.height() / 2, colours.bg, "" if look.tokens.has_tints else colours.fg)
    painter.setFont(font)
    painter.setPen(QColor(colours.fg))
    metrics = QFontMetricsF(font)
    inner = box.adjusted(CHIP_SIDE * look.scale, 0, -CHIP_SIDE * look.scale, 0)
    align = Qt.AlignmentFlag.AlignVCenter
    if value.glyph:
        glyph = max(metrics.horizontalAdvance(value.glyph), metrics.height() * 0.6)
        cell = QRectF(inner)
        cell.setWidth(glyph)
        if mirrored:
            cell.moveRight(inner.right())
            inner.setRight(cell.left() - GLYPH_GAP * look.scale)
        else:
            inner.setLeft(cell.right() + GLYPH_GAP * look.scale)
        painter.drawText(cell, align | Qt.AlignmentFlag.AlignHCenter, value.glyph)
    painter.drawText(inner, align | leading(mirrored=mirrored) | Qt.TextFlag.TextDontClip, value.word)


def draw_round(painter: QPainter, box: QRectF, radius: float, fill: str, border: str = "") -> None:
    """Draws a filled rounded box, with a border where a colour for it is given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(border), 1.5) if border else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = 0.75 if border else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_dot(painter: QPainter, centre: QPointF, size: float, colour: str) -> None:
    """Draws a filled dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, size / 2, size / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_age_bar(
    painter: QPainter, box: QRectF, age: Age, colours: tuple[str, str], *, mirrored: bool
) -> None:
    """Draws how much of the time is used, as a bar at the bottom of `box`; colours are track and bar."""
    track = QRectF(box.left(), box.bottom() - AGE_BAR, box.width(), AGE_BAR)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(track, QColor(colours[0]))
    used = QRectF(track)
    used.setWidth(track.width() * min(1.0, max(0.02, age.share)))
    if mirrored:
        used.moveRight(track.right())
    painter.fillRect(used, QColor(colours[1]))


def draw_presence(painter: QPainter, box: QRectF, who: Presence, font: QFont, look: Look) -> None:
    """Draws the disc with initials: ring solid when editing, thin when viewing, faded when away."""
    tokens = look.tokens
    colours = tokens.tones[Tone.PROGRESS]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_editing, is_away = who.state is PresenceState.EDITING, who.state is PresenceState.AWAY
    ring = tokens.line if is_away else colours.fg
    pen = QPen(QColor(ring), 2.0 if is_editing else 1.25)
    if who.state is PresenceState.VIEWING:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.bg if is_editing else tokens.base))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text3 if is_away else colours.fg))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, who.initials)


def draw_skeleton(painter: QPainter, box: QRectF, look: Look) -> None:
    """Draws the bar that stands where a text will be."""
    height = min(box.height(), 12.0 * look.scale)
    bar = QRectF(box.left(), box.center().y() - height / 2, box.width(), height)
    tokens = look.tokens
    draw_round(
        painter, bar, 4, tokens.line if tokens.has_tints else "", "" if tokens.has_tints else tokens.text3
    )


def leading(*, mirrored: bool) -> Qt.AlignmentFlag:
    """The side where reading starts, whatever script the text itself has."""
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
