"""Back-off on failed sign-ins of one username from one address; nobody is ever locked out for good."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agentview.core.errors import Refusal, Throttled
from agentview.core.text import fold
from agentview.models.dialect import upsert
from agentview.models.party import SignInThrottle
from agentview.services.unit import Unit

FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=15)


def wait_after(failures: int) -> timedelta:
    """Return how long the next try must wait: nothing at first, then doubling up to a quarter of an hour."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(LONGEST_WAIT, timedelta(seconds=2 ** min(failures - FREE_TRIES + 1, 20)))


def demand(session: Session, username: str, address: str, now: datetime) -> None:
    """Raise Throttled (`E-THROTTLED`), with the seconds left, while the name must wait at this address."""
    next_allowed_at = session.scalar(
        select(SignInThrottle.next_allowed_at).where(
            SignInThrottle.username == key(username), SignInThrottle.address == address
        )
    )
    if next_allowed_at is not None and next_allowed_at > now:
        seconds = int((next_allowed_at - now).total_seconds()) + 1
        raise Throttled(Refusal("E-THROTTLED", values={"seconds": seconds}))


def note_failure(unit: Unit, username: str) -> None:
    """Count a failed try, and make the next one wait."""
    known = unit.session.get(SignInThrottle, (key(username), unit.address), with_for_update=True)
    failures = 1 if known is None else known.failures + 1
    values: dict[str, object] = {
        "username": key(username),
        "address": unit.address,
        "failures": failures,
        "next_allowed_at": unit.now + wait_after(failures),
    }
    upsert(unit.session, SignInThrottle, values, (SignInThrottle.username, SignInThrottle.address))


def forget(unit: Unit, username: str) -> None:
    """Forget the failed tries, after one that was right."""
    unit.session.execute(
        delete(SignInThrottle).where(
            SignInThrottle.username == key(username), SignInThrottle.address == unit.address
        )
    )


def key(username: str) -> str:
    """Return under what the failures of a name are counted: another case does not begin anew."""
    return fold(username)[:200]
