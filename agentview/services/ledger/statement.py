"""A customer's ledger: open invoices, payments, and the entries, newest first."""

from typing import Any

from sqlalchemy import Row, func, select

from agentview.contract.ledger import EntryKind, LedgerLine, PaymentStatus, Statement, StatementRequest
from agentview.models.customer import Account
from agentview.models.money import Invoice, LedgerEntry, Payment
from agentview.services.customer_scope import account_of, is_customer
from agentview.services.ledger.records import currency_of, shown_invoice, shown_payment
from agentview.services.ledger_posting import open_invoices
from agentview.services.unit import Unit

_MOST_PAYMENTS = 50
E = LedgerEntry


def statement(unit: Unit, request: StatementRequest) -> Statement:
    """Return a page of the ledger; a customer does not read who booked and why. Raises NotFound."""
    account = account_of(unit, request.account_id)
    rows = _entries(unit, account, request.before_id, request.limit + 1)
    invoices = open_invoices(unit, account)
    return Statement(
        account_id=account.id,
        currency=currency_of(unit, account),
        owing_cents=sum(row.amount_due_inc_cents for row in invoices),
        credit_cents=_sum(unit, account, PaymentStatus.RECEIVED),
        pending_cents=_sum(unit, account, PaymentStatus.PENDING),
        invoices=tuple(shown_invoice(row, unit.today) for row in invoices),
        payments=tuple(map(shown_payment, _payments(unit, account))),
        entries=tuple(_line(row, is_staff=not is_customer(unit.caller)) for row in rows[: request.limit]),
        has_older=len(rows) > request.limit,
    )


def _entries(unit: Unit, account: Account, before_id: int | None, limit: int) -> list[Row[Any]]:
    wanted = (
        select(E, Invoice.invoice_no, Invoice.currency, Payment.external_id)
        .join(Invoice, Invoice.id == E.invoice_id)
        .outerjoin(Payment, Payment.id == E.payment_id)
        .where(E.account_id == account.id)
    )
    if before_id is not None:
        wanted = wanted.where(E.id < before_id)
    return list(unit.session.execute(wanted.order_by(E.id.desc()).limit(limit)))


def _payments(unit: Unit, account: Account) -> list[Payment]:
    wanted = select(Payment).where(Payment.account_id == account.id)
    ordered = wanted.order_by(Payment.received_on.desc(), Payment.id.desc())
    return list(unit.session.scalars(ordered.limit(_MOST_PAYMENTS)))


def _sum(unit: Unit, account: Account, status: PaymentStatus) -> int:
    """Return what waits for an invoice, or is on its way."""
    counted = Payment.unallocated_cents if status is PaymentStatus.RECEIVED else Payment.amount_cents
    wanted = select(func.coalesce(func.sum(counted), 0)).where(
        Payment.account_id == account.id, Payment.status == status.value
    )
    return int(unit.session.scalars(wanted).one())


def _line(row: Row[Any], *, is_staff: bool) -> LedgerLine:
    entry: LedgerEntry = row.LedgerEntry
    return LedgerLine(
        entry_id=entry.id,
        at=entry.booked_at,
        by=entry.booked_by if is_staff else "",
        kind=EntryKind(entry.kind),
        invoice_no=row.invoice_no,
        payment=row.external_id or "",
        text=entry.text if is_staff else "",
        amount_cents=entry.amount_cents,
        currency=row.currency,
    )
