"""Opens the dialogs of an account's credit, once what they offer is read; at most one is open at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from agentview.contract.complaints import ComplaintRow
from agentview.contract.ledger import LedgerInvoice
from agentview.contract.payment_plans import INVOICES, PlannableInvoices, PlanRow, PlansRequest
from agentview.contract.promises import TERMS, PromiseRow, PromiseTerms, PromiseTermsRequest
from agentview.contract.suspension_exemptions import ExemptionRow
from agentview.core.clock import local_day
from agentview.gateway.port import Gateway
from agentview.ui.credit import account_forms as forms
from agentview.ui.credit.case_forms import OpenCase, Party, restore_form, restrict_form, resuspend_days
from agentview.ui.credit.plan_dialog import PlanDialog, plan_form
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Desk


class CreditOpener(QObject):
    """`done()` tells that a command was carried out. What is typed is kept as a draft of its form."""

    done = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Opens dialogs over `window`."""
        super().__init__(window)
        self._desk, self._window = desk, window
        self.dialog: QDialog | None = None

    def restrict(self, party: Party) -> None:
        """Restricts an account by hand."""
        self._form(restrict_form(party), _word("{name}: restricting").replace("{name}", party.shown))

    def restore(self, case: OpenCase) -> None:
        """Restores a case by hand, once it is known for how long the rules leave it alone then."""

        def opened(days: int | None) -> None:
            form = restore_form(case, days, self._today())
            self._form(form, _word("{name}: restoring").replace("{name}", case.party.shown), _told_pause)

        self._read(resuspend_days, opened)

    def take_promise(self, party: Party) -> None:
        """Takes a promise to pay, unless none is taken now."""
        wanted = PromiseTermsRequest(account_id=party.account_id)

        def opened(terms: PromiseTerms) -> None:
            cause = cause_text(self._desk.texts, terms.refusals)
            if cause is not None:
                self._desk.toasts.fail(cause)
                return
            self._form(forms.promise_form(party, terms), _word("Promise taken"))

        self._read(lambda gateway: gateway.call(TERMS, wanted), opened)

    def cancel_promise(self, row: PromiseRow) -> None:
        """Cancels a promise to pay."""
        self._form(forms.cancel_promise_form(row), _word("Promise cancelled"))

    def create_plan(self, party: Party) -> None:
        """Agrees on a payment plan, once it is known which invoices can be in it."""
        wanted = PlansRequest(account_id=party.account_id)

        def opened(offered: PlannableInvoices) -> None:
            if all(row.payment_plan_id is not None for row in offered.rows):
                self._desk.toasts.fail(_word("No open invoice is left for a plan."))
                return
            content = plan_form(party, offered, self._today())
            self._begin(PlanDialog(self._window, self._desk, party, content, self), _word("Plan agreed"))

        self._read(lambda gateway: gateway.call(INVOICES, wanted), opened)

    def cancel_plan(self, row: PlanRow, party: Party) -> None:
        """Cancels a payment plan."""
        self._form(forms.cancel_plan_form(row, party), _word("Plan cancelled"))

    def exempt(self, party: Party) -> None:
        """Leaves an account alone to the end of a day."""
        owner = self._desk.person.display_name
        self._form(forms.exempt_form(party, owner, self._today()), _word("Exempt"))

    def end_exemption(self, row: ExemptionRow) -> None:
        """Ends an exemption."""
        self._form(forms.end_exemption_form(row), _word("Exemption ended"))

    def dispute(self, invoice: LedgerInvoice) -> None:
        """Says how much of an invoice is in dispute."""
        self._form(forms.dispute_form(invoice), _word("Dispute saved"))

    def open_complaint(self, party: Party) -> None:
        """Notes a case of the ombudsman."""
        self._form(forms.open_complaint_form(party, self._today()), _word("Case of the ombudsman noted"))

    def close_complaint(self, row: ComplaintRow) -> None:
        """Closes a case of the ombudsman."""
        self._form(forms.close_complaint_form(row, self._today()), _word("Case of the ombudsman closed"))

    def close(self) -> None:
        """Closes what is open; what was typed stays as a draft."""
        self._desk.runner.drop(self)
        if self.dialog is not None:
            self.dialog.reject()

    # Inside

    def _read(self, read: Callable[[Gateway], Any], receive: Callable[[Any], None]) -> None:
        gateway, shell = self._desk.gateway, self._desk.shell
        if self.dialog is None:
            self._desk.runner.submit(lambda: read(gateway), receive, shell.show_error, self, newest="offered")

    def _form(self, content: RecordForm, told: str, more: Callable[[Any], str] = lambda _answer: "") -> None:
        self._begin(RecordDialog(self._window, self._desk, content, self), told, more)

    def _begin(
        self, dialog: RecordDialog, told: str, more: Callable[[Any], str] = lambda _answer: ""
    ) -> None:
        """Opens a dialog that says `told` once it is done, with `more(answer)` behind it."""
        if self.dialog is not None:
            dialog.deleteLater()
            return

        def sent(answer: object) -> None:
            self._desk.toasts.say(". ".join(part for part in (told, more(answer)) if part))
            self.done.emit()

        def finished(_result: int) -> None:
            if self.dialog is dialog:
                self.dialog = None

        dialog.sent.connect(sent)
        dialog.finished.connect(finished)
        self.dialog = dialog
        dialog.open()

    def _today(self) -> date:
        return local_day(self._desk.clock.now(), self._desk.zone.key)


def _told_pause(answer: Any) -> str:  # noqa: ANN401 - the answer of the command
    day = answer.resuspend_not_before
    if day is None:
        return ""
    return _word("The rules leave it alone before {day}.").replace("{day}", show_day(day))


def _word(text: str) -> str:
    return QCoreApplication.translate("CreditDone", text)
