"""Brings a window to the front, as far as the desktop allows it."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agentview.ui.shell.instance import TOKEN


def come_forward(window: QWidget, token: str = "") -> None:
    """Show, raise and activate a window; `token` is what a Wayland desktop gave to the start that asks."""
    if token:
        os.environ[TOKEN] = token
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    if window.isActiveWindow():
        return
    window.show()
    window.raise_()
    window.activateWindow()
