"""The run of a day that the breaker has stopped, and that a credit controller lets go on (D-26)."""

from datetime import date, datetime

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.suspension import Reason
from agentview.contract.value import RecordId
from agentview.core.power import Power

MOST_ACCOUNTS = 10_000_000


class ConfirmRunRequest(Message):
    """Let the stopped run of today go on, to `accounts` accounts in all: `acted` and `stopped` as seen."""

    rule_set_id: RecordId
    accounts: int = Field(ge=1, le=MOST_ACCOUNTS)
    reason: Reason


class RunConfirmed(Message):
    """A run that may go on, on one day, to so many accounts in all; more of them wait for the next day."""

    rule_set_id: int
    on_day: date
    accounts: int
    confirmed_by: str
    confirmed_at: datetime


CONFIRM_RUN = Op(
    "suspension_sweep.confirm_run",
    ConfirmRunRequest,
    RunConfirmed,
    True,
    Power.CREDIT_CONTROL,
    "Let a run go on today that the breaker has stopped",
)
