"""Type sizes and weights as multiples of the application's font, so that they grow with it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from agentview.ui.kit.theme import SMALLEST_POINT_SIZE

# What a widget hears when the appearance changes. Qt sends ApplicationFontChange only while its event
# loop runs; StyleChange always follows, because the style sheet is set after the font.
RESTYLED = frozenset({QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange})


class TypeRole(Enum):
    """What a text is: multiple of the base size and weight (visual language 4 and 5)."""

    SMALL = (0.9, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    H2 = (1.15, QFont.Weight.DemiBold)
    H1 = (1.5, QFont.Weight.DemiBold)


def role_font(role: TypeRole) -> QFont:
    """The application's font in the size and weight of this role."""
    multiple, weight = role.value
    return sized_font(multiple, weight)


def sized_font(multiple: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font times `multiple`, never below the floor at a scale of 1 or more."""
    font = QFont(QApplication.font())
    base = font.pointSizeF()
    font.setPointSizeF(max(base * multiple, min(base, SMALLEST_POINT_SIZE)))
    font.setWeight(weight)
    return font
