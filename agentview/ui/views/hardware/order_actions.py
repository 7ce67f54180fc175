"""The actions of an order's page with their keys; letters act where the lines or a button have the focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware import HardwareCommand
from agentview.ui.kit.action import ActionText, make_action, tip_with_key
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.views.hardware.words import command_word

MORE, LESS, REMOVE, EDIT_LINE, RETURN = "more", "less", "remove", "edit_line", "return_line"
SERIALS = "serials"
REVEAL, COPY, CUSTOMER, PRINT, REFRESH = "reveal", "copy", "customer", "print", "refresh"

OF_ORDER: tuple[HardwareCommand, ...] = (
    HardwareCommand.EDIT_LINES,
    HardwareCommand.EDIT_DELIVERY,
    HardwareCommand.CHECK_STOCK,
    HardwareCommand.GENERATE,
    HardwareCommand.RECHECK_FRAUD,
    HardwareCommand.OVERRIDE_FRAUD,
    HardwareCommand.RETRY,
    HardwareCommand.CLOSE,
    HardwareCommand.CANCEL,
)
"""The commands that have a button, in its order."""

_KEYS = {
    HardwareCommand.EDIT_LINES: ("A", "plus"),
    HardwareCommand.EDIT_DELIVERY: ("D", "home"),
    HardwareCommand.CHECK_STOCK: ("S", "search"),
    HardwareCommand.GENERATE: ("G", "play"),
    HardwareCommand.RECHECK_FRAUD: ("F", "refresh"),
    HardwareCommand.OVERRIDE_FRAUD: ("P", "unlock"),
    HardwareCommand.RETRY: ("R", "refresh"),
    HardwareCommand.CLOSE: ("Shift+F", ""),
    HardwareCommand.CANCEL: ("Shift+X", ""),
}
_DANGEROUS = frozenset({HardwareCommand.CLOSE, HardwareCommand.CANCEL})
_PRIMARY = (HardwareCommand.GENERATE, HardwareCommand.RETRY, HardwareCommand.RECHECK_FRAUD)
"""At most one of these is open at a time."""


def command_button(command: HardwareCommand) -> Button:
    """The button of a command."""
    kind = ButtonKind.DANGER if command in _DANGEROUS else ButtonKind.SECONDARY
    if command in _PRIMARY:
        kind = ButtonKind.PRIMARY
    word = command_word(command)
    return Button(word, kind, tip=tip_with_key(word.rstrip("."), _KEYS[command][0]))


def command_action(
    page: QWidget, table: QWidget, command: HardwareCommand, run: Callable[[], None]
) -> QAction:
    """The action of a command; its letter acts in the table."""
    key, icon_name = _KEYS[command]
    owner = table if len(key) == 1 else page
    return make_action(owner, ActionText(command_word(command), key, icon_name), run)


def line_button(key: str) -> Button:
    """The button of what is done to the chosen line."""
    if key == MORE:
        return Button("+", tip=tip_with_key(_word("One more"), "+"))
    if key == LESS:
        return Button("\u2212", tip=tip_with_key(_word("One less"), "-"))
    words = {
        EDIT_LINE: (_word("Change item..."), "E"),
        REMOVE: (_word("Remove item"), "Del"),
        RETURN: (command_word(HardwareCommand.RETURN_LINE), "T"),
    }
    word, shortcut = words[key]
    return Button(word, tip=tip_with_key(word.rstrip("."), shortcut))


def line_actions(table: QWidget, runs: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """The actions of the chosen line, which act in the table."""
    texts = {
        MORE: ActionText(_word("One more"), "+", "plus"),
        LESS: ActionText(_word("One less"), "-", "chevron-down"),
        EDIT_LINE: ActionText(_word("Change item..."), "E", "edit"),
        REMOVE: ActionText(_word("Remove item"), "Del", "trash"),
        RETURN: ActionText(command_word(HardwareCommand.RETURN_LINE), "T", "undo"),
        SERIALS: ActionText(
            _word("Copy serials"), "I", "copy", _word("Copy the serials of the chosen line, one a line")
        ),
    }
    return {key: make_action(table, text, runs[key]) for key, text in texts.items()}


def page_actions(page: QWidget, table: QWidget, runs: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """What can be done with the page itself."""
    texts = {
        REVEAL: ActionText(
            _word("Show the delivery in full"),
            "V",
            "eye",
            _word("Show name, address and contact for 30 seconds; this is recorded"),
        ),
        CUSTOMER: ActionText(_word("Open customer"), "C", "user"),
        COPY: ActionText(_word("Copy order number"), "Ctrl+Shift+C", "copy"),
        PRINT: ActionText(
            _word("Save as PDF..."), "Ctrl+P", "print", _word("Write this page to a PDF file, to be printed")
        ),
        REFRESH: ActionText(_word("Refresh"), "F5", "refresh"),
    }
    return {
        key: make_action(table if len(text.key) == 1 else page, text, runs[key])
        for key, text in texts.items()
    }


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareOrder", text)
