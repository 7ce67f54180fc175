"""Actions of the window, whose keys work wherever the focus is, and where it is nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.action import ActionText, make_action


def window_action(window: QWidget, text: ActionText, act: Callable[[], None]) -> QAction:
    """Make an action of the window; a key that types something is taken by fields first."""
    action = make_action(window, text, act)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    return action
