"""The rules of asking the carrier's platform: when, how often, and what follows from a refusal."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agentview.contract.orders import OrderStatus

LEASE = timedelta(minutes=2)
"""So long one worker has a request to itself; a call of the platform must end well before."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
PATIENCE = 5
"""After so many questions without an answer somebody is told."""

NO_PLATFORM = "NO_PLATFORM"
"""Marks a request that is due while no platform is set up."""

QUARANTINED = frozenset({"RECORD_MISMATCH", "IDENTIFIER_IN_USE", "DUPLICATE_RECORD"})
"""Refusals that no retry mends before the carrier has mended its own records."""


def wait_before(unanswered: int) -> timedelta:
    """Return how long to wait before asking again: twice as long each time, to an hour."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(unanswered, 10)))


def status_after_refusal(code: str) -> OrderStatus:
    """Return what an order is shown as when the platform refused with `code` (SM-0)."""
    return OrderStatus.ORDER_QUARANTINED if code in QUARANTINED else OrderStatus.ORDER_FAILED


def due_at(day: date, zone: str, now: datetime) -> datetime:
    """Return when to ask for something wanted on `day`: at its first moment, or now where that is past."""
    return max(now, datetime.combine(day, time(), ZoneInfo(zone)))


def start_day(wanted_on: date, today: date, source_closed_until: date | None) -> date:
    """Return the first day of a service: as wanted, not before it works, nor in what is billed (R-PRV-10)."""
    earliest = max(wanted_on, today)
    if source_closed_until is not None and source_closed_until >= earliest:
        return source_closed_until + timedelta(days=1)
    return earliest


def last_day(wanted_on: date, start_on: date | None) -> date:
    """Return the last day of a service: as wanted, not before it started (R-PRV-28)."""
    return max(wanted_on, start_on) if start_on is not None else wanted_on
