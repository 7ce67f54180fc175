"""Looks through the audit log in steps of bounded size: no filter reads a million entries for one page.

Every list begins with the index of its `driver` (one record, one customer, one person, or the provider) in
the order of time. A step takes the next so many entries from there and keeps those that the filter means.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from agentview.models.trail import AuditEntry
from agentview.services.audit.place import LogPlace

A = AuditEntry
Entry = type[AuditEntry]
Condition = ColumnElement[bool]

STEPS = (500, 5_000, 20_000, 20_000, 20_000, 20_000)
"""So many entries a step looks at; a page that is still not full then is given short."""

CAP = 1_000
"""Counts stop here."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: `driver` begins in an index, `keeps` says what of it is meant."""

    driver: tuple[Condition, ...]
    keeps: Callable[[Entry], list[Condition]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `last` is where to go on, `looked_to` the oldest place that was looked at."""

    entries: list[AuditEntry]
    last: LogPlace | None
    looked_to: LogPlace | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries were found; `is_whole`: there was nothing more to look at."""

    matches: int
    is_whole: bool


def page(session: Session, wanted: Wanted, place: LogPlace | None, limit: int) -> Found:
    """Return the next entries after `place`, newest first."""
    entries: list[AuditEntry] = []
    looked_to = place
    for step in STEPS:
        missing = limit - len(entries)
        entry = aliased(A, _window(wanted, looked_to, step).subquery())
        kept = select(entry).where(*wanted.keeps(entry)).order_by(entry.at.desc(), entry.id.desc())
        fresh = session.scalars(kept.limit(missing)).all()
        entries += fresh
        if len(fresh) == missing:
            last = LogPlace(fresh[-1].at, fresh[-1].id)
            return Found(entries, last, last)
        end = _end(session, wanted, looked_to, step)
        if end is None:
            return Found(entries, None, looked_to if not entries else _place(entries[-1]))
        looked_to = end
    return Found(entries, looked_to, looked_to)


def count(session: Session, wanted: Wanted, most_looked_at: int, cap: int = CAP) -> Counted:
    """Count what is found among the newest `most_looked_at` entries, to a cap."""
    matches, looked_to = 0, None
    for step in _steps(most_looked_at):
        entry = aliased(A, _window(wanted, looked_to, step).subquery())
        capped = select(entry.id).where(*wanted.keeps(entry)).limit(cap - matches).subquery()
        matches += session.scalar(select(func.count()).select_from(capped)) or 0
        if matches >= cap:
            return Counted(cap, is_whole=False)
        looked_to = _end(session, wanted, looked_to, step)
        if looked_to is None:
            return Counted(matches, is_whole=True)
    return Counted(matches, is_whole=False)


def _steps(most: int) -> Iterator[int]:
    for step in STEPS:
        if most <= 0:
            return
        yield min(step, most)
        most -= step
    while most > 0:
        yield min(STEPS[-1], most)
        most -= STEPS[-1]


def _window(wanted: Wanted, place: LogPlace | None, size: int) -> Select[AuditEntry]:
    """Select the entries of a step: they come from one index, without a look at what is meant."""
    after = [] if place is None else [_is_before(place)]
    return select(A).where(*wanted.driver, *after).order_by(A.at.desc(), A.id.desc()).limit(size)


def _end(session: Session, wanted: Wanted, place: LogPlace | None, size: int) -> LogPlace | None:
    """Return the place of the last entry of a step; None where the log ended before."""
    ordered = _window(wanted, place, 1).offset(size - 1).with_only_columns(A.at, A.id)
    row = session.execute(ordered).first()
    return None if row is None else LogPlace(row[0], row[1])


def _place(entry: AuditEntry) -> LogPlace:
    return LogPlace(entry.at, entry.id)


def _is_before(place: LogPlace) -> Condition:
    """Return what comes after a place in the list, so that an index on the time can be used."""
    return and_(A.at <= place.at, or_(A.at < place.at, A.id < place.entry_id))
