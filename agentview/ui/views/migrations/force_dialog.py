"""Asks before a migration is completed at once: the quote, and how many services end (R-MIG-19, D-22)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import FORCE_COMPLETE, ForceRequest, MigrationChanged, MigrationDetail
from agentview.core.clock import local_day
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.migrations.quote_lines import QuoteLines, fit_quote

NUMBER = "typed_number"


class ForceDialog(SentDialog):
    """Shows the quote that was submitted, and lets the number of services that end be typed."""

    def __init__(self, parent: QWidget, desk: Desk, found: MigrationDetail, quote: Quote) -> None:
        """Names the migration and its day."""
        translate = QCoreApplication.translate
        sentence = translate(
            "Migrations", "{old} ends before {day} and {new} is active at once. This cannot be undone."
        )
        for name, value in (
            ("{old}", found.losing_plan),
            ("{day}", show_day(quote.effective_on)),
            ("{new}", found.winning_plan),
        ):
            sentence = sentence.replace(name, value)
        text = DialogText(
            translate("Migrations", "Complete {migration} at once?").replace("{migration}", found.reference),
            translate("Migrations", "Force complete"),
            translate("Migrations", "Let it run"),
            translate("Migrations", "Completing..."),
            sentence,
            is_dangerous=True,
        )
        number = Field(
            NUMBER,
            translate("Migrations", "How many services end"),
            help=translate("Migrations", "Type how many services of the old package end with it."),
            required=True,
            chars=6,
            most_chars=5,
        )
        self.form = FormBinder([number], lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, desk, text, self.form)
        self._found, self._quote = found, quote
        self.form.setParent(self)
        self.lines = QuoteLines(translate("Migrations", "Quote"))
        self.lines.show_lines(quote.lines, quote.currency, quote.total_cents)
        self.body.insertWidget(0, self.lines)
        fit_quote(self)

    def sending(self, key: str) -> Sending[ForceRequest, MigrationChanged]:
        """The number that was typed, and the quote that was seen."""
        typed = str(self.form.values()[NUMBER] or "")
        request = ForceRequest(
            order_id=self._found.order_id,
            version=self._found.version,
            typed_number=int(typed) if typed.isdecimal() else 0,
            fingerprint=self._quote.fingerprint,
        )
        return Sending(FORCE_COMPLETE, request, key)
