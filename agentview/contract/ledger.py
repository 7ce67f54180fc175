"""What a customer owes and pays: the words of invoices, payments and the ledger."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, Prose, RecordId, Version
from agentview.core.power import Power

MOST_CENTS = 1_000_000_000
"""No amount is larger: what is, was typed wrongly."""
Cents: TypeAlias = Annotated[int, Field(ge=1, le=MOST_CENTS)]
"""An amount in minor units, more than nothing."""


class InvoiceStatus(StrEnum):
    """An invoice with something left to pay is ISSUED."""

    ISSUED = "ISSUED"
    PAID = "PAID"


class EntryKind(StrEnum):
    """What changed what is due of an invoice."""

    INVOICE = "INVOICE"
    """It was issued."""
    OPENING = "OPENING"
    """What had been paid of it before the ledger was kept."""
    PAYMENT = "PAYMENT"
    CREDIT = "CREDIT"
    """A credit note."""
    REVERSAL = "REVERSAL"
    """A payment was taken back."""


class PaymentStatus(StrEnum):
    """PENDING is on its way and pays nothing yet; REVERSED was taken back by the bank; FAILED never came."""

    PENDING = "PENDING"
    RECEIVED = "RECEIVED"
    REVERSED = "REVERSED"
    FAILED = "FAILED"


class PromiseStatus(StrEnum):
    """What became of a customer's word to pay."""

    OPEN = "OPEN"
    KEPT = "KEPT"
    BROKEN = "BROKEN"
    CANCELLED = "CANCELLED"


class LedgerInvoice(Message):
    """An invoice, in minor units including tax. `overdue_days` is None until the day after its due day."""

    invoice_id: int
    version: int
    account_id: int
    invoice_no: str
    issued_on: date
    due_on: date
    currency: str
    total_cents: int
    due_cents: int
    disputed_cents: int
    overdue_days: int | None
    status: InvoiceStatus


class LedgerPayment(Message):
    """A payment; `unallocated_cents` of it waits for an invoice."""

    payment_id: int
    version: int
    account_id: int
    external_id: str
    method: str
    reference: str
    received_on: date
    currency: str
    amount_cents: int
    unallocated_cents: int
    status: PaymentStatus


class LedgerLine(Message):
    """An entry of the ledger: positive where more is owed."""

    entry_id: int
    at: datetime
    by: str
    kind: EntryKind
    invoice_no: str
    payment: str
    """The sender's number of the payment, "" where the entry comes of none."""
    text: str
    amount_cents: int
    currency: str


class StatementRequest(Message):
    """The ledger of a customer, newest first, before an entry that is known."""

    account_id: RecordId
    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Statement(Message):
    """A page of the ledger with what it adds up to: open invoices, and money that found none.

    `owing_cents` is the sum of what is due of all invoices; `credit_cents` is not taken off it.
    """

    account_id: int
    currency: str
    owing_cents: int
    credit_cents: int
    pending_cents: int
    invoices: tuple[LedgerInvoice, ...]
    payments: tuple[LedgerPayment, ...]
    entries: tuple[LedgerLine, ...]
    has_older: bool


class AddInvoiceRequest(Message):
    """An invoice that billing has issued; the same number with the same content again changes nothing."""

    account_id: RecordId
    invoice_no: Annotated[Line, Field(min_length=1, max_length=40)]
    issued_on: date
    due_on: date
    total_cents: Cents


class ReceivePaymentRequest(Message):
    """A payment of a customer; the same `external_id` with the same content again changes nothing.

    `is_pending`: it is on its way, and pays nothing before it is settled.
    """

    account_id: RecordId
    external_id: Annotated[Line, Field(min_length=1, max_length=100)]
    method: Annotated[Line, Field(max_length=20)] = ""
    reference: Line = ""
    received_on: date
    amount_cents: Cents
    is_pending: bool = False


class PaymentAt(Message):
    """A payment in the version that the caller saw; a newer one refuses with `E-STALE`."""

    payment_id: RecordId
    version: Version


class SettlePaymentRequest(PaymentAt):
    """A payment on its way has come, or will not come."""

    has_come: bool


class ReversePaymentRequest(PaymentAt):
    """A payment was taken back by the bank: what it paid is owed again."""

    reason: Prose = ""


class InvoiceAt(Message):
    """An invoice in the version that the caller saw; a newer one refuses with `E-STALE`."""

    invoice_id: RecordId
    version: Version


class CreditInvoiceRequest(InvoiceAt):
    """Take an amount off what is due of an invoice, and say why."""

    amount_cents: Cents
    reason: Prose = ""


class DisputeRequest(InvoiceAt):
    """Say how much of an invoice the customer disputes; 0 settles the dispute."""

    disputed_cents: Annotated[int, Field(ge=0, le=MOST_CENTS)]
    reason: Prose = ""


STATEMENT = Op(
    "ledger.statement", StatementRequest, Statement, False, Power.READ_STATUS, "Read a customer's ledger"
)
ADD_INVOICE = Op(
    "ledger.add_invoice", AddInvoiceRequest, LedgerInvoice, True, Power.HANDLE_PAYMENTS, "Add an invoice"
)
RECEIVE = Op(
    "ledger.receive", ReceivePaymentRequest, LedgerPayment, True, Power.HANDLE_PAYMENTS, "Take in a payment"
)
SETTLE = Op(
    "ledger.settle",
    SettlePaymentRequest,
    LedgerPayment,
    True,
    Power.HANDLE_PAYMENTS,
    "Say what became of a payment on its way",
)
REVERSE = Op(
    "ledger.reverse", ReversePaymentRequest, LedgerPayment, True, Power.HANDLE_PAYMENTS, "Reverse a payment"
)
CREDIT = Op(
    "ledger.credit", CreditInvoiceRequest, LedgerInvoice, True, Power.HANDLE_PAYMENTS, "Credit an invoice"
)
DISPUTE = Op(
    "ledger.dispute", DisputeRequest, LedgerInvoice, True, Power.CREDIT_CONTROL, "Note or settle a dispute"
)
