"""A box that is always as tall as its wrapped texts need at its width."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

_MOVES = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class ColumnBox(QWidget):
    """Widgets below each other; add to `body`.

    A layout asks for the least height without a width, which is too little once a text wraps.
    """

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        """Starts empty; `spacing` in pixels."""
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(spacing)

    def event(self, event: QEvent) -> bool:
        """Claims the height after each change of width or content."""
        is_done = super().event(event)
        if event.type() in _MOVES:
            # Where no shown text wraps any more, the height that was claimed for it is given back.
            wraps = self.body.hasHeightForWidth()
            self.setMinimumHeight(self.body.totalHeightForWidth(self.width()) if wraps else 0)
        return is_done
