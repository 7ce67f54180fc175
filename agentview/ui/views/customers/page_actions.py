"""The actions of an open customer, with their keys; letters act where a list has the focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import CustomerCommand
from agentview.core.power import Power
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.presenter import CustomerPresenter

NEW_ORDER, ADD_NOTE, EDIT, ADD_CONTACT, REVEAL = "new_order", "add_note", "edit", "add_contact", "reveal"
REFRESH, COPY, QUEUE, NEW_HARDWARE = "refresh", "copy", "queue", "new_hardware_order"
_COMMANDS = {
    NEW_ORDER: CustomerCommand.NEW_ORDER,
    NEW_HARDWARE: CustomerCommand.NEW_HARDWARE_ORDER,
    ADD_NOTE: CustomerCommand.ADD_NOTE,
    EDIT: CustomerCommand.EDIT,
    ADD_CONTACT: CustomerCommand.ADD_CONTACT,
    REVEAL: CustomerCommand.REVEAL,
}
_ALWAYS_OPEN = (COPY, REFRESH)


class PageActions:
    """Makes the actions of one page and keeps them open or closed as the customer says."""

    def __init__(self, owner: QWidget, receivers: Mapping[str, Callable[[], None]]) -> None:
        """`receivers` are called by the keys of this module."""
        self._actions = {key: make_action(owner, text, receivers[key]) for key, text in _texts().items()}

    def all(self) -> tuple[QAction, ...]:
        """Every action, for the key sheet and the command box."""
        return tuple(self._actions.values())

    def act_in(self, lists: Sequence[QWidget]) -> None:
        """Lets the letters act in these lists too."""
        for part in lists:
            taken = {action.shortcut().toString() for action in part.actions()}
            for action in self._actions.values():
                if action.shortcut().toString() not in taken:
                    part.addAction(action)

    def show_state(self, desk: Desk, presenter: CustomerPresenter) -> None:
        """Opens and closes the actions for the customer as it is now."""
        for key, action in self._actions.items():
            refuse_action(action, cause_against(key, desk, presenter))


def cause_against(key: str, desk: Desk, presenter: CustomerPresenter) -> str | None:
    """Why an action is closed; None where it is open."""
    translate = QCoreApplication.translate
    if presenter.detail is None:
        return None if key == REFRESH else translate("Customers", "The customer is still being read.")
    if key in _ALWAYS_OPEN:
        return None
    if desk.shell.link is LinkState.LOST:
        return offline_text()
    if key == QUEUE:
        has_queue = desk.has(Power.READ_STATUS)
        return None if has_queue else translate("Customers", "You may not see the provisioning queue.")
    return cause_text(desk.texts, presenter.refusals(_COMMANDS[key]))


def _texts() -> dict[str, ActionText]:
    translate = QCoreApplication.translate
    return {
        NEW_ORDER: ActionText(
            translate("Customers", "New order"),
            "Ctrl+N",
            "plus",
            translate("Customers", "Begin an order of this customer"),
        ),
        NEW_HARDWARE: ActionText(
            translate("Customers", "New hardware order"),
            "Ctrl+Shift+H",
            "box",
            translate("Customers", "Order hardware for this customer"),
        ),
        ADD_NOTE: ActionText(translate("Customers", "Add note"), "O", "note"),
        EDIT: ActionText(
            translate("Customers", "Edit customer"),
            "E",
            "edit",
            translate("Customers", "Edit name, type, profile and the account summary"),
        ),
        ADD_CONTACT: ActionText(translate("Customers", "Add contact"), "T", "user"),
        REVEAL: ActionText(
            translate("Customers", "Show the main contact in full"),
            "V",
            "eye",
            translate("Customers", "Show number and e-mail for 30 seconds; this is recorded"),
        ),
        COPY: ActionText(translate("Customers", "Copy account number"), "Ctrl+Shift+C", "copy"),
        QUEUE: ActionText(
            translate("Customers", "Show in provisioning queue"),
            "Q",
            "inbox",
            translate("Customers", "Show the open tasks of this customer in the queue"),
        ),
        REFRESH: ActionText(translate("Customers", "Refresh"), "F5", "refresh"),
    }
