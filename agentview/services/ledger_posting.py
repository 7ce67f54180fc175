"""Books entries, and keeps what is due of an invoice the sum of its entries.

Whoever calls this holds the account (`held_account`): entries of one account are booked one after the other.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from agentview.contract.ledger import EntryKind, InvoiceStatus, PaymentStatus
from agentview.models.bulk import insert_rows
from agentview.models.customer import Account
from agentview.models.money import Invoice, LedgerEntry, Payment
from agentview.services.ledger_allocation import Open, Part, allocate, allocated
from agentview.services.unit import Unit


def book(
    unit: Unit,
    invoice: Invoice,
    kind: EntryKind,
    cents: int,
    *,
    payment: Payment | None = None,
    text: str = "",
) -> None:
    """Book what changes what is due of an invoice. More than is due cannot be in dispute (R-SUS-07)."""
    unit.session.add(
        LedgerEntry(
            account_id=invoice.account_id,
            invoice_id=invoice.id,
            payment_id=payment.id if payment is not None else None,
            kind=kind.value,
            amount_cents=cents,
            text=text,
            booked_at=unit.now,
            booked_by=unit.caller.display_name,
        )
    )
    invoice.amount_due_inc_cents += cents
    invoice.disputed_cents = min(invoice.disputed_cents, invoice.amount_due_inc_cents)
    is_open = invoice.amount_due_inc_cents > 0
    invoice.status = (InvoiceStatus.ISSUED if is_open else InvoiceStatus.PAID).value


def open_entries(unit: Unit, invoices: Iterable[tuple[int, int, int]]) -> None:
    """Book the issue of many new invoices: account, invoice, and its total."""
    columns = ("account_id", "invoice_id", "amount_cents")
    insert_rows(unit.session, LedgerEntry, columns, list(invoices), _shared(unit, EntryKind.INVOICE))


def paid_entries(unit: Unit, payments: Iterable[tuple[int, int, int, int]]) -> None:
    """Book what many payments have paid: account, invoice, payment, and how much of it."""
    rows = [(account, invoice, payment, -cents) for account, invoice, payment, cents in payments]
    columns = ("account_id", "invoice_id", "payment_id", "amount_cents")
    insert_rows(unit.session, LedgerEntry, columns, rows, _shared(unit, EntryKind.PAYMENT))


def pay_open(unit: Unit, account: Account) -> None:
    """Let money that has found no invoice pay what is due now, the oldest payment and invoice first."""
    unit.session.flush()
    payments = _unallocated(unit, account)
    if not payments:
        return
    invoices = open_invoices(unit, account)
    for payment in payments:
        of_currency = {row.id: row for row in invoices if row.currency == payment.currency}
        dues = (Open(row.id, row.due_on, row.amount_due_inc_cents) for row in of_currency.values())
        parts = allocate(payment.unallocated_cents, dues)
        _pay(unit, payment, of_currency, parts)


def take_back(unit: Unit, payment: Payment) -> None:
    """Let what a payment has paid be owed again."""
    entries = unit.session.scalars(
        select(LedgerEntry).where(LedgerEntry.payment_id == payment.id).order_by(LedgerEntry.id)
    ).all()
    for entry in entries:
        invoice = unit.session.get_one(Invoice, entry.invoice_id)
        book(unit, invoice, EntryKind.REVERSAL, -entry.amount_cents, payment=payment)
    payment.unallocated_cents = 0


def open_invoices(unit: Unit, account: Account) -> Sequence[Invoice]:
    """Return the invoices of which something is due, the oldest first."""
    return unit.session.scalars(
        select(Invoice)
        .where(Invoice.account_id == account.id, Invoice.amount_due_inc_cents > 0)
        .order_by(Invoice.due_on, Invoice.id)
        .execution_options(populate_existing=True)
    ).all()


def _shared(unit: Unit, kind: EntryKind) -> dict[str, object]:
    return {
        "kind": kind.value,
        "booked_at": unit.now,
        "booked_by": unit.caller.display_name,
        "text": "",
    }


def _unallocated(unit: Unit, account: Account) -> Sequence[Payment]:
    return unit.session.scalars(
        select(Payment)
        .where(
            Payment.account_id == account.id,
            Payment.status == PaymentStatus.RECEIVED.value,
            Payment.unallocated_cents > 0,
        )
        .order_by(Payment.received_on, Payment.id)
        .execution_options(populate_existing=True)
    ).all()


def _pay(unit: Unit, payment: Payment, invoices: dict[int, Invoice], parts: Sequence[Part]) -> None:
    for part in parts:
        book(unit, invoices[part.invoice_id], EntryKind.PAYMENT, -part.cents, payment=payment)
    payment.unallocated_cents -= allocated(parts)
