"""Reads closed days from a file: CSV or XLSX with a day and a name in each line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from agentview.contract.closed_days import FIRST_YEAR, LAST_YEAR, MOST_CLOSED_DAYS, ClosedDayLine
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.core.text import clean
from agentview.files.customer_file import CustomerFile
from agentview.files.spellings import by_spelling


class ClosedDayColumn(StrEnum):
    """The columns of the file, as they are called in it."""

    DATE = "date"
    NAME = "name"


C = ClosedDayColumn
SPELLINGS: Mapping[ClosedDayColumn, str] = {
    C.DATE: "date day on closedon holidaydate datum tag",
    C.NAME: "name holiday description bezeichnung feiertag",
}
_LONGEST = 200
_DAY = re.compile(r"(?:(?P<year>\d{4}|\*?)-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
"""2026-12-25; of every year *-12-25, -12-25 or 12-25."""
_MONTHS, _DAYS = 12, 31


@dataclass(frozen=True, slots=True)
class ClosedDayFile:
    """The lines of a file."""

    name: str
    lines: tuple[ClosedDayLine, ...]


def read_closed_days(path: Path) -> ClosedDayFile:
    """Read a file whole; blank rows are passed over.

    Raises Rejected: `E-CLOSED-COLUMNS`, `E-CLOSED-MANY`, and what keeps a file from being read.
    """
    kept: list[ClosedDayLine] = []
    for line in _lines(path):
        if len(kept) == MOST_CLOSED_DAYS:
            raise rejected("E-CLOSED-MANY", most=MOST_CLOSED_DAYS)
        kept.append(line)
    if not kept:
        raise rejected("E-FILE-CSV", file=path.name)
    return ClosedDayFile(path.name, tuple(kept))


def _lines(path: Path) -> Iterator[ClosedDayLine]:
    with CustomerFile(path) as file:
        columns = file.columns()
        found = by_spelling(columns, SPELLINGS)
        missing = [column.value for column in C if column not in found.values()]
        if missing:
            raise rejected("E-CLOSED-COLUMNS", columns=", ".join(missing))
        places = {field: columns.index(column) for column, field in found.items()}
        for row in file.rows():
            cells = row.cells
            values = {field: clean(cells[at]) if at < len(cells) else "" for field, at in places.items()}
            if row.refusals or any(values.values()):
                yield _line(row.number, values, row.refusals)


def _line(number: int, values: Mapping[ClosedDayColumn, str], unread: Sequence[Refusal]) -> ClosedDayLine:
    said, name = values[C.DATE], values[C.NAME]
    refusals = list(unread)
    day = _day(said)
    if not unread and day is None:
        refusals.append(Refusal("E-CLOSED-DAY", "day", "R-SUS-13", {"day": said[:_LONGEST]}))
    if not unread and len(name) > _LONGEST:
        refusals.append(Refusal("E-LONG", "name", values={"most": _LONGEST, "length": len(name)}))
    return ClosedDayLine(
        number=number,
        name=name[:_LONGEST],
        refusals=tuple(map(RefusalInfo.of, refusals)),
        **(day or {}),
    )


def _day(said: str) -> dict[str, int] | None:
    """Read a day; None for what is none. Whether a month has it is not looked at here."""
    match = _DAY.fullmatch(said)
    if match is None:
        return None
    month, day, year = int(match["month"]), int(match["day"]), match["year"] or "*"
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    if year == "*":
        return {"month": month, "day": day}
    is_near = FIRST_YEAR <= int(year) <= LAST_YEAR
    return {"year": int(year), "month": month, "day": day} if is_near else None
