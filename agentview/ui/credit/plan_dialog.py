"""The dialog of a payment plan: which invoices, how often, how many parts, and what that comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.ledger import LedgerInvoice
from agentview.contract.op import Message
from agentview.contract.payment_plans import (
    CREATE,
    PREVIEW,
    Frequency,
    PlannableInvoices,
    PlanPreview,
    PlanTerms,
)
from agentview.ui.credit.amounts import shown
from agentview.ui.credit.case_forms import Party
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel, heading
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Desk
from agentview.ui.texts.restriction import frequency_word

_TICK = "has_invoice_"
_PARTS = Decimal(3)
_SHOWN = 6
_PAUSE_MS = 250


def plan_form(party: Party, offered: PlannableInvoices, today: date) -> RecordForm:
    """The form of a new plan; all invoices that no other plan pays are chosen at first."""
    free = [row.invoice for row in offered.rows if row.payment_plan_id is None]

    def request(_shown: None, values: Values) -> Message:
        return terms_of(party, values)

    text = DialogText(
        _word("Payment plan for {name}").replace("{name}", party.shown),
        _word("Agree on plan"),
        _word("Not now"),
        _word("Agreeing..."),
        _word("While the plan is kept, the rules do not count what is due of its invoices."),
    )
    fields = (
        *(_tick(invoice) for invoice in free),
        Field("number_of_payments", _word("Number of payments"), FieldKind.NUMBER, required=True, chars=4),
        Field(
            "frequency",
            _word("How often"),
            FieldKind.CHOICE,
            choices=tuple((one.value, frequency_word(one)) for one in Frequency),
            required=True,
            can_be_empty=False,
        ),
        Field("start_on", _word("First payment on"), FieldKind.DATE, required=True),
    )
    initial: Values = {
        **{f"{_TICK}{invoice.invoice_id}": True for invoice in free},
        "number_of_payments": _PARTS,
        "frequency": Frequency.MONTHLY.value,
        "start_on": today + timedelta(days=7),
    }
    spec = FormSpec(f"credit:{party.account_id}:plan", CREATE, request)
    return RecordForm(None, spec, text, fields, initial)


def terms_of(party: Party, values: Values) -> PlanTerms:
    """What was chosen. Raises ValidationError where the contract does not take it."""
    number = values.get("number_of_payments")
    is_whole = isinstance(number, Decimal) and number == number.to_integral_value()
    chosen = tuple(
        int(name.removeprefix(_TICK)) for name, value in values.items() if name.startswith(_TICK) and value
    )
    return PlanTerms.model_validate(
        {
            "account_id": party.account_id,
            "invoice_ids": chosen,
            "start_on": values.get("start_on"),
            "frequency": values.get("frequency"),
            "number_of_payments": int(number) if isinstance(number, Decimal) and is_whole else number,
        }
    )


class PlanDialog(RecordDialog):
    """The form, with the parts that the plan comes to below it; they follow what is typed."""

    def __init__(
        self, parent: QWidget, desk: Desk, party: Party, content: RecordForm, keeper: QObject
    ) -> None:
        """Reads the preview at once."""
        self._party = party
        super().__init__(parent, desk, content, keeper)
        self.parts = FactList()
        self.total = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.against = PlainLabel("", ink=INK_ERROR, wrap=True)
        for part in (heading(_word("What it comes to")), self.total, self.parts, self.against):
            self.body.addWidget(part)
        self.against.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.read_preview)
        self.form.changed.connect(self._on_edited)
        self.finished.connect(self._on_over)
        self.read_preview()

    @Slot()
    def read_preview(self) -> None:
        """Asks what the plan would come to as it is chosen now."""
        gateway = self._desk.gateway
        try:
            terms = terms_of(self._party, dict(self.form.values()))
        except ValidationError:
            self.show_preview(None)
            return
        self._desk.runner.submit(
            lambda: gateway.call(PREVIEW, terms), self.show_preview, self._on_failed, self, newest="preview"
        )

    def show_preview(self, preview: PlanPreview | None) -> None:
        """Shows the parts, or why there is no plan; None: what is chosen is not whole yet."""
        if preview is None:
            self.total.setText(_word("Choose invoices, and how many payments."))
            self.parts.set_facts(())
            self._show_against("")
            return
        total = _word("{total} in {count} payments").replace(
            "{total}", shown(preview.total_cents, preview.currency)
        )
        self.total.setText(total.replace("{count}", str(len(preview.instalments))))
        self.parts.set_facts(instalment_facts(preview))
        self._show_against(cause_text(self._desk.texts, preview.refusals) or "")
        self.fit()

    # Inside

    def _show_against(self, text: str) -> None:
        self.against.setText(text)
        self.against.setVisible(bool(text))

    def _on_failed(self, error: Exception) -> None:
        text = self._desk.texts.report(error).text
        self._show_against(" ".join(part for part in (text.what, text.next_step) if part))

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        self._timer.start()

    @Slot(int)
    def _on_over(self, _result: int) -> None:
        self._timer.stop()
        self._desk.runner.drop(self)


def instalment_facts(preview: PlanPreview) -> Sequence[Fact]:
    """The parts by their days; of many the first ones and the last one."""
    rows = list(preview.instalments)
    left_out = len(rows) - _SHOWN
    shown_rows = rows if left_out <= 1 else [*rows[: _SHOWN - 1], rows[-1]]
    facts = [
        Fact(
            _word("{number}, {day}")
            .replace("{number}", str(one.number))
            .replace("{day}", show_day(one.due_on)),
            shown(one.amount_cents, preview.currency),
        )
        for one in shown_rows
    ]
    if left_out > 1:
        more = _word("{count} more of the same amount").replace("{count}", str(left_out))
        facts.insert(_SHOWN - 1, Fact("\u2026", more))
    return facts


def _tick(invoice: LedgerInvoice) -> Field:
    told = _word("{number}: {amount}, due {day}").replace("{number}", invoice.invoice_no)
    amount = shown(invoice.due_cents, invoice.currency)
    return Field(
        f"{_TICK}{invoice.invoice_id}",
        told.replace("{amount}", amount).replace("{day}", show_day(invoice.due_on)),
        FieldKind.CHECK,
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("PaymentPlan", text)
