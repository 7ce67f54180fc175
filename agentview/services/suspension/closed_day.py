"""A day of a calendar, of one year or of every one: pure."""

from dataclasses import dataclass
from datetime import date

from agentview.contract.closed_days import LAST_YEAR
from agentview.core.errors import Refusal
from agentview.models.suspension import ClosedDay

LEAP_YEAR = 2000
"""A year that has every day which any year has."""


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A day of a calendar, as it is told apart from others; without a year (0) of every one."""

    month: int
    day: int
    year: int = 0

    @classmethod
    def of(cls, row: ClosedDay) -> "Named":
        """Return the day of a stored row."""
        return cls(row.month, row.day, row.year or 0)

    @property
    def is_one(self) -> bool:
        """Say whether there is such a day."""
        return self._in(self.year or LEAP_YEAR) is not None

    def __str__(self) -> str:
        """Return it as a file has it."""
        return f"{self.year or '*'}-{self.month:02}-{self.day:02}"

    def next_on(self, today: date) -> date | None:
        """Return when it falls next, from today on; None: never."""
        years = (self.year,) if self.year else range(today.year, min(today.year + 9, LAST_YEAR + 1))
        days = (day for year in years if (day := self._in(year)) is not None)
        return next((day for day in days if day >= today), None)

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def no_day(day: Named) -> Refusal:
    """Return what is against a day that there is not, such as the 30th of February."""
    return Refusal("E-CLOSED-DAY", "day", "R-SUS-13", {"day": str(day)})
