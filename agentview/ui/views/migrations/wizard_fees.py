"""The fourth page: the contract, what migrating costs, waiving, and the customer's yes (R-MIG-23 to 28)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migration_quote import ChargeKind, ContractAction, Quote
from agentview.contract.migrations import MigrationDraft
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.field import Field, FieldKind, Value
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.views.migrations.flow import fee_lines, has_charge, shown_fees
from agentview.ui.views.migrations.quote_lines import QuoteLines
from agentview.ui.views.migrations.wizard_eligibility import contract_facts
from agentview.ui.views.migrations.words import contract_action_text

_WAIVED, _REASON, _CONFIRMED = "is_early_fee_waived", "waive_reason", "is_fee_confirmed"


class FeesPage(ColumnBox):
    """What binds the package, the fees with how they come about, and what is decided about them."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self.contract, self.action = FactList(), PlainLabel("", wrap=True)
        self.fees = QuoteLines(translate("MigrationWizard", "Charges and fees"))
        self.later = PlainLabel(
            translate("MigrationWizard", "The credit for unused days depends on the day, on the next page."),
            ink=INK_SECOND,
            wrap=True,
        )
        self.form = FormBinder(_fields(), lambda: clock.now().date(), self)
        bound = Card(translate("MigrationWizard", "Contract"), padding=12)
        bound.body.addWidget(self.contract)
        bound.body.addWidget(self.action)
        costs = Card(translate("MigrationWizard", "Charges and fees"), padding=12)
        for part in (self.fees, self.later, self.form.widget):
            costs.body.addWidget(part)
        for card in (bound, costs):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.form.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: MigrationDraft, form: MigrationForm) -> None:
        """Shows what leaving costs, and what was decided about it."""
        self.contract.set_facts(contract_facts(draft.preflight, draft.currency))
        self.form.set_values(
            {
                _WAIVED: form.is_early_fee_waived,
                _REASON: form.waive_reason,
                _CONFIRMED: form.is_fee_confirmed,
            }
        )
        self._may_waive = draft.may_waive_early_fee
        self.show_quote(draft.quote)

    def show_quote(self, quote: Quote | None) -> None:
        """Shows the fees; only an early-upgrade fee can be waived (R-MIG-26, R-MIG-28)."""
        self.fees.show_lines(shown_fees(quote), quote.currency if quote is not None else "")
        is_bound = quote is not None and quote.contract_action is not ContractAction.NONE
        self.action.setText(contract_action_text(quote.contract_action) if quote is not None else "")
        self.action.setVisible(is_bound)
        has_early = any(line.kind is ChargeKind.EARLY_UPGRADE_FEE for line in fee_lines(quote))
        is_waived = bool(self.form.values()[_WAIVED])
        self.form.set_visible(_WAIVED, visible=is_waived or (has_early and self._may_waive))
        self.form.set_visible(_REASON, visible=is_waived)
        self.form.set_visible(_CONFIRMED, visible=has_charge(quote))

    def values(self) -> Mapping[str, object]:
        """What was decided about the fees."""
        typed = self.form.values()
        return {
            _WAIVED: bool(typed[_WAIVED]),
            _REASON: typed[_REASON] or "",
            _CONFIRMED: bool(typed[_CONFIRMED]),
        }

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields."""
        for name in errors:
            if name in {_WAIVED, _REASON, _CONFIRMED}:
                self.form.set_visible(name, visible=True)
        return self.form.show_errors(errors)

    _may_waive = False

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        """What is waived is not what was confirmed: the yes is asked for again."""
        if name == _WAIVED:
            is_waived: Value = self.form.values()[_WAIVED]
            self.form.set_visible(_REASON, visible=bool(is_waived))
            self.form.set_values({_CONFIRMED: False})
        self.changed.emit()


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    return (
        Field(_WAIVED, translate("MigrationWizard", "Waive the early-upgrade fee"), FieldKind.CHECK),
        Field(
            _REASON,
            translate("MigrationWizard", "Why it is waived (required)"),
            help=translate("MigrationWizard", "It stands in the audit trail."),
            most_chars=200,
        ),
        Field(
            _CONFIRMED,
            translate("MigrationWizard", "The customer knows these charges and agrees to them"),
            FieldKind.CHECK,
        ),
    )
