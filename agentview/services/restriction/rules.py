"""When an account is Suspended, which bar a service needs, when a refused bar is tried again: pure."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from agentview.contract.account import AccountStatus
from agentview.contract.customers import RestrictionStatus
from agentview.contract.status import Bar, HoldCause
from agentview.contract.subscription import SubscriptionStatus

NO_BAR = ""
TRIES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long after each refusal the network is asked again by itself; after the last one a person is told."""

OVER = frozenset({SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value})
_STRENGTH = tuple(bar.value for bar in Bar)
_REASONS = {
    HoldCause.NON_PAYMENT: "Non-payment",
    HoldCause.CREDIT_LIMIT: "Credit Limit Exceeded",
}


class Standing(NamedTuple):
    """A service of an account: its status, and how far the network is with its bar."""

    status: str
    restriction: str


def becomes_suspended(account_status: int, services: Iterable[Standing]) -> bool:
    """Say whether an account is Suspended now (R-SUS-16, 17, 27, 29).

    It is Active, every service that has not ended is RESTRICTED, and there is one. A PreActive service, one
    that failed, or one that still works until it is cancelled keeps it Active.
    """
    living = [one for one in services if one.status not in OVER]
    is_barred = all(
        one.restriction == RestrictionStatus.RESTRICTED.value
        and one.status != SubscriptionStatus.PRE_ACTIVE.value
        for one in living
    )
    return account_status == AccountStatus.ACTIVE and bool(living) and is_barred


def strongest_bar(bars: Iterable[str]) -> str:
    """Return the bar that rules among holds; one that is not known bars what goes out (D-26)."""
    known = [bar if bar in _STRENGTH else Bar.OUTGOING.value for bar in bars]
    return min(known, key=_STRENGTH.index, default=NO_BAR)


def wait_before_try(refusals: int) -> timedelta | None:
    """Return how long to wait after so many refusals; None: no more by itself (SM-5)."""
    return TRIES[refusals - 1] if refusals <= len(TRIES) else None


def status_reason(cause: str) -> str:
    """Return the reason of an account's status for the cause of its holds (E35)."""
    return _REASONS.get(HoldCause(cause), "Other")
