"""How numbers, days and moments are written where the reader lives.

Knows nothing of Qt, so that presenters may use it; `language` chooses it before the first text is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class LocalFormat:
    """The marks of numbers, the names of days and months, and how a day and a moment are written.

    `day` and `short_day` (without the year) may use {day}, {month}, {number} (of the month) and {year};
    `day_pattern` is the same day as Qt writes it in a field. `ago` and `ahead` use {amount}, such as "3 h".
    """

    group: str = ","
    point: str = "."
    weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months: tuple[str, ...] = (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
    day: str = "{day} {month} {year}"
    short_day: str = "{day} {month}"
    day_pattern: str = "dd MMM yyyy"
    just_now: str = "just now"
    ago: str = "{amount} ago"
    ahead: str = "in {amount}"
    day_unit: str = "d"

    def number(self, number: float | Decimal, places: int) -> str:
        """Return a number with its thousands grouped."""
        return f"{number:,.{places}f}".translate({ord(","): self.group, ord("."): self.point})

    def written(self, day: date, form: str) -> str:
        """Return a day in one of its forms."""
        return form.format(day=day.day, month=self.months[day.month - 1], number=day.month, year=day.year)


ENGLISH = LocalFormat()


class _Reader:
    """Where the reader lives: a desktop has one."""

    local = ENGLISH


def local_format() -> LocalFormat:
    """Return how it is written for the reader."""
    return _Reader.local


def use_format(local: LocalFormat) -> None:
    """Write so from now on."""
    _Reader.local = local


def count_text(number: int) -> str:
    """Return a whole number with its thousands grouped, such as 1,234."""
    return _Reader.local.number(number, 0)


def fraction_text(number: float | Decimal, places: int) -> str:
    """Return a number with so many places, its thousands grouped, such as 1,234.5."""
    return _Reader.local.number(number, places)
