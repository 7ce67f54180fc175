"""A column of parts that scrolls when they do not fit, so that nothing is ever clipped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look


class ScrollColumn(QScrollArea):
    """Add parts to `body`; they stand at the top and take the whole width."""

    # Qt filters events through this object before its constructor is done.
    _inner: QWidget | None = None

    def __init__(self, name: str, parent: QWidget | None = None, *, spacing: int = 12) -> None:
        """Makes an empty column; `name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("part", "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout()
        self.body.setSpacing(look().px(spacing))
        column.addLayout(self.body)
        column.addStretch(1)
        self.setWidget(inner)
        # The viewport would otherwise paint its own ground over a card.
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self._inner = inner

    def least_width(self) -> int:
        """How wide it is at least, so that nothing in it is cut off."""
        bar = self.verticalScrollBar().sizeHint().width()
        return bar if self._inner is None else self._inner.minimumSizeHint().width() + bar

    def wanted_height(self, width: int) -> int:
        """How high the parts are where the column is so wide, so that it need not scroll."""
        inner = None if self._inner is None else self._inner.layout()
        if inner is None:
            return 0
        inside = width - self.verticalScrollBar().sizeHint().width()
        if inner.hasHeightForWidth():
            return inner.totalHeightForWidth(inside)
        return inner.totalSizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never becomes narrower than what it holds."""
        if self._inner is not None and watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumWidth(self.least_width())
        return super().eventFilter(watched, event)
