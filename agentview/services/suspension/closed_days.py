"""Closed days of the own provider: listed, added, removed, and taken in from a file (R-SUS-13)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.closed_days import (
    LAST_YEAR,
    MOST_CLOSED_DAYS,
    AddClosedDayRequest,
    ClosedDayEffect,
    ClosedDayLine,
    ClosedDayLines,
    ClosedDayRow,
    ClosedDays,
    ClosedDaysChecked,
    ClosedDaysImported,
    ClosedDayVerdict,
    RemoveClosedDayRequest,
)
from agentview.contract.feed import ALL_RECORDS, Topic
from agentview.contract.op import Nothing
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, Refusal, Rejected, rejected
from agentview.models.suspension import ClosedDay
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.own_records import own_record
from agentview.services.unit import Unit

ENTITY = "closed_day"
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


def closed_days(unit: Unit, _request: Nothing) -> ClosedDays:
    """Return all closed days, those that come next first; past ones last."""
    own_provider(unit)
    rows = [_row(unit, row) for row in _all(unit)]
    never = date.max
    rows.sort(key=lambda row: (row.next_on or never, row.year or 0, row.month, row.day, row.closed_day_id))
    return ClosedDays(rows=tuple(rows), as_of=unit.now)


def add_closed_day(unit: Unit, request: AddClosedDayRequest) -> ClosedDayRow:
    """Add a day. Raises Rejected (`E-CLOSED-DAY`, `E-CLOSED-MANY`), Conflict (`E-CLOSED-KNOWN`).

    The provider is held: of two at once with one day, the second finds the first.
    """
    own_provider(unit, is_held=True)
    day = Named(request.month, request.day, request.year or 0)
    if not day.is_one:
        raise Rejected(_no_day(day))
    known = _all(unit)
    there = next((row for row in known if Named.of(row) == day), None)
    if there is not None:
        values = {"day": str(day), "name": there.name}
        raise Conflict(Refusal("E-CLOSED-KNOWN", "day", "R-SUS-13", {**values}))
    _refuse_many(len(known) + 1)
    made = _added(unit, day, request.name)
    unit.session.flush()
    unit.audit(ENTITY, made.id, "add", new=f"{day}: {request.name}")
    _tell(unit, made.id, "add_closed_day")
    return _row(unit, made)


def remove_closed_day(unit: Unit, request: RemoveClosedDayRequest) -> ClosedDayRow:
    """Remove a day; return it as it was. Raises Conflict (`E-STALE`), NotFound, also for another's."""
    found = own_record(unit, ClosedDay, "closed_day_id", request.closed_day_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    shown = _row(unit, found)
    unit.session.delete(found)
    unit.audit(ENTITY, shown.closed_day_id, "remove", old=f"{Named.of(found)}: {found.name}")
    _tell(unit, shown.closed_day_id, "remove_closed_day")
    return shown


def check_closed_days(unit: Unit, request: ClosedDayLines) -> ClosedDaysChecked:
    """Return for each line what it comes to, or every reason against it; nothing is written."""
    own_provider(unit)
    return ClosedDaysChecked(verdicts=tuple(_verdicts(_all(unit), request)))


def import_closed_days(unit: Unit, request: ClosedDayLines) -> ClosedDaysImported:
    """Take in all days of a file. Raises Rejected (`E-CLOSED-LINES`) if one cannot be: then none is."""
    own_provider(unit, is_held=True)
    known = _all(unit)
    verdicts = list(_verdicts(known, request))
    wrong = [one.number for one in verdicts if one.refusals]
    if wrong:
        raise rejected("E-CLOSED-LINES", lines=len(wrong), first=wrong[0])
    effects = [one.effect for one in verdicts]
    added, renamed = (effects.count(one) for one in (ClosedDayEffect.ADDED, ClosedDayEffect.RENAMED))
    _refuse_many(len(known) + added)
    by_day = {Named.of(row): row for row in known}
    for verdict, line in zip(verdicts, request.lines, strict=True):
        if verdict.effect is ClosedDayEffect.ADDED:
            _added(unit, _named(line), line.name)
        elif verdict.effect is ClosedDayEffect.RENAMED:
            by_day[_named(line)].name = line.name
    unit.session.flush()
    done = ClosedDaysImported(added=added, renamed=renamed, same=effects.count(ClosedDayEffect.SAME))
    said = f"{request.file_name}: {done.added} added, {done.renamed} renamed, {done.same} known"
    unit.audit("provider", unit.caller.provider_id, "import_closed_days", new=said[:200])
    if added or renamed:
        _tell(unit, ALL_RECORDS, "import_closed_days")
    return done


def _verdicts(known: Sequence[ClosedDay], request: ClosedDayLines) -> Iterator[ClosedDayVerdict]:
    names = {Named.of(row): row.name for row in known}
    seen: set[Named] = set()
    for line in request.lines:
        refusals = [one.refusal() for one in line.refusals] or list(_refusals(line))
        if not refusals and _named(line) in seen:
            refusals.append(Refusal("E-CLOSED-TWICE", "day", values={"day": str(_named(line))}))
        if not refusals:
            seen.add(_named(line))
        yield ClosedDayVerdict(
            number=line.number,
            year=line.year,
            month=line.month,
            day=line.day,
            name=line.name,
            effect=None if refusals else _effect(names.get(_named(line)), line.name),
            refusals=tuple(map(RefusalInfo.of, refusals)),
        )


def _refusals(line: ClosedDayLine) -> Iterator[Refusal]:
    if not _named(line).is_one:
        yield _no_day(_named(line))
    if not line.name:
        yield Refusal("E-CLOSED-NAME", "name")


def _effect(known: str | None, name: str) -> ClosedDayEffect:
    if known is None:
        return ClosedDayEffect.ADDED
    return ClosedDayEffect.SAME if known == name else ClosedDayEffect.RENAMED


def _named(line: ClosedDayLine) -> Named:
    return Named(line.month or 0, line.day or 0, line.year or 0)


def _no_day(day: Named) -> Refusal:
    return Refusal("E-CLOSED-DAY", "day", "R-SUS-13", {"day": str(day)})


def _refuse_many(days: int) -> None:
    if days > MOST_CLOSED_DAYS:
        raise rejected("E-CLOSED-MANY", most=MOST_CLOSED_DAYS)


def _all(unit: Unit) -> Sequence[ClosedDay]:
    wanted = select(ClosedDay).where(ClosedDay.provider_id == unit.caller.provider_id)
    return unit.session.scalars(wanted.order_by(ClosedDay.id)).all()


def _added(unit: Unit, day: Named, name: str) -> ClosedDay:
    made = ClosedDay(
        provider_id=unit.caller.provider_id,
        year=day.year or None,
        month=day.month,
        day=day.day,
        name=name,
    )
    unit.session.add(made)
    return made


def _row(unit: Unit, row: ClosedDay) -> ClosedDayRow:
    return ClosedDayRow(
        closed_day_id=row.id,
        version=row.row_version,
        year=row.year,
        month=row.month,
        day=row.day,
        name=row.name,
        next_on=Named.of(row).next_on(unit.today),
    )


def _tell(unit: Unit, number: int, verb: str) -> None:
    unit.changed(Topic.RULE_SET, number, verb, (unit.caller.provider_id, None))
