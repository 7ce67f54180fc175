"""What the dry run says that it did not say the day before, and the counts of its views (S-23)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.suspension_candidates import CandidateView, Check
from agentview.contract.value import RecordId
from agentview.core.power import Power


class DifferenceSide(StrEnum):
    """Whom the rules would restrict now and would not have the day before, or the other way round."""

    NEW = "NEW"
    GONE = "GONE"


class GoneReason(StrEnum):
    """Why the rules would not restrict an account any more; the first that holds."""

    CASE = "CASE"
    """It has an open case: the rules have acted, or somebody by hand."""
    PAID = "PAID"
    """It owes less than the least amount, or nothing for long enough."""
    KEPT_OUT = "KEPT_OUT"
    """Something keeps it out that did not before."""


class DifferenceRequest(Message):
    """One page of one side, by account; the other picture is the last one of a day before today."""

    side: DifferenceSide = DifferenceSide.NEW
    after: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class DifferenceRow(Message):
    """An account that is new among those whom the rules would restrict, or gone from them.

    `was_cents` was owed on the day before, None for a new one; amounts in minor units including tax.
    `obstacles` say what keeps one that is gone from being restricted now; both are empty for a new one.
    """

    account_id: int
    account_no: str
    customer: str
    owing_cents: int
    was_cents: int | None
    currency: str
    overdue_days: int | None
    reason: GoneReason | None
    obstacles: tuple[Check, ...]


class Difference(Message):
    """A page of one side with the counts of both; `since` is the day of the other picture.

    Without one (`since` None) there are no rows. `last` names where the next page starts, None at the end.
    """

    since: date | None
    new: int
    gone: int
    rows: tuple[DifferenceRow, ...]
    last: str | None
    as_of: datetime


class CandidateViewsRequest(Message):
    """Ask for the counts of the pills; by the rule set in force, or as if another one were."""

    rule_set_id: RecordId | None = None


class CandidateViewCount(Message):
    """A view of the dry run and how many accounts it has, exactly."""

    view: CandidateView
    rows: int


class CandidateViewCounts(Message):
    """The counts of the pills."""

    counts: tuple[CandidateViewCount, ...]
    as_of: datetime


DIFFERENCE = Op(
    "suspension.candidates_difference",
    DifferenceRequest,
    Difference,
    False,
    Power.READ_STATUS,
    "List whom the rules would restrict now and would not have yesterday, or the other way round",
)
VIEWS = Op(
    "suspension.candidates_views",
    CandidateViewsRequest,
    CandidateViewCounts,
    False,
    Power.READ_STATUS,
    "Count the accounts of each view of the dry run",
)
