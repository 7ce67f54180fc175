"""When the rules may act: windows of the week in the provider's zone, and closed days (R-SUS-13)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agentview.core.clock import end_of_day_on, start_of_day

MINUTES_A_DAY = 24 * 60
_HORIZON = timedelta(days=8 * 366)
"""A yearly closed day may fall on the one weekday of a window for years, but not for longer than this."""


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of a weekday (0 is Monday) up to another, which is no longer in it; 1440 is its end."""

    weekday: int
    from_minute: int
    to_minute: int

    @property
    def is_sound(self) -> bool:
        """Say whether it is a window at all: of one day, and not over midnight."""
        return 0 <= self.weekday < 7 and 0 <= self.from_minute < self.to_minute <= MINUTES_A_DAY  # noqa: PLR2004 - days

    @classmethod
    def of(cls, stored: Mapping[str, object]) -> "Window":
        """Read a window as a rule set keeps it: `{"weekday": 0, "from": "09:00", "to": "24:00"}`."""
        weekday = stored["weekday"]
        if not isinstance(weekday, int):
            raise TypeError("a weekday is a number")
        return cls(weekday, _minute(str(stored["from"])), _minute(str(stored["to"])))

    def stored(self) -> dict[str, object]:
        """Return it as a rule set keeps it."""
        return {
            "weekday": self.weekday,
            "from": clock_time(self.from_minute),
            "to": clock_time(self.to_minute),
        }


@dataclass(frozen=True, slots=True)
class Closed:
    """A day on which nobody is restricted; without a year in every one."""

    month: int
    day: int
    year: int | None = None

    def falls_on(self, day: date) -> bool:
        """Say whether it is this day."""
        return (self.month, self.day) == (day.month, day.day) and self.year in {None, day.year}


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the rules of a provider may act. To restore is never shifted: only restricting asks here."""

    zone: str
    windows: tuple[Window, ...]
    closed: tuple[Closed, ...] = ()
    spares_eve: bool = False

    def is_closed(self, day: date) -> bool:
        """Say whether nobody is restricted on a day: a closed one, or one before it where that is spared."""
        eve = self.spares_eve and self._is_named(day + timedelta(days=1))
        return eve or self._is_named(day)

    def is_open(self, now: datetime) -> bool:
        """Say whether the rules may restrict now, by the clock on the provider's wall."""
        local = now.astimezone(ZoneInfo(self.zone))
        minute = local.hour * 60 + local.minute
        return any(
            window.weekday == local.weekday() and window.from_minute <= minute < window.to_minute
            for window in self.windows
        ) and not self.is_closed(local.date())

    def next_window(self, now: datetime) -> datetime | None:
        """Return the first moment from now on, in UTC, at which the rules may act; None: never."""
        if self.is_open(now):
            return now.astimezone(UTC)
        first = now.astimezone(ZoneInfo(self.zone)).date()
        weekdays = {window.weekday for window in self.windows}
        days = (first + timedelta(days=count) for count in range(_HORIZON.days))
        for day in days:
            if day.weekday() in weekdays and not self.is_closed(day):
                found = self._opening(day, now)
                if found is not None:
                    return found
        return None

    def _opening(self, day: date, now: datetime) -> datetime | None:
        """Return the first moment of a day after now at which a window opens.

        It opens at its time on the wall, which a change of the clock may skip or repeat, or by such a change.
        """
        edges = sorted(edge for edge in self._edges(day) if edge > now and self._is_on(day, edge))
        return next((edge for edge in edges if self.is_open(edge)), None)

    def _is_on(self, day: date, moment: datetime) -> bool:
        return moment.astimezone(ZoneInfo(self.zone)).date() == day

    def _edges(self, day: date) -> Iterator[datetime]:
        zone = ZoneInfo(self.zone)
        begin, end = start_of_day(day, self.zone), end_of_day_on(day, self.zone)
        yield begin
        for window in self.windows:
            hour, minute = divmod(window.from_minute, 60)
            for fold in (0, 1):
                at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone, fold=fold)
                yield at.astimezone(UTC)
        yield from _clock_change(begin, end, zone)

    def _is_named(self, day: date) -> bool:
        return any(one.falls_on(day) for one in self.closed)


def _clock_change(begin: datetime, end: datetime, zone: ZoneInfo) -> Iterable[datetime]:
    """Return the moment between two at which the clock on the wall is changed; a day has one at most."""

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    before, last = offset(begin), end - timedelta(minutes=1)
    if before == offset(last):
        return ()
    low, high = begin, last
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // timedelta(minutes=2) * timedelta(minutes=1)
        low, high = (middle, high) if offset(middle) == before else (low, middle)
    return (high,)


def clock_time(minute: int) -> str:
    """Return a minute of the day as people write it: 09:05."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _minute(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)
