"""Notices that nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Tells `idle` after so many minutes without activity; 0 minutes: never.

    It looks at what reaches the windows: a filter on the application would see the events of all widgets.
    """

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        """Watches nothing before `start`."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._watched: QWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window)

    def start(self, minutes: int) -> None:
        """Begins to watch the window that has the focus, and each that gets it."""
        self.stop()
        if minutes > 0:
            self._timer.start(minutes * 60_000)
            self._on_focus_window(QGuiApplication.focusWindow())

    def stop(self) -> None:
        """Watches nothing more."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes each key and movement as a sign of life."""
        if event.type() in _ACTIVITY and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)

    @Slot("QWindow*")
    def _on_focus_window(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    @Slot()
    def _on_timeout(self) -> None:
        self.stop()
        self.idle.emit()
