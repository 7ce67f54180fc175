"""What is asked before a migration is submitted or given up."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import MigrationDraft
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.when import show_day
from agentview.ui.views.migrations.quote_lines import QuoteLines, fit_quote

REASON = "reason"


class SubmitDialog(VerbDialog):
    """Asks once more, with the charged lines and the total that are submitted."""

    def __init__(self, parent: QWidget, draft: MigrationDraft, quote: Quote) -> None:
        """Names the migration, the plans and the day."""
        translate = QCoreApplication.translate
        sentence = translate(
            "MigrationWizard",
            "{old} becomes {new} on {day}. These lines are charged when it completes; a change of prices "
            "meanwhile does not change them.",
        )
        for name, value in (
            ("{old}", draft.losing_plan),
            ("{new}", draft.winning.name if draft.winning is not None else ""),
            ("{day}", show_day(quote.effective_on)),
        ):
            sentence = sentence.replace(name, value)
        text = DialogText(
            translate("MigrationWizard", "Submit {migration}?").replace("{migration}", draft.reference),
            translate("MigrationWizard", "Submit migration"),
            translate("MigrationWizard", "Go on editing"),
            translate("MigrationWizard", "Submitting..."),
            sentence,
        )
        super().__init__(parent, text)
        self.lines = QuoteLines(translate("MigrationWizard", "Quote"))
        charged = tuple(line for line in quote.lines if line.is_charged)
        self.lines.show_lines(charged, quote.currency, quote.total_cents)
        self.body.addWidget(self.lines)
        fit_quote(self)


def withdraw_text(number: str) -> DialogText:
    """What is asked before a migration is given up."""
    translate = QCoreApplication.translate
    return DialogText(
        translate("MigrationWizard", "Withdraw {migration}?").replace("{migration}", number),
        translate("MigrationWizard", "Withdraw migration"),
        translate("MigrationWizard", "Keep migration"),
        translate("MigrationWizard", "Withdrawing..."),
        translate("MigrationWizard", "The package stays as it is, and nothing is charged."),
        is_dangerous=True,
    )


def reason_form(today: date) -> FormBinder:
    """Why it is given up."""
    label = QCoreApplication.translate("MigrationWizard", "Reason")
    return FormBinder([Field(REASON, label, FieldKind.NOTE, required=True)], lambda: today)


class WithdrawDialog(VerbDialog):
    """Asks for the reason; the package stays as it is."""

    def __init__(self, parent: QWidget, draft: MigrationDraft, today: date) -> None:
        """Names the migration."""
        self.form = reason_form(today)
        super().__init__(parent, withdraw_text(draft.reference), self.form)
        self.form.setParent(self)

    @property
    def reason(self) -> str:
        """What was typed."""
        return str(self.form.values()[REASON] or "")
