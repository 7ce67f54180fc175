"""Accounts that the rules leave alone to the end of a day, for a reason, with somebody who answers for it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.suspension import Name, Reason
from agentview.contract.value import RecordId, Version
from agentview.core.power import Power


class ExemptionView(StrEnum):
    """Which exemptions: those that hold, those of them that end within two weeks, those that are over."""

    RUNNING = "RUNNING"
    EXPIRING = "EXPIRING"
    OVER = "OVER"


class ExemptionFilter(Message):
    """Which exemptions to list."""

    view: ExemptionView = ExemptionView.RUNNING
    account_id: RecordId | None = None


class ExemptionsRequest(Message):
    """One page of exemptions, by their last day."""

    filter: ExemptionFilter = ExemptionFilter()
    is_descending: bool = False
    after: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class ExemptionRow(Message):
    """An exemption; it holds to the end of `until_on`, unless somebody ends it before."""

    exemption_id: int
    version: int
    account_id: int
    account_no: str
    customer: str
    reason: str
    owner: str
    until_on: date
    is_running: bool
    ended_at: datetime | None
    ended_by: str


class Exemptions(Message):
    """Exemptions in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[ExemptionRow, ...]
    last: str | None
    total: int
    as_of: datetime


class ExemptRequest(Message):
    """Leave an account alone to the end of a day."""

    account_id: RecordId
    until_on: date
    reason: Reason
    owner: Name


class EndExemptionRequest(Message):
    """End an exemption now."""

    exemption_id: RecordId
    version: Version
    reason: Reason


EXEMPTIONS = Op(
    "suspension.exemptions", ExemptionsRequest, Exemptions, False, Power.READ_STATUS, "List exemptions"
)
EXEMPT = Op(
    "suspension.exempt",
    ExemptRequest,
    ExemptionRow,
    True,
    Power.CREDIT_CONTROL,
    "Exempt an account from the rules to the end of a day",
)
END_EXEMPTION = Op(
    "suspension.end_exemption",
    EndExemptionRequest,
    ExemptionRow,
    True,
    Power.CREDIT_CONTROL,
    "End an exemption",
)
