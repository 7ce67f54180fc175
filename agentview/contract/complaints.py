"""Cases of the ombudsman (TIO) about an account: while one is open nobody is restricted (R-SUS-08)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.suspension import Reason
from agentview.contract.value import Line, RecordId, Version
from agentview.core.power import Power


class ComplaintView(StrEnum):
    """Which cases: open ones, closed ones, all."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    ALL = "ALL"


class ComplaintFilter(Message):
    """Which cases to list."""

    view: ComplaintView = ComplaintView.OPEN
    account_id: RecordId | None = None


class ComplaintsRequest(Message):
    """One page of cases, newest first."""

    filter: ComplaintFilter = ComplaintFilter()
    is_descending: bool = True
    after: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class ComplaintRow(Message):
    """A case; `reference` is the ombudsman's. It is open while `closed_on` is None."""

    complaint_id: int
    version: int
    account_id: int
    account_no: str
    customer: str
    reference: str
    opened_on: date
    closed_on: date | None
    noted_by: str


class Complaints(Message):
    """Cases in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[ComplaintRow, ...]
    last: str | None
    total: int
    as_of: datetime


class OpenComplaintRequest(Message):
    """The ombudsman has opened a case about an account."""

    account_id: RecordId
    reference: Annotated[Line, Field(min_length=1, max_length=100)]
    opened_on: date


class CloseComplaintRequest(Message):
    """The case is closed: the rules apply again."""

    complaint_id: RecordId
    version: Version
    closed_on: date
    reason: Reason


COMPLAINTS = Op(
    "suspension.complaints",
    ComplaintsRequest,
    Complaints,
    False,
    Power.READ_STATUS,
    "List cases of the ombudsman",
)
OPEN_COMPLAINT = Op(
    "suspension.open_complaint",
    OpenComplaintRequest,
    ComplaintRow,
    True,
    Power.CREDIT_CONTROL,
    "Note a case of the ombudsman",
)
CLOSE_COMPLAINT = Op(
    "suspension.close_complaint",
    CloseComplaintRequest,
    ComplaintRow,
    True,
    Power.CREDIT_CONTROL,
    "Close a case of the ombudsman",
)
