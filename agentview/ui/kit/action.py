"""Actions with text, icon, key and a tooltip that names the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.icon import icon
from agentview.ui.kit.text import plain_tip

_CAUSE = "kitCause"

_TIP = "kitTip"


@dataclass(frozen=True)
class ActionText:
    """What an action is called, its key ("Ctrl+K" or one letter), its icon and what explains it."""

    text: str
    key: str = ""
    icon_name: str = ""
    tip: str = ""


class _Receiver(QObject):
    """Calls a plain function, so that `triggered` cannot leak its `checked` into it."""

    def __init__(self, parent: QObject, receive: Callable[[], None]) -> None:
        super().__init__(parent)
        self._receive = receive

    @Slot()
    def on_triggered(self) -> None:
        """Calls the function without arguments."""
        self._receive()


def make_action(owner: QWidget, text: ActionText, on_triggered: Callable[[], None]) -> QAction:
    """Makes an action bound to `owner`; its key works while `owner` or a widget inside has the focus.

    A single-letter key should be bound to a list (`owner` is the table), so that typing stays typing.
    """
    action = QAction(text.text, owner)
    if text.icon_name:
        action.setIcon(icon(text.icon_name))
    if text.key:
        action.setShortcut(QKeySequence(text.key))
        single = len(text.key) == 1
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetShortcut if single else context.WidgetWithChildrenShortcut,
        )
    action.setProperty(_TIP, tip_with_key(text.tip or text.text, text.key))
    refuse_action(action, None)
    action.triggered.connect(_Receiver(action, on_triggered).on_triggered)
    owner.addAction(action)
    return action


def tip_with_key(tip: str, key: str) -> str:
    """The tooltip followed by its key in brackets, as the platform writes keys."""
    if not key:
        return tip
    return f"{tip} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})"


def refuse_action(action: QAction, cause: str | None) -> None:
    """Disables the action and says why in its tooltip; None allows it again."""
    action.setEnabled(cause is None)
    action.setProperty(_CAUSE, cause or "")
    action.setToolTip(plain_tip(cause or str(action.property(_TIP) or action.text())))


def cause_of(action: QAction) -> str:
    """Why the action is refused now; "" while it is allowed."""
    return "" if action.isEnabled() else str(action.property(_CAUSE) or "")
