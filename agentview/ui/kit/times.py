"""Reads and shows times of a day as people write them, such as 09:00-12:00, 13:00-17:00."""

from __future__ import annotations

import re

MINUTES_A_DAY = 24 * 60
MINUTES_AN_HOUR = 60
Span = tuple[int, int]
"""From a minute of the day up to another; 1440 is its end."""

_SPAN = re.compile(r"(\d{1,2})(?::?(\d{2}))?\s*[-\u2013]\s*(\d{1,2})(?::?(\d{2}))?")


class TimesError(ValueError):
    """The text names no times of a day."""


def read_times(text: str) -> tuple[Span, ...]:
    """The spans that were typed; none for no text.

    Minutes may be left out: 9-17. Raises TimesError for what is no span of one day, or ends before it begins.
    """
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    return tuple(_span(part) for part in parts if part)


def show_times(spans: tuple[Span, ...]) -> str:
    """Spans as they are typed back."""
    return ", ".join(f"{_clock(start)}\u2013{_clock(end)}" for start, end in spans)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise TimesError(text)
    start, end = (_minute(found[at], found[at + 1]) for at in (1, 3))
    if not start < end <= MINUTES_A_DAY:
        raise TimesError(text)
    return start, end


def _minute(hours: str, minutes: str | None) -> int:
    more = int(minutes or 0)
    if more >= MINUTES_AN_HOUR:
        raise TimesError(minutes)
    return int(hours) * MINUTES_AN_HOUR + more


def _clock(minute: int) -> str:
    return f"{minute // MINUTES_AN_HOUR:02d}:{minute % MINUTES_AN_HOUR:02d}"
