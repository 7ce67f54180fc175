"""The commands of the stock check: what they are called, their keys, buttons and actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button, ButtonKind

CHECK, REMOVE, MORE, FEWER, ADD, USE, COPY, EXPORT, CORRECT, LOAD, FIND, PASTE, STOP, BACK, LEAVE = (
    "check", "remove", "more", "fewer", "add", "use",
    "copy", "export", "correct", "load", "find", "paste", "stop", "back", "leave",
)  # fmt: skip
BACK_KEY, LEAVE_KEY = "Alt+Left", "Alt+Home"
OF_ROWS = (MORE, FEWER, ADD, USE, CORRECT)
"""Commands whose key is a letter or sign, which acts while a list has the focus."""
_ADJUSTING = (CORRECT, LOAD)
_OF_ORDER = (USE, BACK, LEAVE)


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


class StockCommands(QObject):
    """Makes buttons and actions of the widget `owner`; `wanted(name)` when one is pressed."""

    wanted = Signal(str)

    def __init__(self, owner: QWidget, *, may_adjust: bool, has_order: bool) -> None:
        """Offers what changes stock only to who may, and what is about an order only where there is one."""
        super().__init__(owner)
        missing = (() if may_adjust else _ADJUSTING) + (() if has_order else _OF_ORDER)
        self.buttons = self._make_buttons()
        for name in missing:
            if name in self.buttons:
                self.buttons[name].hide()
        self.actions = self._make_actions(owner, missing)

    def refuse(self, causes: Mapping[str, str | None]) -> None:
        """Closes each command that has a cause, and says it."""
        for name, button in self.buttons.items():
            button.set_refusal(causes[name])
        for name, action in self.actions.items():
            refuse_action(action, causes[name])

    def names(self) -> frozenset[str]:
        """Every command that has a button or an action."""
        return frozenset((*self.buttons, *self.actions))

    # Inside

    def _make_buttons(self) -> dict[str, Button]:
        texts = (
            (CHECK, _word("Check now"), "F5", ""),
            (STOP, _word("Stop waiting"), "Esc", "close"),
            (ADD, _word("Add to order"), "A", "plus"),
            (USE, _word("Ship from..."), "W", "swap"),
            (COPY, _word("Copy"), "Ctrl+C", "copy"),
            (EXPORT, _word("Export..."), "Ctrl+E", "download"),
            (CORRECT, _word("Correct stock..."), "C", "edit"),
            (LOAD, _word("Load file..."), "Ctrl+Shift+I", "upload"),
        )
        made = {}
        for name, word, key, icon in texts:
            kind = ButtonKind.PRIMARY if name == CHECK else ButtonKind.SECONDARY
            made[name] = Button(word, kind, tip=tip_with_key(word, key), icon_name=icon)
            made[name].setProperty("command", name)
            made[name].pressed_once.connect(self._on_button)
        return made

    def _make_actions(self, owner: QWidget, missing: Sequence[str]) -> dict[str, QAction]:
        texts = {
            CHECK: ActionText(_word("Check stock now"), "F5", "refresh"),
            FIND: ActionText(_word("Find a product"), "Ctrl+F", "search"),
            PASTE: ActionText(
                _word("Paste products"),
                "Ctrl+V",
                "copy",
                _word("Paste SKUs and quantities from a spreadsheet"),
            ),
            STOP: ActionText(_word("Stop waiting"), "Esc", "close"),
            MORE: ActionText(_word("One more"), "+", "plus"),
            FEWER: ActionText(_word("One fewer"), "-"),
            REMOVE: ActionText(_word("Remove the product"), "Del", "trash"),
            ADD: ActionText(_word("Add to order"), "A", "plus"),
            USE: ActionText(
                _word("Ship from..."), "W", "swap", _word("Choose the warehouse of the order's line")
            ),
            COPY: ActionText(_word("Copy what was found"), "Ctrl+C", "copy"),
            EXPORT: ActionText(_word("Export..."), "Ctrl+E", "download"),
            CORRECT: ActionText(_word("Correct stock..."), "C", "edit"),
            LOAD: ActionText(_word("Load stock file..."), "Ctrl+Shift+I", "upload"),
            BACK: ActionText(_word("Back to the order"), BACK_KEY, "arrow-left"),
            LEAVE: ActionText(_word("Check without an order"), LEAVE_KEY, "close"),
        }
        runs = {name: (lambda name=name: self.wanted.emit(name)) for name in texts}
        made = {
            name: make_action(owner, text, runs[name]) for name, text in texts.items() if name not in missing
        }
        made[CHECK].setShortcuts([QKeySequence(key) for key in ("F5", "Ctrl+Return", "Ctrl+Enter")])
        return made

    @Slot()
    def _on_button(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(str(sender.property("command")))
