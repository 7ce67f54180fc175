"""A raised part of a screen: base colour, one line around it, no shadow."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.text import heading


class Card(QFrame):
    """A frame with a column of widgets; add to `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, padding: int = 16) -> None:
        """Makes the card, with a heading where a title is given; `padding` 0 lets a list fill it."""
        super().__init__(parent)
        self.setProperty("part", "card")
        edge = max(1, look().px(padding)) if padding else look().tokens.border
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(look().px(8))
        if title:
            self.body.addWidget(heading(title))


def line(parent: QWidget | None = None) -> QFrame:
    """A thin horizontal line between two parts."""
    made = QFrame(parent)
    made.setProperty("part", "line")
    made.setFixedHeight(1)
    return made


def row(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(look().px(spacing))
    for widget in widgets:
        made.addWidget(widget)
    return made
