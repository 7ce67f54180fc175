"""Widgets in a row that goes on in a new line where the row is too narrow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from agentview.ui.kit.appearance import look


class FlowLayout(QLayout):
    """Lays its widgets out as words in a text; mirrored in right-to-left."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        """Starts empty."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(look().px(spacing))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, is_real=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, is_real: bool) -> int:
        """Places the widgets and returns the height they take."""
        y = 0
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if is_real:
                self._place(line, QRect(rect.left(), rect.top() + y, rect.width(), height))
            y += height + self.spacing()
        return max(0, y - self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Breaks the widgets into lines that are no wider than this."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._shown():
            if not lines or (x and x + item.sizeHint().width() > width):
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += item.sizeHint().width() + self.spacing()
        return lines

    def _place(self, line: list[QLayoutItem], box: QRect) -> None:
        """Sets the widgets of a line side by side; a low one, such as a chip, stands at half height."""
        owner = self.parentWidget()
        is_mirrored = owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0
        for item in line:
            size = item.sizeHint()
            left = box.right() + 1 - x - size.width() if is_mirrored else box.left() + x
            top = box.top() + (box.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top), size))
            x += size.width() + self.spacing()


class FlowRow(QWidget):
    """Buttons or chips that wrap into a new line instead of being clipped."""

    def __init__(self, widgets: Iterable[QWidget] = (), parent: QWidget | None = None) -> None:
        """Holds these widgets in their order."""
        super().__init__(parent)
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Puts another widget at the end."""
        self._flow.addWidget(widget)
        # A layout shows what is added late only in the next turn of the event loop.
        if self.isVisible():
            widget.show()
