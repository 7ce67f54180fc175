"""What a customer owes by invoice with age and dispute, and what was paid lately."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.ledger import LedgerInvoice, LedgerPayment, Statement
from agentview.core.money import Money
from agentview.ui.credit.amounts import shown
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE, Fact, FactList
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.when import show_day
from agentview.ui.texts.restriction import payment_chip

_MOST_ROWS = 7
_PAYMENTS = 6


class OwedCard(Card):
    """The sums, and the open invoices to choose from."""

    def __init__(self) -> None:
        """Shows nothing yet."""
        super().__init__(_word("What is owed"), padding=12)
        self.facts = FactList()
        self.source: MemorySource[LedgerInvoice] = MemorySource()
        self.model: PagedTableModel[LedgerInvoice] = PagedTableModel(
            _columns(), row_id=lambda row: row.invoice_id, source=self.source, summary=_sentence
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, _word("Open invoices"))
        self.nothing = PlainLabel(_word("No invoice is open."), ink=INK_SECOND)
        for part in (self.facts, self.table, self.nothing):
            self.body.addWidget(part)

    def show_statement(self, statement: Statement) -> None:
        """Shows what is owed; the chosen invoice stays."""
        self.facts.set_facts(owed_facts(statement))
        rows = open_invoices(statement)
        self.source.show(rows, [row.invoice_id for row in rows])
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        lines = min(max(len(rows), 1), _MOST_ROWS)
        header = self.table.horizontalHeader()
        head = max(header.sizeHint().height(), header.height(), look().row_height)
        self.table.setFixedHeight(head + lines * look().row_height + look().px(8))

    def current(self) -> LedgerInvoice | None:
        """The chosen invoice."""
        row = self.table.current_row()
        return row if isinstance(row, LedgerInvoice) else None


def open_invoices(statement: Statement) -> tuple[LedgerInvoice, ...]:
    """The invoices with something left to pay, the oldest first."""
    return tuple(sorted((row for row in statement.invoices if row.due_cents), key=lambda row: row.due_on))


def owed_facts(statement: Statement) -> tuple[Fact, ...]:
    """The sums; what is none is left out."""
    currency = statement.currency
    disputed = sum(row.disputed_cents for row in statement.invoices)
    optional = (
        (_word("In dispute"), disputed),
        (_word("On its way"), statement.pending_cents),
        (_word("Paid without an invoice"), statement.credit_cents),
    )
    return (
        Fact(_word("Owing"), shown(statement.owing_cents, currency)),
        *(Fact(label, shown(cents, currency)) for label, cents in optional if cents),
    )


def payments_card(statement: Statement) -> Card:
    """The newest payments with what became of them."""
    card = Card(_word("Payments"), padding=12)
    if not statement.payments:
        card.body.addWidget(PlainLabel(_word("Nothing was paid yet."), ink=INK_SECOND))
        return card
    facts = FactList()
    newest = sorted(statement.payments, key=lambda one: (one.received_on, one.payment_id), reverse=True)
    facts.set_facts([_payment(one) for one in newest[:_PAYMENTS]])
    card.body.addWidget(facts)
    return card


def _payment(one: LedgerPayment) -> Fact:
    words = (shown(one.amount_cents, one.currency), payment_chip(one.status).word, one.external_id)
    return Fact(show_day(one.received_on), " \u00b7 ".join(word for word in words if word))


def _columns() -> tuple[Column[LedgerInvoice], ...]:
    return (
        Column("invoice", lambda: _word("Invoice"), lambda row: row.invoice_no, Kind.ID, stretch=True),
        Column(
            "due",
            lambda: _word("Due"),
            lambda row: show_day(row.due_on),
            strong=False,
            sample=lambda: "28 Mar 2026",
        ),
        Column(
            "days",
            lambda: _word("Days late"),
            lambda row: NO_VALUE if row.overdue_days is None else str(row.overdue_days),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "1,000",
        ),
        Column(
            "to_pay",
            lambda: _word("To pay"),
            lambda row: grouped_amount(Money(row.due_cents, row.currency)),
            Kind.NUMBER,
            sample=lambda: "12,345.00",
        ),
        Column(
            "disputed",
            lambda: _word("In dispute"),
            lambda row: grouped_amount(Money(row.disputed_cents, row.currency)),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "12,345.00",
            gives_way=1,
        ),
    )


def _sentence(row: LedgerInvoice) -> str:
    told = _word("{number}, due {day}, {amount} to pay").replace("{number}", row.invoice_no)
    return told.replace("{day}", show_day(row.due_on)).replace("{amount}", shown(row.due_cents, row.currency))


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerCredit", text)
