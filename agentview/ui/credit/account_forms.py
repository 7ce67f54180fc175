"""The forms of an account's credit: promise, exemption, dispute, case of the ombudsman, end of a plan."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from agentview.contract.complaints import (
    CLOSE_COMPLAINT,
    OPEN_COMPLAINT,
    CloseComplaintRequest,
    ComplaintRow,
    OpenComplaintRequest,
)
from agentview.contract.ledger import DISPUTE, DisputeRequest, LedgerInvoice
from agentview.contract.op import Message
from agentview.contract.payment_plans import CANCEL as CANCEL_PLAN
from agentview.contract.payment_plans import CancelPlanRequest, PlanRow
from agentview.contract.promises import CANCEL as CANCEL_PROMISE
from agentview.contract.promises import (
    TAKE,
    CancelPromiseRequest,
    PromiseRow,
    PromiseTerms,
    TakePromiseRequest,
)
from agentview.contract.suspension_exemptions import (
    END_EXEMPTION,
    EXEMPT,
    EndExemptionRequest,
    ExemptionRow,
    ExemptRequest,
)
from agentview.ui.credit.amounts import cents_of, shown, typed
from agentview.ui.credit.case_forms import PROSE, Party, reason_field
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.when import show_day

_EXEMPT_DAYS = 14


def promise_form(party: Party, terms: PromiseTerms) -> RecordForm:
    """The customer's word to pay so much by a day; until then the rules wait (E.3)."""

    def request(_shown: None, values: Values) -> Message:
        return TakePromiseRequest.model_validate(
            {
                "account_id": party.account_id,
                "amount_cents": cents_of(values["amount_cents"]),
                "promised_for": values["promised_for"],
                "note": values["note"],
            }
        )

    sentence = _word(
        "The rules leave the account alone to the end of that day. It owes {owing}. Promises taken in a "
        "year: {taken}, at most {most}."
    )
    text = DialogText(
        _word("Promise to pay of {name}").replace("{name}", party.shown),
        _word("Take promise"),
        _word("Not now"),
        _word("Noting..."),
        sentence.replace("{owing}", shown(terms.owing_cents, terms.currency))
        .replace("{taken}", str(terms.taken))
        .replace("{most}", str(terms.most_a_year)),
    )
    help_day = _word("To {day} at the latest.").replace("{day}", show_day(terms.last_on))
    fields = (
        Field("amount_cents", _amount_word(terms.currency), FieldKind.NUMBER, required=True, chars=12),
        Field("promised_for", _word("Pays by"), FieldKind.DATE, help=help_day, required=True),
        Field("note", _word("Note"), FieldKind.NOTE, most_chars=PROSE),
    )
    initial: Values = {"amount_cents": typed(terms.owing_cents), "promised_for": terms.first_on, "note": ""}
    spec = FormSpec(f"credit:{party.account_id}:promise", TAKE, request)
    return RecordForm(None, spec, text, fields, initial)


def cancel_promise_form(row: PromiseRow) -> RecordForm:
    """Takes a promise back; the rules apply again at once."""

    def request(one: PromiseRow, values: Values) -> Message:
        at = {"promise_id": one.promise_id, "version": one.version}
        return CancelPromiseRequest.model_validate({**values, **at})

    amount = shown(row.amount_cents, row.currency)
    title = _word("Cancel the promise of {amount} by {day}?").replace("{amount}", amount)
    text = DialogText(
        title.replace("{day}", show_day(row.promised_for)),
        _word("Cancel promise"),
        _word("Keep promise"),
        _word("Cancelling..."),
        _word("The rules apply to the account again at once."),
        is_dangerous=True,
    )
    spec = FormSpec(f"promise:{row.promise_id}:cancel", CANCEL_PROMISE, request)
    return RecordForm(row, spec, text, (reason_field(),), {"reason": ""})


def cancel_plan_form(row: PlanRow, party: Party) -> RecordForm:
    """Ends a payment plan that is not kept to any more."""

    def request(one: PlanRow, values: Values) -> Message:
        at = {"payment_plan_id": one.payment_plan_id, "version": one.version}
        return CancelPlanRequest.model_validate({**values, **at})

    text = DialogText(
        _word("Cancel the payment plan of {name}?").replace("{name}", party.shown),
        _word("Cancel plan"),
        _word("Keep plan"),
        _word("Cancelling..."),
        _word("What is left of its invoices counts for the rules again at once."),
        is_dangerous=True,
    )
    spec = FormSpec(f"payment_plan:{row.payment_plan_id}:cancel", CANCEL_PLAN, request)
    return RecordForm(row, spec, text, (reason_field(),), {"reason": ""})


