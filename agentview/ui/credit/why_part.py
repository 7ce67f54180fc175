"""What the rules say of an account, drawn: the verdict, what is owed, and every rule with its numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agentview.contract.suspension_candidates import CandidateInvoice, Check, Why
from agentview.core.money import Money
from agentview.ui.credit.why_words import (
    check_glyph,
    check_sentence,
    check_spoken,
    obstacle_word,
    verdict_sentence,
)
from agentview.ui.kit.amount import grouped_amount, money_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.facts import NO_VALUE, Fact, FactList
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, INK_TEXT, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_day, show_moment
from agentview.ui.navigation import Desk

_DAYS = 2


class WhyPart(QWidget):
    """Shows one `Why`; reads nothing itself."""

    def __init__(self, desk: Desk) -> None:
        """Shows nothing yet."""
        super().__init__()
        self._desk = desk
        self._shown: QWidget | None = None
        self.verdict = PlainLabel("", TypeRole.STRONG, wrap=True, selectable=True)
        self.facts = FactList()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        self._column.addWidget(self.verdict)
        self._column.addWidget(self.facts)

    def show_why(self, why: Why) -> None:
        """Shows what the rules say."""
        self.verdict.setText(verdict_sentence(why))
        self.facts.set_facts(self._facts(why))
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        if why.invoices:
            column.addWidget(heading(_word("Open invoices"), TypeRole.STRONG))
            column.addWidget(_invoices(why))
        column.addWidget(heading(_word("What every rule says"), TypeRole.STRONG))
        # What keeps the account out is what is looked for: it stands first.
        for check in sorted(why.checks, key=lambda one: not one.stands):
            column.addWidget(_check(check, why.currency))
        self._column.addWidget(self._shown)
        self._shown.show()

    def _facts(self, why: Why) -> tuple[Fact, ...]:
        opens = why.next_window
        window = (
            show_moment(opens, self._desk.clock.now(), self._desk.zone) if opens is not None else NO_VALUE
        )
        lifted = ", ".join(obstacle_word(one) for one in why.restored_by)
        facts = [
            Fact(_word("Owing"), money_text(Money(why.owing_cents, why.currency))),
            Fact(_word("Overdue for"), _days(why.overdue_days)),
            Fact(_word("May stay owing"), _amount(why.threshold_cents, why.currency)),
            Fact(_word("To be paid to restore"), _amount(why.to_restore_cents, why.currency)),
            Fact(_word("Rules may act"), window),
        ]
        if lifted:
            facts.insert(-1, Fact(_word("Would be restored by"), lifted))
        return tuple(facts)


def _amount(cents: int | None, currency: str) -> str:
    return NO_VALUE if cents is None else money_text(Money(cents, currency))


def _invoices(why: Why) -> QWidget:
    table = QWidget()
    table.setAccessibleName(_word("Open invoices"))
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, look().px(4))
    grid.setHorizontalSpacing(look().px(16))
    grid.setVerticalSpacing(look().px(2))
    heads = (_word("Invoice"), _word("Due"), _word("Overdue"), _word("To pay"))
    for at, head in enumerate(heads):
        grid.addWidget(PlainLabel(head, TypeRole.SMALL, ink=INK_SECOND), 0, at, _side(at))
    for row, invoice in enumerate(why.invoices, start=1):
        for at, text in enumerate(_cells(invoice, why.currency)):
            is_late = invoice.overdue_days is not None and at >= _DAYS
            label = PlainLabel(text, ink=INK_ERROR if is_late else INK_TEXT)
            grid.addWidget(label, row, at, _side(at))
    grid.setColumnStretch(len(heads), 1)
    return table


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignTrailing if column >= _DAYS else Qt.AlignmentFlag.AlignLeading


def _days(overdue: int | None) -> str:
    return NO_VALUE if overdue is None else plural(_word("1 day"), _word("{count} days"), overdue)


def _cells(invoice: CandidateInvoice, currency: str) -> tuple[str, ...]:
    amount = grouped_amount(Money(invoice.due_cents, currency))
    if invoice.disputed_cents:
        told = _word("{amount} ({disputed} in dispute)").replace("{amount}", amount)
        amount = told.replace("{disputed}", grouped_amount(Money(invoice.disputed_cents, currency)))
    return (
        invoice.invoice_no,
        show_day(invoice.due_on),
        _days(invoice.overdue_days),
        amount,
    )


def _check(check: Check, currency: str) -> QWidget:
    """One rule: what keeps the account out in the ink of text, what lets it through stands back."""
    ink = INK_TEXT if check.stands else INK_SECOND
    line = PlainLabel(f"{check_glyph(check)} {check_sentence(check, currency)}", ink=ink, wrap=True)
    line.setAccessibleName(check_spoken(check, currency))
    return line


def _word(text: str) -> str:
    return QCoreApplication.translate("Why", text)
