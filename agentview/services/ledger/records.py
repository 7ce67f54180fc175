"""Invoices and payments as they are found and shown: the own customers' alone (R-GEN-10)."""

from datetime import date

from sqlalchemy import select

from agentview.contract.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, PaymentStatus
from agentview.core.errors import Conflict, Refusal
from agentview.models.customer import Account
from agentview.models.money import Invoice, Payment
from agentview.models.party import Provider
from agentview.services.customer_news import refuse_old
from agentview.services.customer_scope import held_account, not_there, refuse_customers, visible
from agentview.services.unit import Unit


def account_to_book(unit: Unit, account_id: int) -> Account:
    """Return the customer whose ledger is written to, held. Raises NotFound, Denied for customers."""
    refuse_customers(unit)
    return held_account(unit, account_id)


def invoice_to_book(unit: Unit, invoice_id: int, version: int) -> tuple[Invoice, Account]:
    """Return an invoice to change with its customer, both held. Raises NotFound, Conflict (`E-STALE`)."""
    refuse_customers(unit)
    account_id = unit.session.scalars(
        select(Invoice.account_id)
        .join(Account, Account.id == Invoice.account_id)
        .where(Invoice.id == invoice_id, visible(unit.caller))
    ).first()
    if account_id is None:
        raise not_there("invoice_id", invoice_id)
    account = held_account(unit, account_id)
    row = unit.session.get_one(Invoice, invoice_id, populate_existing=True)
    refuse_old(unit, row, version, {"status": row.status, "due_cents": row.amount_due_inc_cents})
    return row, account


def payment_to_book(unit: Unit, payment_id: int, version: int) -> tuple[Payment, Account]:
    """Return a payment to change with its customer, both held. Raises NotFound, Conflict (`E-STALE`)."""
    refuse_customers(unit)
    account_id = unit.session.scalars(
        select(Payment.account_id)
        .join(Account, Account.id == Payment.account_id)
        .where(Payment.id == payment_id, visible(unit.caller))
    ).first()
    if account_id is None:
        raise not_there("payment_id", payment_id)
    account = held_account(unit, account_id)
    row = unit.session.get_one(Payment, payment_id, populate_existing=True)
    refuse_old(unit, row, version, {"status": row.status})
    return row, account


def currency_of(unit: Unit, account: Account) -> str:
    """Return the currency in which a customer is billed: the provider's."""
    return unit.session.get_one(Provider, account.provider_id).currency


def refuse_state(payment: Payment, *allowed: PaymentStatus) -> None:
    """Raise Conflict (`E-PAYMENT-STATE`) unless a payment is in a state in which this can be done."""
    if PaymentStatus(payment.status) not in allowed:
        raise Conflict(Refusal("E-PAYMENT-STATE", values={"status": payment.status}))


def shown_invoice(row: Invoice, today: date) -> LedgerInvoice:
    """Return an invoice as it is shown."""
    days = (today - row.due_on).days
    return LedgerInvoice(
        invoice_id=row.id,
        version=row.row_version,
        account_id=row.account_id,
        invoice_no=row.invoice_no,
        issued_on=row.issued_on,
        due_on=row.due_on,
        currency=row.currency,
        total_cents=row.total_inc_cents,
        due_cents=row.amount_due_inc_cents,
        disputed_cents=row.disputed_cents,
        overdue_days=days if days > 0 and row.amount_due_inc_cents else None,
        status=InvoiceStatus(row.status),
    )


def shown_payment(row: Payment) -> LedgerPayment:
    """Return a payment as it is shown."""
    return LedgerPayment(
        payment_id=row.id,
        version=row.row_version,
        account_id=row.account_id,
        external_id=row.external_id,
        method=row.method,
        reference=row.reference,
        received_on=row.received_on,
        currency=row.currency,
        amount_cents=row.amount_cents,
        unallocated_cents=row.unallocated_cents,
        status=PaymentStatus(row.status),
    )
