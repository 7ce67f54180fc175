"""The clock: the only place that asks the machine what time it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present moment; injected wherever time matters."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that moves only when told to: for tests, scenarios and the tour."""

    def __init__(self, start: datetime) -> None:
        """Start at `start`, which must be aware."""
        if start.tzinfo is None:
            raise ValueError("a clock starts at an aware moment")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment last set."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Move the clock by `by` (negative moves it back)."""
        self._now += by

    def set(self, moment: datetime) -> None:
        """Set the clock to an aware moment."""
        self._now = moment.astimezone(UTC)


def local_day(moment: datetime, zone: str) -> date:
    """Return the calendar day of `moment` in the zone named `zone` (IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of_day(moment: datetime, zone: str) -> datetime:
    """Return the first moment after the calendar day of `moment` in `zone`, in UTC."""
    return end_of_day_on(local_day(moment, zone), zone)


def end_of_day_on(day: date, zone: str) -> datetime:
    """Return the first moment after a calendar day in `zone`, in UTC."""
    return start_of_day(day + timedelta(days=1), zone)


def start_of_day(day: date, zone: str) -> datetime:
    """Return the first moment of a calendar day in `zone`, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
