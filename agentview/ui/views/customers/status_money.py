"""What is owed: the sums, each open invoice, payment plans, and the orders under way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from agentview.contract.orders import OrderStatus
from agentview.contract.payment_plans import Frequency
from agentview.contract.status import InvoiceLine, Money, OpenOrder
from agentview.core.money import Money as Amount
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_day
from agentview.ui.texts.restriction import frequency_word
from agentview.ui.views.customers.order_words import status_words
from agentview.ui.views.customers.words import DOT, NO_VALUE, amount_text


def money_card(money: Money, *, is_barred: bool) -> Card:
    """The card of what is owed; what restores a service is said only where one is barred."""
    card = Card(_word("What is owed"), padding=12)
    facts = FactList()
    facts.set_facts(money_facts(money, is_barred=is_barred))
    card.body.addWidget(facts)
    if money.invoices:
        card.body.addWidget(_invoices(money))
    for plan in money.plans:
        told = _word("Payment plan: {count} payments, {often}, from {day}")
        told = told.replace("{count}", str(plan.number_of_payments))
        told = told.replace("{often}", frequency_word(Frequency(plan.frequency)))
        card.body.addWidget(PlainLabel(told.replace("{day}", show_day(plan.start_on)), wrap=True))
    return card


def money_facts(money: Money, *, is_barred: bool) -> tuple[Fact, ...]:
    """The sums, with a dash for what no rule says."""
    facts = [
        Fact(_word("Owing"), amount_text(money.owing_cents, money.currency)),
        Fact(_word("Overdue"), amount_text(money.overdue_cents, money.currency)),
    ]
    if money.disputed_cents:
        facts.append(Fact(_word("In dispute"), amount_text(money.disputed_cents, money.currency)))
    if is_barred:
        restores = money.to_restore_cents
        shown = NO_VALUE if restores is None else amount_text(restores, money.currency)
        facts.append(Fact(_word("To be paid to restore"), shown))
    if money.threshold_cents is not None:
        rule = _word("at most {amount} may stay owing ({rule})")
        rule = rule.replace("{amount}", amount_text(money.threshold_cents, money.currency))
        facts.append(Fact(_word("Rule"), rule.replace("{rule}", money.rule_set)))
    if money.is_omitted:
        facts.append(Fact(_word("Omit From Auto-Restrict"), _word("yes: the rules bar nothing here")))
    return tuple(facts)


def _invoices(money: Money) -> QWidget:
    table = QWidget()
    table.setAccessibleName(_word("Open invoices"))
    grid = QGridLayout(table)
    grid.setContentsMargins(0, look().px(4), 0, 0)
    grid.setHorizontalSpacing(look().px(16))
    grid.setVerticalSpacing(look().px(2))
    heads = (_word("Invoice"), _word("Due"), _word("Overdue"), _word("To pay ({currency})"))
    for at, head in enumerate(heads):
        label = PlainLabel(head.replace("{currency}", money.currency), TypeRole.SMALL, ink=INK_SECOND)
        grid.addWidget(label, 0, at, _side(at))
    for row, invoice in enumerate(money.invoices, start=1):
        for at, text in enumerate(_cells(invoice, money.currency)):
            is_late = invoice.overdue_days is not None and at >= _DAYS
            label = PlainLabel(text, ink=INK_ERROR) if is_late else PlainLabel(text)
            grid.addWidget(label, row, at, _side(at))
    grid.setColumnStretch(len(heads), 1)
    return table


_DAYS = 2


def _side(column: int) -> Qt.AlignmentFlag:
    is_number = column >= _DAYS
    return Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading


def _days(overdue: int | None) -> str:
    return NO_VALUE if overdue is None else plural(_word("1 day"), _word("{count} days"), overdue)


def _cells(invoice: InvoiceLine, currency: str) -> tuple[str, ...]:
    amount = grouped_amount(Amount(invoice.due_cents, currency))
    if invoice.disputed_cents:
        amount = f"{amount} ({_word('in dispute')})"
    return (
        invoice.invoice_no,
        show_day(invoice.due_on),
        _days(invoice.overdue_days),
        amount,
    )


def orders_card(orders: tuple[OpenOrder, ...]) -> Card:
    """The orders and cancel requests that are not finished."""
    card = Card(_word("Orders under way"), padding=12)
    for order in orders:
        status = status_words().get(OrderStatus(order.status), order.status)
        words = (order.reference, order.type, status, show_day(order.requested_on))
        card.body.addWidget(PlainLabel(DOT.join(words), wrap=True, selectable=True))
    return card


def _word(text: str) -> str:
    return QCoreApplication.translate("ServiceStatus", text)
