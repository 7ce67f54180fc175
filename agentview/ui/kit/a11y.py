"""Walks what a screen reader sees and lists what has no name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

# Qt makes these inside its own widgets; they speak through the widget around them.
_INNER_NAMES = ("qt_spinbox_lineedit", "qt_scrollarea_viewport", "qt_calendar_")


def nameless(root: QWidget) -> list[str]:
    """Class and place of each widget below `root` that takes the focus and has no name."""
    return [_place(widget) for widget in _focusable(root) if not _name(widget)]


def names(root: QWidget) -> list[str]:
    """What a screen reader calls each widget below `root` that takes the focus, in order."""
    return [_name(widget) for widget in _focusable(root)]


def _focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in (root, *root.findChildren(QWidget)):
        is_inner = widget.objectName().startswith(_INNER_NAMES) or isinstance(
            widget.parentWidget(), QAbstractScrollArea
        )
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not is_inner and widget.isVisibleTo(root):
            yield widget


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def _place(widget: QWidget) -> str:
    parts = []
    at: QWidget | None = widget
    while at is not None:
        parts.append(type(at).__name__ + (f"#{at.objectName()}" if at.objectName() else ""))
        at = at.parentWidget()
    return " < ".join(parts)
