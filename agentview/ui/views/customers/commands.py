"""Opens the dialogs of one customer, and goes to other areas for what is done there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from agentview.contract.customers import (
    CHOICES,
    Contact,
    CustomerChoices,
    RevealedContact,
    ServiceRow,
)
from agentview.contract.op import Nothing
from agentview.ui.credit.case_forms import Party
from agentview.ui.credit.opener import CreditOpener
from agentview.ui.navigation import ACCOUNT_TASKS, NEW_HARDWARE_ORDER, NEW_ORDER, Desk, Target
from agentview.ui.views.customers import dialog_texts as texts
from agentview.ui.views.customers import form_fields as fields
from agentview.ui.views.customers import specs
from agentview.ui.views.customers.called import contact_word, customer_word
from agentview.ui.views.customers.cancel_dialog import CancelDialog
from agentview.ui.views.customers.contract_opener import ContractOpener
from agentview.ui.views.customers.dialogs import FormContent, RecordDialog, RevealDialog
from agentview.ui.views.customers.holding import Holding
from agentview.ui.views.customers.presenter import CustomerPresenter
from agentview.ui.views.customers.transfer_dialog import OwnerDialog, UpgradeDialog


class CustomerCommands(QObject):
    """What can be done to one customer. `done()` tells that something was changed.

    At most one dialog is open at a time: `dialog`.
    """

    done = Signal()

    def __init__(self, desk: Desk, presenter: CustomerPresenter, window: QWidget) -> None:
        """Opens dialogs over `window`."""
        super().__init__(window)
        self._desk, self._presenter, self._window = desk, presenter, window
        self.dialog: QDialog | None = None
        self.revealed: dict[int, RevealedContact] = {}
        self.contracts = ContractOpener(desk, window, self._show, self._carried_out)
        self.credit = CreditOpener(desk, window)
        self.credit.done.connect(self._on_credit)

    # With a form

    def edit(self) -> None:
        """Edits the account summary, once it is known what can be chosen."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(CHOICES, Nothing()),
            self._on_choices,
            self._desk.shell.show_error,
            self,
            newest="choices",
        )

    def add_note(self, service: ServiceRow | None = None, text: str = "") -> None:
        """Adds a note on the customer, or on a service; `text` is written already."""
        customer = self._presenter.detail
        if customer is None:
            return
        service_id = None if service is None else service.service_id
        place = customer_word(customer) if service is None else service.reference
        spec = specs.note_spec(customer.account_id, service_id)
        values = {**specs.note_values(), "text": text}
        content = FormContent(None, spec, texts.note_text(place), fields.note_fields(), values)
        done = QCoreApplication.translate("CustomerDone", "Noted on {name}")
        self._open(content, done.replace("{name}", texts.shortened(place)))

    def add_contact(self) -> None:
        """Adds a contact."""
        customer = self._presenter.detail
        if customer is None:
            return
        content = FormContent(
            None,
            specs.add_contact_spec(customer.account_id),
            texts.contact_text(customer_word(customer), is_new=True),
            fields.contact_fields(None, is_revealed=True),
            specs.contact_values(None),
        )
        self._open(content, QCoreApplication.translate("CustomerDone", "Contact added"))

    def edit_contact(self, contact: Contact) -> None:
        """Edits a contact; what is masked now is kept unless something is typed."""
        customer = self._presenter.detail
        if customer is None:
            return
        revealed = self.revealed.get(contact.contact_id)
        content = FormContent(
            contact,
            specs.edit_contact_spec(customer, contact, revealed),
            texts.contact_text(contact_word(contact), is_new=False),
            fields.contact_fields(contact, is_revealed=revealed is not None),
            specs.contact_values(contact, revealed),
        )
        self._open(content, QCoreApplication.translate("CustomerDone", "Contact saved"))

    def remove_contact(self, contact: Contact) -> None:
        """Removes a contact, once that is confirmed."""
        customer = self._presenter.detail
        if customer is None:
            return
        text = texts.remove_contact_text(contact_word(contact), customer_word(customer))
        content = FormContent(contact, specs.remove_contact_spec(contact), text, (), {})
        self._open(content, QCoreApplication.translate("CustomerDone", "Contact removed"))

    def edit_service(self, service: ServiceRow) -> None:
        """Edits a service."""
        content = FormContent(
            service,
            specs.service_spec(service),
            texts.service_text(service.reference),
            fields.service_fields(service),
            specs.service_values(service),
        )
        done = QCoreApplication.translate("CustomerDone", "Saved {name}")
        self._open(content, done.replace("{name}", service.reference))

    def cancel(self, holding: Holding) -> None:
        """Cancels a package, or an optional service."""
        dialog = CancelDialog(self._window, self._desk, self._presenter.account_id, holding, self)
        done = QCoreApplication.translate("CustomerDone", "Cancelled {name}")
        self._begin(dialog, done.replace("{name}", holding.reference))

    def change_owner(self, holding: Holding) -> None:
        """Orders that a package moves to another customer."""
        done = QCoreApplication.translate("CustomerDone", "Change of owner ordered for {name}")
        dialog = OwnerDialog(self._window, self._desk, holding, self)
        self._begin(dialog, done.replace("{name}", holding.reference))

    def upgrade(self, holding: Holding) -> None:
        """Orders that a package is replaced by one of another plan."""
        done = QCoreApplication.translate("CustomerDone", "Upgrade ordered for {name}")
        dialog = UpgradeDialog(self._window, self._desk, holding, self)
        self._begin(dialog, done.replace("{name}", holding.reference))

    def reveal(self, contact: Contact | None = None) -> None:
        """Asks why before a contact is shown in full; without one, the main contact."""
        customer = self._presenter.detail
        if customer is None or not (contact or customer.contacts):
            return
        shown = contact or customer.contacts[0]
        named = (shown.contact_id, contact_word(shown))
        self._show(RevealDialog(self._window, self._desk, self._presenter, named))

    # Without a form

    def end_alert(self, note_id: int) -> None:
        """Takes an alert out of the header."""
        word = QCoreApplication.translate("CustomerDone", "Alert ended; the note stays")
        self._presenter.end_alert(note_id, lambda: self._desk.toasts.say(word))

    def new_order(self) -> None:
        """Begins an order of this customer."""
        customer = self._presenter.detail
        if customer is not None:
            self._go(Target(NEW_ORDER, customer.account_id, customer_word(customer)))

    def new_hardware_order(self) -> None:
        """Begins a hardware order of this customer."""
        customer = self._presenter.detail
        if customer is not None:
            self._go(Target(NEW_HARDWARE_ORDER, customer.account_id, customer_word(customer)))

    def show_queue(self) -> None:
        """Shows the open tasks of this customer in the provisioning queue."""
        customer = self._presenter.detail
        if customer is not None:
            self._go(Target(ACCOUNT_TASKS, customer.account_id, customer_word(customer)))

    def copy_account(self) -> None:
        """Puts the account number on the clipboard."""
        customer = self._presenter.detail
        if customer is not None:
            self._desk.shell.copy_text(customer.account_no)

    def party(self) -> Party:
        """The customer as the forms of credit call it."""
        customer = self._presenter.detail
        return Party(self._presenter.account_id, "" if customer is None else customer_word(customer))

    def close(self) -> None:
        """Closes what is open; what was typed stays as a draft."""
        self.contracts.close()
        self.credit.close()
        self._desk.runner.drop(self)
        if self.dialog is not None:
            self.dialog.reject()

    # Inside

    def _go(self, target: Target) -> None:
        if not self._desk.shell.open_target(target):
            word = QCoreApplication.translate("CustomerDone", "None of your areas opens this.")
            self._desk.toasts.fail(word)

    def _on_choices(self, choices: CustomerChoices) -> None:
        customer = self._presenter.detail
        if customer is None or self.dialog is not None:
            return
        content = FormContent(
            customer,
            specs.edit_spec(customer),
            texts.edit_text(customer_word(customer)),
            fields.summary_fields(choices),
            specs.summary_values(customer),
        )
        done = QCoreApplication.translate("CustomerDone", "Saved {name}")
        self._open(content, done.replace("{name}", texts.shortened(customer_word(customer))))

    def _open(self, content: FormContent, done: str) -> None:
        self._begin(RecordDialog(self._window, self._desk, content, self), done)

    def _begin(self, dialog: RecordDialog, done: str) -> None:
        def carried_out(_answer: object) -> None:
            self._carried_out(done)

        dialog.sent.connect(carried_out)
        self._show(dialog)

    def _on_credit(self) -> None:
        self._presenter.read()
        self.done.emit()

    def _carried_out(self, done: str) -> None:
        self._desk.toasts.say(done)
        self._presenter.read()
        self.done.emit()

    def _show(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            dialog.deleteLater()
            return
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self.dialog = None
