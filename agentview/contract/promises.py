"""Promises to pay: a customer's word to pay so much by a day, which holds the rules back until then (E.3)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.ledger import Cents, PromiseStatus
from agentview.contract.op import Message, Op
from agentview.contract.suspension import Reason
from agentview.contract.value import Prose, RecordId, RefusalInfo, Version
from agentview.core.power import Power

MOST_DAYS_AHEAD = 14
"""So many days ahead somebody may promise at most: the rules wait for nobody longer than that."""
MOST_A_YEAR = 4
"""So many promises of an account are taken in 365 days; those that were cancelled do not count."""


class PromiseView(StrEnum):
    """Which promises: open ones, those of them for today, broken ones, all."""

    OPEN = "OPEN"
    TODAY = "TODAY"
    BROKEN = "BROKEN"
    ALL = "ALL"


class PromiseFilter(Message):
    """Which promises to list."""

    view: PromiseView = PromiseView.OPEN
    account_id: RecordId | None = None


class PromisesRequest(Message):
    """One page of promises, by the day for which they were made."""

    filter: PromiseFilter = PromiseFilter()
    is_descending: bool = False
    after: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class PromiseRow(Message):
    """A promise; amounts in minor units. `paid_cents` has come since it was taken, up to its day.

    It is KEPT once that reaches the amount, and BROKEN on the day after its own where it did not.
    """

    promise_id: int
    version: int
    account_id: int
    account_no: str
    customer: str
    amount_cents: int
    paid_cents: int
    currency: str
    promised_for: date
    status: PromiseStatus
    note: str
    taken_at: datetime
    taken_by: str
    ended_at: datetime | None


class Promises(Message):
    """Promises in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[PromiseRow, ...]
    last: str | None
    total: int
    as_of: datetime


class PromiseTermsRequest(Message):
    """Ask what an account may promise today."""

    account_id: RecordId


class PromiseTerms(Message):
    """What an account may promise: at most what it owes, from today to the last day.

    `taken` promises of `most_a_year` were taken in the last 365 days. `refusals` say why none is taken now.
    """

    account_id: int
    owing_cents: int
    currency: str
    first_on: date
    last_on: date
    taken: int
    most_a_year: int
    refusals: tuple[RefusalInfo, ...]


class TakePromiseRequest(Message):
    """A customer promises to pay an amount by the end of a day."""

    account_id: RecordId
    amount_cents: Cents
    promised_for: date
    note: Prose = ""


class CancelPromiseRequest(Message):
    """A promise does not hold any more, or was noted by mistake."""

    promise_id: RecordId
    version: Version
    reason: Reason


LIST = Op("promises.list", PromisesRequest, Promises, False, Power.READ_STATUS, "List promises to pay")
TERMS = Op(
    "promises.terms",
    PromiseTermsRequest,
    PromiseTerms,
    False,
    Power.READ_STATUS,
    "Say what an account may promise to pay",
)
TAKE = Op(
    "promises.take", TakePromiseRequest, PromiseRow, True, Power.CREDIT_CONTROL, "Take a promise to pay"
)
CANCEL = Op(
    "promises.cancel", CancelPromiseRequest, PromiseRow, True, Power.CREDIT_CONTROL, "Cancel a promise to pay"
)
