"""Days on which nobody is restricted: listed, added, removed, and taken in from a file (R-SUS-13)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.suspension import Name
from agentview.contract.value import Line, RecordId, RefusalInfo, Version
from agentview.core.power import Power

MOST_CLOSED_DAYS = 1_000
"""So many days a provider has at most, and so many lines one file may have."""
FIRST_YEAR, LAST_YEAR = 2000, 2100

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]


class ClosedDayRow(Message):
    """A closed day; `year` None is every year. `next_on`: when it falls next from today on, None: never."""

    closed_day_id: int
    version: int
    year: int | None
    month: int
    day: int
    name: str
    next_on: date | None


class ClosedDays(Message):
    """All closed days of the own provider, those that come next first and past ones last."""

    rows: tuple[ClosedDayRow, ...]
    as_of: datetime


class AddClosedDayRequest(Message):
    """A day on which nobody is restricted; without a year in every one."""

    year: Year | None = None
    month: Month
    day: Day
    name: Name


class RemoveClosedDayRequest(Message):
    """A day on which the rules act again."""

    closed_day_id: RecordId
    version: Version


class ClosedDayLine(Message):
    """A line of a file; `year` None is every year. `refusals` say what of it could not be read."""

    number: int = Field(ge=1, le=2**31)
    year: Year | None = None
    month: Month | None = None
    day: Day | None = None
    name: Line = ""
    refusals: tuple[RefusalInfo, ...] = Field(default=(), max_length=10)


class ClosedDayLines(Message):
    """The lines of a file; days that it does not name stay."""

    file_name: Line
    lines: Annotated[tuple[ClosedDayLine, ...], Field(min_length=1, max_length=MOST_CLOSED_DAYS)]


class ClosedDayEffect(StrEnum):
    """What a line comes to."""

    ADDED = "ADDED"
    RENAMED = "RENAMED"
    """The day is known by another name."""
    SAME = "SAME"


class ClosedDayVerdict(Message):
    """What a line comes to, or every reason against it."""

    number: int
    year: int | None
    month: int | None
    day: int | None
    name: str
    effect: ClosedDayEffect | None
    refusals: tuple[RefusalInfo, ...]


class ClosedDaysChecked(Message):
    """A verdict for each line; nothing was written."""

    verdicts: tuple[ClosedDayVerdict, ...]


class ClosedDaysImported(Message):
    """How many days were added, were given another name, and were there already."""

    added: int
    renamed: int
    same: int


CLOSED_DAYS = Op(
    "suspension.closed_days",
    Nothing,
    ClosedDays,
    False,
    Power.READ_STATUS,
    "List the days on which nobody is restricted",
)
ADD_CLOSED_DAY = Op(
    "suspension.add_closed_day",
    AddClosedDayRequest,
    ClosedDayRow,
    True,
    Power.RULES_PROPOSE,
    "Add a day on which nobody is restricted",
)
REMOVE_CLOSED_DAY = Op(
    "suspension.remove_closed_day",
    RemoveClosedDayRequest,
    ClosedDayRow,
    True,
    Power.RULES_PROPOSE,
    "Remove a day on which nobody is restricted",
)
CHECK_CLOSED_DAYS = Op(
    "suspension.check_closed_days",
    ClosedDayLines,
    ClosedDaysChecked,
    False,
    Power.RULES_PROPOSE,
    "Try out a file of closed days",
)
IMPORT_CLOSED_DAYS = Op(
    "suspension.import_closed_days",
    ClosedDayLines,
    ClosedDaysImported,
    True,
    Power.RULES_PROPOSE,
    "Import closed days",
)
