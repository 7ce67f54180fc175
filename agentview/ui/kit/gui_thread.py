"""Refuses work on the GUI thread that belongs elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QThread


class OnGuiThreadError(RuntimeError):
    """Network, database or file work was started on the thread that draws."""


def is_gui_thread() -> bool:
    """Whether the caller runs on the thread of the running application."""
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() == app.thread()


def assert_not_gui_thread() -> None:
    """Raises OnGuiThreadError on the GUI thread; give it to the gateway as a guard."""
    if is_gui_thread():
        raise OnGuiThreadError
