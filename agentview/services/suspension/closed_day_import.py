"""Takes closed days in from a file: tried out line by line, then all of it or nothing (R-SUS-13)."""

from collections.abc import Iterator, Sequence

from agentview.contract.closed_days import (
    ClosedDayEffect,
    ClosedDayLine,
    ClosedDayLines,
    ClosedDaysChecked,
    ClosedDaysImported,
    ClosedDayVerdict,
)
from agentview.contract.feed import ALL_RECORDS
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.models.suspension import ClosedDay
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.suspension.closed_day import Named, no_day
from agentview.services.suspension.closed_days import added_day, all_days, refuse_many, tell_days
from agentview.services.unit import Unit


def check_closed_days(unit: Unit, request: ClosedDayLines) -> ClosedDaysChecked:
    """Return for each line what it comes to, or every reason against it; nothing is written."""
    own_provider(unit)
    return ClosedDaysChecked(verdicts=tuple(_verdicts(all_days(unit), request)))


def import_closed_days(unit: Unit, request: ClosedDayLines) -> ClosedDaysImported:
    """Take in all days of a file. Raises Rejected (`E-CLOSED-LINES`) if one cannot be: then none is."""
    own_provider(unit, is_held=True)
    known = all_days(unit)
    verdicts = list(_verdicts(known, request))
    wrong = [one.number for one in verdicts if one.refusals]
    if wrong:
        raise rejected("E-CLOSED-LINES", lines=len(wrong), first=wrong[0])
    effects = [one.effect for one in verdicts]
    added, renamed = (effects.count(one) for one in (ClosedDayEffect.ADDED, ClosedDayEffect.RENAMED))
    refuse_many(len(known) + added)
    by_day = {Named.of(row): row for row in known}
    for verdict, line in zip(verdicts, request.lines, strict=True):
        if verdict.effect is ClosedDayEffect.ADDED:
            added_day(unit, _named(line), line.name)
        elif verdict.effect is ClosedDayEffect.RENAMED:
            by_day[_named(line)].name = line.name
    unit.session.flush()
    done = ClosedDaysImported(added=added, renamed=renamed, same=effects.count(ClosedDayEffect.SAME))
    said = f"{request.file_name}: {done.added} added, {done.renamed} renamed, {done.same} known"
    unit.audit("provider", unit.caller.provider_id, "import_closed_days", new=said[:200])
    if added or renamed:
        tell_days(unit, ALL_RECORDS, "import_closed_days")
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
        yield no_day(_named(line))
    if not line.name:
        yield Refusal("E-CLOSED-NAME", "name")


def _effect(known: str | None, name: str) -> ClosedDayEffect:
    if known is None:
        return ClosedDayEffect.ADDED
    return ClosedDayEffect.SAME if known == name else ClosedDayEffect.RENAMED


def _named(line: ClosedDayLine) -> Named:
    return Named(line.month or 0, line.day or 0, line.year or 0)
