"""Lets areas speak through the window's toasts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from agentview.ui.kit.theme import Tone
from agentview.ui.kit.toast import ToastStack, ToastText

UNDO_MS = 10_000


class WindowToasts:
    """Implements `navigation.Toasts` over a part of the window."""

    def __init__(self, over: QWidget) -> None:
        """Floats over `over`."""
        self._stack = ToastStack(over)

    def say(self, text: str) -> None:
        """Say that something was done."""
        self._stack.show_toast(ToastText(text))

    def undo(self, text: str, on_undo: Callable[[], None]) -> None:
        """Say that something was done and offer to undo it, for ten seconds."""
        self._stack.show_toast(ToastText(text, undo=on_undo, undo_ms=UNDO_MS))

    def fail(self, text: str) -> None:
        """Say that something failed."""
        self._stack.show_toast(ToastText(text, Tone.BAD))

    def texts(self) -> list[str]:
        """What is shown now."""
        return self._stack.texts()