def exempt_form(party: Party, owner: str, today: date) -> RecordForm:
    """Leaves an account alone to the end of a day; somebody answers for it."""

    def request(_shown: None, values: Values) -> Message:
        return ExemptRequest.model_validate({**values, "account_id": party.account_id})

    text = DialogText(
        _word("Exempt {name} from the rules?").replace("{name}", party.shown),
        _word("Exempt"),
        _word("Not now"),
        _word("Exempting..."),
        _word("The rules leave it alone to the end of that day; a restriction of theirs is lifted."),
    )
    fields = (
        Field("until_on", _word("Until the end of"), FieldKind.DATE, required=True),
        reason_field(),
        Field("owner", _word("Who answers for it"), required=True, most_chars=200),
    )
    initial: Values = {"until_on": today + timedelta(days=_EXEMPT_DAYS), "reason": "", "owner": owner}
    spec = FormSpec(f"credit:{party.account_id}:exempt", EXEMPT, request)
    return RecordForm(None, spec, text, fields, initial)


def end_exemption_form(row: ExemptionRow) -> RecordForm:
    """Ends an exemption before its day."""

    def request(one: ExemptionRow, values: Values) -> Message:
        at = {"exemption_id": one.exemption_id, "version": one.version}
        return EndExemptionRequest.model_validate({**values, **at})

    title = _word("End the exemption of {name}?").replace("{name}", Party(row.account_id, row.customer).shown)
    text = DialogText(
        title,
        _word("End exemption"),
        _word("Keep it"),
        _word("Ending..."),
        _word("The rules apply to the account again at once."),
    )
    spec = FormSpec(f"exemption:{row.exemption_id}:end", END_EXEMPTION, request)
    return RecordForm(row, spec, text, (reason_field(),), {"reason": ""})


def dispute_form(invoice: LedgerInvoice) -> RecordForm:
    """How much of an invoice the customer disputes; 0 settles it (R-SUS-07)."""

    def request(one: LedgerInvoice, values: Values) -> Message:
        return DisputeRequest.model_validate(
            {
                "invoice_id": one.invoice_id,
                "version": one.version,
                "disputed_cents": cents_of(values["disputed_cents"]),
                "reason": values["reason"],
            }
        )

    text = DialogText(
        _word("Dispute of invoice {number}").replace("{number}", invoice.invoice_no),
        _word("Save dispute"),
        _word("Change nothing"),
        _word("Saving..."),
        _word(
            "What is in dispute does not count for the rules. {due} is due of it; 0 settles the dispute."
        ).replace("{due}", shown(invoice.due_cents, invoice.currency)),
    )
    fields = (
        # Nothing is an amount here too, so the field is not "required": 0 would count as missing.
        Field("disputed_cents", _amount_word(invoice.currency), FieldKind.NUMBER, chars=12),
        Field("reason", _word("Reason"), FieldKind.NOTE, most_chars=PROSE),
    )
    initial: Values = {"disputed_cents": typed(invoice.disputed_cents or invoice.due_cents), "reason": ""}
    spec = FormSpec(f"invoice:{invoice.invoice_id}:dispute", DISPUTE, request)
    return RecordForm(invoice, spec, text, fields, initial)


def open_complaint_form(party: Party, today: date) -> RecordForm:
    """A case of the ombudsman; while it is open nobody is restricted (R-SUS-08)."""

    def request(_shown: None, values: Values) -> Message:
        return OpenComplaintRequest.model_validate({**values, "account_id": party.account_id})

    text = DialogText(
        _word("Case of the ombudsman about {name}").replace("{name}", party.shown),
        _word("Note case"),
        _word("Not now"),
        _word("Noting..."),
        _word("While it is open the rules do not restrict the account."),
    )
    fields = (
        Field("reference", _word("Number of the case"), required=True, chars=20, most_chars=100),
        Field("opened_on", _word("Opened on"), FieldKind.DATE, required=True),
    )
    spec = FormSpec(f"credit:{party.account_id}:complaint", OPEN_COMPLAINT, request)
    return RecordForm(None, spec, text, fields, {"reference": "", "opened_on": today})


def close_complaint_form(row: ComplaintRow, today: date) -> RecordForm:
    """The ombudsman has closed the case: the rules apply again."""

    def request(one: ComplaintRow, values: Values) -> Message:
        at = {"complaint_id": one.complaint_id, "version": one.version}
        return CloseComplaintRequest.model_validate({**values, **at})

    text = DialogText(
        _word("Close the case {number}?").replace("{number}", row.reference),
        _word("Close case"),
        _word("Keep it open"),
        _word("Closing..."),
        _word("The rules apply to the account again at once."),
    )
    fields = (Field("closed_on", _word("Closed on"), FieldKind.DATE, required=True), reason_field())
    spec = FormSpec(f"complaint:{row.complaint_id}:close", CLOSE_COMPLAINT, request)
    return RecordForm(row, spec, text, fields, {"closed_on": today, "reason": ""})


def _amount_word(currency: str) -> str:
    return _word("Amount ({currency})").replace("{currency}", currency)


def _word(text: str) -> str:
    return QCoreApplication.translate("CreditForm", text)
