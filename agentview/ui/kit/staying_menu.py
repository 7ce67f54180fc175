"""A menu in which several things can be ticked one after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class StayingMenu(QMenu):
    """Ticking does not close it; Esc and a click beside it do."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ticks what was clicked."""
        action = self.activeAction()
        if _is_tickable(action):
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ticks with Enter and the space bar."""
        action = self.activeAction()
        ticking = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in ticking and _is_tickable(action):
            action.trigger()
            return
        super().keyPressEvent(event)


def _is_tickable(action: QAction | None) -> bool:
    """Say whether the menu stands on something to tick; Qt gives nothing where it stands on no line."""
    return action is not None and action.isEnabled() and action.isCheckable()
