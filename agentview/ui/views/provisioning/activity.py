"""Notices that somebody is at work in a window, so that claims go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

_ACTIVITY = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class ActivityWatch(QObject):
    """Listens to the input of the window itself: a filter on the application would slow every event."""

    def __init__(self, widget: QWidget, on_activity: Callable[[], None]) -> None:
        """Calls `on_activity` at each key, click and turn of the wheel in the window of `widget`."""
        super().__init__(widget)
        self._widget, self._on_activity = widget, on_activity
        self._window: QWindow | None = None

    def look(self) -> None:
        """Begins to listen as soon as there is a window; call it now and then."""
        window = self._widget.window().windowHandle()
        if self._window is None and isinstance(window, QWindow):
            self._window = window
            window.installEventFilter(self)

    def close(self) -> None:
        """Listens no longer."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears of the input, and lets it pass."""
        if event.type() in _ACTIVITY:
            self._on_activity()
        return super().eventFilter(watched, event)
