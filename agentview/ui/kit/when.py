"""Shows moments: relative within a day, else the weekday, always with the full date at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

_MINUTE, _HOUR, _DAY, _WEEK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(hours=24),
    timedelta(days=6),
)


class WhenWords(Protocol):
    """The words around the numbers, in the user's language."""

    def just_now(self) -> str:
        """Less than a minute ago."""

    def ago(self, amount: str) -> str:
        """`amount` is like "3 h"."""

    def ahead(self, amount: str) -> str:
        """In the future; `amount` is like "3 h"."""

    def weekday(self, at: datetime) -> str:
        """The short name of the day of the week."""

    def month(self, at: date) -> str:
        """The short name of the month."""


@dataclass(frozen=True)
class EnglishWords:
    """Words for tests and for a desktop without a translation."""

    def just_now(self) -> str:
        """Less than a minute ago."""
        return "just now"

    def ago(self, amount: str) -> str:
        """In the past."""
        return f"{amount} ago"

    def ahead(self, amount: str) -> str:
        """In the future."""
        return f"in {amount}"

    def weekday(self, at: datetime) -> str:
        """The short name of the day."""
        return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[at.weekday()]

    def month(self, at: date) -> str:
        """The short name of the month."""
        months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return months[at.month - 1]


ENGLISH = EnglishWords()


def show_moment(moment: datetime, now: datetime, zone: ZoneInfo, words: WhenWords = ENGLISH) -> str:
    """Relative ("3 h ago") within 24 hours, then "Tue 14:02" for six days, then "3 Mar 14:02".

    The year is named where it is not this one.
    """
    gap = now - moment
    if abs(gap) < _DAY:
        amount = show_short(abs(gap))
        if abs(gap) < _MINUTE:
            return words.just_now()
        return words.ago(amount) if gap > timedelta(0) else words.ahead(amount)
    local, today = moment.astimezone(zone), now.astimezone(zone)
    clock = f"{local:%H:%M}"
    if abs(gap) < _WEEK:
        return f"{words.weekday(local)} {clock}"
    year = f" {local.year}" if local.year != today.year else ""
    return f"{local.day} {words.month(local)}{year} {clock}"


def show_full(moment: datetime, zone: ZoneInfo, words: WhenWords = ENGLISH) -> str:
    """The full date with zone and UTC, for a tooltip."""
    local, utc = moment.astimezone(zone), moment.astimezone(UTC)
    day = f"{words.weekday(local)} {show_day(local.date(), words)}"
    return f"{day} {local:%H:%M:%S} {zone.key}\n{utc:%Y-%m-%d %H:%M:%S} UTC"


def show_day(day: date, words: WhenWords = ENGLISH) -> str:
    """A calendar day, such as 3 Mar 2026."""
    return f"{day.day} {words.month(day)} {day.year}"


def show_short(length: timedelta) -> str:
    """One unit: seconds, minutes, hours or days, such as 4 s, 12 min, 3 h, 2 d."""
    if length < _MINUTE:
        return f"{int(length.total_seconds())} s"
    if length < _HOUR:
        return f"{length // _MINUTE} min"
    return f"{length // _HOUR} h" if length < 2 * _DAY else f"{length // _DAY} d"


def show_length(length: timedelta) -> str:
    """Hours and minutes as queues show ages, such as 3h 05m; negative with a minus."""
    sign = "\u2212" if length < timedelta(0) else ""
    minutes = abs(length) // _MINUTE
    return f"{sign}{minutes // 60}h {minutes % 60:02d}m"
