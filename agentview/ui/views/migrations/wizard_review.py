"""The last page: the quote line by line, what changes, what is read to the customer, and a note."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migrations import ChosenPlan, MigrationDraft
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import PlainLabel
from agentview.ui.views.migrations.quote_lines import QuoteLines
from agentview.ui.views.migrations.statement import kept_and_dropped, statement
from agentview.ui.views.migrations.words import amount, joined, length_text, listed, monthly


class ReviewPage(ColumnBox):
    """`copy_wanted(text)` asks for the statement on the clipboard."""

    changed = Signal()
    copy_wanted = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self.quote = QuoteLines(translate("MigrationWizard", "Quote"))
        self.changes = FactList()
        self.statement = PlainLabel("", wrap=True, selectable=True)
        self.copy = Button(translate("MigrationWizard", "Copy the statement"), icon_name="copy")
        self.form = FormBinder([_note_field()], lambda: clock.now().date(), self)
        read = ColumnBox(look().px(8))
        read.body.addWidget(self.statement)
        read.body.addWidget(FlowRow([self.copy]))
        for title, part in (
            (translate("MigrationWizard", "Quote"), self.quote),
            (translate("MigrationWizard", "What the customer loses and gains"), self.changes),
            (translate("MigrationWizard", "Read this to the customer"), read),
            (translate("MigrationWizard", "Details of the migration"), self.form.widget),
        ):
            card = Card(title, padding=12)
            card.body.addWidget(part)
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.form.changed.connect(self._on_changed)
        self.copy.pressed_once.connect(self._on_copy)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: MigrationDraft, form: MigrationForm) -> None:
        """Shows the migration as it was saved."""
        quote = draft.quote
        if quote is not None:
            self.quote.show_lines(quote.lines, quote.currency, quote.total_cents)
        self.changes.set_facts(change_facts(draft))
        self.statement.setText(statement(draft))
        self.form.set_values({"note": form.note})

    def values(self) -> Mapping[str, object]:
        """The note."""
        return {"note": self.form.values()["note"] or ""}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields."""
        return self.form.show_errors(errors)

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()

    @Slot()
    def _on_copy(self) -> None:
        self.copy_wanted.emit(self.statement.text())


def change_facts(draft: MigrationDraft) -> list[Fact]:
    """What the customer has before and after."""
    translate = QCoreApplication.translate
    winning = draft.winning
    if winning is None:
        return []
    kept, dropped = kept_and_dropped(draft)
    facts = [
        Fact(translate("MigrationWizard", "Plan"), f"{draft.losing_plan} \u2192 {winning.name}"),
        Fact(translate("MigrationWizard", "Each month"), _monthly_change(draft, winning)),
        Fact(translate("MigrationWizard", "Included"), _included_change(draft, winning)),
        Fact(translate("MigrationWizard", "Services kept"), listed([one.name for one in kept])),
    ]
    if dropped:
        names = listed([f"{one.name} ({one.service_type})" for one in dropped])
        facts.append(Fact(translate("MigrationWizard", "Services that end"), names))
    if draft.extras:
        names = listed([one.name for one in draft.extras])
        facts.append(Fact(translate("MigrationWizard", "Bolt-ons that end"), names))
    if draft.preflight.contract is not None:
        name = draft.preflight.contract.terms.external_name
        facts.append(Fact(translate("MigrationWizard", "Contract that ends"), name))
    if winning.contract is not None:
        begun = joined((winning.contract.external_name, length_text(winning.contract)))
        facts.append(Fact(translate("MigrationWizard", "Contract that begins"), begun))
    return facts


def _monthly_change(draft: MigrationDraft, winning: ChosenPlan) -> str:
    old = monthly(draft.losing_access_fee_cents, draft.currency)
    return f"{old} \u2192 {monthly(winning.access_fee_cents, draft.currency)}"


def _included_change(draft: MigrationDraft, winning: ChosenPlan) -> str:
    old = included_text(draft.losing_included_value_cents, draft.currency)
    return f"{old} \u2192 {included_text(winning.included_value_cents, draft.currency)}"


def included_text(cents: int | None, currency: str) -> str:
    """How much usage an access fee includes."""
    if cents is None:
        return QCoreApplication.translate("MigrationWizard", "all usage")
    return amount(cents, currency)


def _note_field() -> Field:
    translate = QCoreApplication.translate
    return Field(
        "note",
        translate("MigrationWizard", "Note for who provisions it"),
        FieldKind.NOTE,
        help=translate("MigrationWizard", "It stands with the task; the other provider reads it too."),
    )
