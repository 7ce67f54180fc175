"""Invoices: added, credited, disputed."""

from sqlalchemy import select

from agentview.contract.ledger import (
    AddInvoiceRequest,
    CreditInvoiceRequest,
    DisputeRequest,
    EntryKind,
    InvoiceStatus,
    LedgerInvoice,
)
from agentview.core.errors import Conflict, Refusal, Rejected, Value, rejected
from agentview.core.money import Money
from agentview.models.money import Invoice
from agentview.services.customers.news import tell
from agentview.services.ledger.records import account_to_book, currency_of, invoice_to_book, shown_invoice
from agentview.services.ledger_posting import book, pay_open
from agentview.services.reevaluating import ask_again
from agentview.services.unit import Unit


def add_invoice(unit: Unit, request: AddInvoiceRequest) -> LedgerInvoice:
    """Add an invoice that billing has issued; money that waits for one pays it at once.

    Raises Rejected (`E-INVOICE-DATES`), Conflict (`E-INVOICE-KNOWN`), NotFound.
    """
    account = account_to_book(unit, request.account_id)
    if request.due_on < request.issued_on:
        raise rejected("E-INVOICE-DATES", field="due_on")
    known = unit.session.scalars(
        select(Invoice).where(Invoice.account_id == account.id, Invoice.invoice_no == request.invoice_no)
    ).first()
    if known is not None:
        return _again(unit, known, request)
    row = Invoice(
        account_id=account.id,
        invoice_no=request.invoice_no,
        issued_on=request.issued_on,
        due_on=request.due_on,
        currency=currency_of(unit, account),
        total_inc_cents=request.total_cents,
        amount_due_inc_cents=0,
        status=InvoiceStatus.ISSUED.value,
    )
    row.disputed_cents = 0
    unit.session.add(row)
    unit.session.flush()
    book(unit, row, EntryKind.INVOICE, request.total_cents)
    unit.audit("invoice", row.id, "issue", new=_amount(row, request.total_cents), account_id=account.id)
    pay_open(unit, account)
    tell(unit, account, "add_invoice")
    return shown_invoice(row, unit.today)


def credit(unit: Unit, request: CreditInvoiceRequest) -> LedgerInvoice:
    """Take an amount off an invoice. Raises Rejected (`E-REASON`, `E-CREDIT-MORE`), Conflict, NotFound."""
    row, account = invoice_to_book(unit, request.invoice_id, request.version)
    if not request.reason.strip():
        raise rejected("E-REASON", field="reason")
    if request.amount_cents > row.amount_due_inc_cents:
        raise Rejected(Refusal("E-CREDIT-MORE", field="amount_cents", values=_due(row)))
    book(unit, row, EntryKind.CREDIT, -request.amount_cents, text=request.reason[:200])
    unit.audit(
        "invoice",
        row.id,
        "credit",
        new=_amount(row, -request.amount_cents),
        reason=request.reason,
        is_internal=True,
        account_id=account.id,
    )
    tell(unit, account, "credit_invoice")
    ask_again(unit, account.id, f"credit-{row.id}-{row.row_version}")
    return shown_invoice(row, unit.today)


def dispute(unit: Unit, request: DisputeRequest) -> LedgerInvoice:
    """Note how much of an invoice is in dispute; nothing is done about such money (R-SUS-07).

    Raises Rejected (`E-REASON`, `E-DISPUTE-MORE`), Conflict (`E-STALE`), NotFound.
    """
    row, account = invoice_to_book(unit, request.invoice_id, request.version)
    if not request.reason.strip():
        raise rejected("E-REASON", field="reason")
    if request.disputed_cents > row.amount_due_inc_cents:
        raise Rejected(Refusal("E-DISPUTE-MORE", field="disputed_cents", rule="R-SUS-07", values=_due(row)))
    old, row.disputed_cents = row.disputed_cents, request.disputed_cents
    unit.audit(
        "invoice",
        row.id,
        "dispute",
        old=_amount(row, old),
        new=_amount(row, request.disputed_cents),
        reason=request.reason,
        is_internal=True,
        account_id=account.id,
    )
    tell(unit, account, "dispute_invoice")
    cause = f"dispute-{row.id}-{row.row_version}"
    ask_again(unit, account.id, cause, owes_more=request.disputed_cents < old)
    return shown_invoice(row, unit.today)


def _again(unit: Unit, known: Invoice, request: AddInvoiceRequest) -> LedgerInvoice:
    there = (known.issued_on, known.due_on, known.total_inc_cents)
    if there != (request.issued_on, request.due_on, request.total_cents):
        raise Conflict(Refusal("E-INVOICE-KNOWN", field="invoice_no", values={"number": request.invoice_no}))
    return shown_invoice(known, unit.today)


def _due(row: Invoice) -> dict[str, Value]:
    return {"due": _amount(row, row.amount_due_inc_cents), "number": row.invoice_no}


def _amount(row: Invoice, cents: int) -> str:
    return f"{Money(cents, row.currency).decimal()} {row.currency}"
