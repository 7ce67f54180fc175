"""Invoices and payments from a file: a dry run line by line, then all of it or nothing."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.ledger import Cents
from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RefusalInfo
from agentview.core.power import Power

MOST_LINES = 1_000
"""So many lines one import may have."""


class LedgerLineKind(StrEnum):
    """What a line is: an invoice that was issued, or a payment that has come."""

    INVOICE = "INVOICE"
    PAYMENT = "PAYMENT"


class LedgerFileLine(Message):
    """A line; `document_no` is the number of the invoice, or the sender's of the payment.

    `on` is the day of issue or receipt, `due_on` of invoices alone; the amount in minor units including tax.
    `refusals` say what of it could not be read.
    """

    number: int = Field(ge=1, le=2**31)
    kind: LedgerLineKind | None = None
    account_no: Line = ""
    document_no: Annotated[Line, Field(max_length=100)] = ""
    on: date | None = None
    due_on: date | None = None
    amount_cents: Cents | None = None
    method: Annotated[Line, Field(max_length=20)] = ""
    reference: Line = ""
    refusals: tuple[RefusalInfo, ...] = Field(default=(), max_length=20)


class LedgerFileLines(Message):
    """The lines of a file."""

    file_name: Line
    lines: Annotated[tuple[LedgerFileLine, ...], Field(min_length=1, max_length=MOST_LINES)]


class LedgerEffect(StrEnum):
    """What a line comes to."""

    BOOKED = "BOOKED"
    SAME = "SAME"
    """It is there already."""


class LedgerLineVerdict(Message):
    """What a line comes to, or every reason against it."""

    number: int
    kind: LedgerLineKind | None
    account_no: str
    document_no: str
    amount_cents: int | None
    effect: LedgerEffect | None
    refusals: tuple[RefusalInfo, ...]


class LedgerLinesChecked(Message):
    """A verdict for each line; nothing was booked."""

    verdicts: tuple[LedgerLineVerdict, ...]


class LedgerLinesImported(Message):
    """How many invoices and payments were booked, and how many lines were there already."""

    invoices: int
    payments: int
    same: int


CHECK_LINES = Op(
    "ledger.check_lines",
    LedgerFileLines,
    LedgerLinesChecked,
    False,
    Power.HANDLE_PAYMENTS,
    "Try out a file of invoices and payments",
)
IMPORT_LINES = Op(
    "ledger.import_lines",
    LedgerFileLines,
    LedgerLinesImported,
    True,
    Power.HANDLE_PAYMENTS,
    "Import invoices and payments",
)
