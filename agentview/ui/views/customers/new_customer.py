"""Adds a customer: opens the form with the calling number filled in, and the customer once it is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import CHOICES, CustomerChoices, CustomerKept
from agentview.contract.op import Nothing
from agentview.ui.navigation import Desk
from agentview.ui.views.customers import dialog_texts as texts
from agentview.ui.views.customers import form_fields as fields
from agentview.ui.views.customers import specs
from agentview.ui.views.customers.dialogs import FormContent, NewCustomerDialog


class NewCustomer(QObject):
    """At most one form is open at a time: `dialog`."""

    def __init__(self, desk: Desk, window: QWidget, added: Callable[[CustomerKept], None]) -> None:
        """`added(customer)` hears of each new customer."""
        super().__init__(window)
        self._desk, self._window, self._added = desk, window, added
        self._number = ""
        self.dialog: NewCustomerDialog | None = None

    def begin(self, number: str = "") -> None:
        """Opens the form, once it is known what can be chosen."""
        self._number = number.strip()
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(CHOICES, Nothing()),
            self._on_choices,
            self._desk.shell.show_error,
            self,
            newest="choices",
        )

    def close(self) -> None:
        """Closes the form; what was typed stays as a draft."""
        self._desk.runner.drop(self)
        if self.dialog is not None:
            self.dialog.reject()

    def _on_choices(self, choices: CustomerChoices) -> None:
        if self.dialog is not None:
            return
        content = FormContent(
            None,
            specs.new_spec(self._number),
            texts.new_text(),
            fields.new_fields(choices),
            specs.new_values(choices, self._number),
        )
        self.dialog = NewCustomerDialog(self._window, self._desk, content, self)
        self.dialog.sent.connect(self._on_done)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_done(self, kept: object) -> None:
        if isinstance(kept, CustomerKept):
            word = QCoreApplication.translate("CustomerDone", "Added {name}")
            self._desk.toasts.say(word.replace("{name}", texts.shortened(kept.name or kept.account_no)))
            self._added(kept)

    def _on_finished(self, _result: int) -> None:
        self.dialog = None
