"""Closed days of the own provider: listed, added, removed (R-SUS-13)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from agentview.contract.closed_days import (
    MOST_CLOSED_DAYS,
    AddClosedDayRequest,
    ClosedDayRow,
    ClosedDays,
    RemoveClosedDayRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.core.errors import Conflict, Refusal, Rejected, rejected
from agentview.models.suspension import ClosedDay
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.own_records import own_record
from agentview.services.suspension.closed_day import Named, no_day
from agentview.services.unit import Unit

ENTITY = "closed_day"


def closed_days(unit: Unit, _request: Nothing) -> ClosedDays:
    """Return all closed days, those that come next first; past ones last."""
    own_provider(unit)
    rows = [_row(unit, row) for row in all_days(unit)]
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
        raise Rejected(no_day(day))
    known = all_days(unit)
    there = next((row for row in known if Named.of(row) == day), None)
    if there is not None:
        values = {"day": str(day), "name": there.name}
        raise Conflict(Refusal("E-CLOSED-KNOWN", "day", "R-SUS-13", {**values}))
    refuse_many(len(known) + 1)
    made = added_day(unit, day, request.name)
    unit.session.flush()
    unit.audit(ENTITY, made.id, "add", new=f"{day}: {request.name}")
    tell_days(unit, made.id, "add_closed_day")
    return _row(unit, made)


def remove_closed_day(unit: Unit, request: RemoveClosedDayRequest) -> ClosedDayRow:
    """Remove a day; return it as it was. Raises Conflict (`E-STALE`), NotFound, also for another's."""
    found = own_record(unit, ClosedDay, "closed_day_id", request.closed_day_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    shown = _row(unit, found)
    unit.session.delete(found)
    unit.audit(ENTITY, shown.closed_day_id, "remove", old=f"{Named.of(found)}: {found.name}")
    tell_days(unit, shown.closed_day_id, "remove_closed_day")
    return shown


def refuse_many(days: int) -> None:
    """Raise Rejected (`E-CLOSED-MANY`) where a provider would have more than there may be."""
    if days > MOST_CLOSED_DAYS:
        raise rejected("E-CLOSED-MANY", most=MOST_CLOSED_DAYS)


def all_days(unit: Unit) -> Sequence[ClosedDay]:
    """Return the closed days of the own provider."""
    wanted = select(ClosedDay).where(ClosedDay.provider_id == unit.caller.provider_id)
    return unit.session.scalars(wanted.order_by(ClosedDay.id)).all()


def added_day(unit: Unit, day: Named, name: str) -> ClosedDay:
    """Write a day down."""
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


def tell_days(unit: Unit, number: int, verb: str) -> None:
    """Tell open screens that the calendar of the rules changed."""
    unit.changed(Topic.RULE_SET, number, verb, (unit.caller.provider_id, None))
