"""The statements of the figures of the day; each reads its own, whatever the number of accounts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.credit_desk import LATELY_DAYS, AgeBucket, CaseStateCount, DayCount, Owing
from agentview.contract.ledger import PromiseStatus
from agentview.contract.restriction import CaseState
from agentview.core.clock import local_day, start_of_day
from agentview.models.customer import Account
from agentview.models.events import Notification
from agentview.models.money import Invoice, PaymentPromise
from agentview.models.suspension import RestrictionCase
from agentview.services.suspension.conditions import ENDED, IS_DUE, IS_OPEN_CASE
from agentview.services.unit import Unit

R = RestrictionCase
P = PaymentPromise
N = Notification

MOST_DAYS: Mapping[AgeBucket, int] = {
    AgeBucket.NOT_DUE: 0,
    AgeBucket.TO_14: 14,
    AgeBucket.TO_30: 30,
    AgeBucket.TO_60: 60,
    AgeBucket.TO_90: 90,
}
"""So many days is an invoice of an age overdue at most; one that is due today is not."""
BROKEN_LATELY = timedelta(days=7)
_NOT_SENT, _FAILED = "NOT_SENT", "ERROR"
_ONE: ColumnElement[int] = literal_column("1", Integer())


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """How many promises are for today and what they come to in minor units; how many were broken lately."""

    today: int
    today_cents: int
    broken: int


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """How many messages of today were not sent, and how many failed."""

    not_sent: int
    failed: int


def accounts_owing(unit: Unit) -> int:
    """Count the accounts that owe anything, each once."""
    counted = select(func.count(Invoice.account_id.distinct())).join(Account, _is_own(unit)).where(IS_DUE)
    return unit.session.scalar(counted) or 0


def owing(unit: Unit) -> tuple[Owing, ...]:
    """Add up what is due by how long it is overdue, every age named."""
    age = _age(unit.today).label("age")
    rows = unit.session.execute(
        select(
            age,
            func.count(Invoice.account_id.distinct()).label("accounts"),
            func.sum(Invoice.amount_due_inc_cents).label("cents"),
        )
        .join(Account, _is_own(unit))
        .where(IS_DUE)
        .group_by(age)
    )
    found = {row.age: (row.accounts, row.cents) for row in rows}
    places = enumerate(AgeBucket)
    return tuple(
        Owing(bucket=bucket, accounts=accounts, cents=cents)
        for place, bucket in places
        for accounts, cents in (found.get(place, (0, 0)),)
    )


def days(unit: Unit, zone: str) -> tuple[DayCount, ...]:
    """Count what was restricted and what was restored on each of the last days, in the provider's zone."""
    today = local_day(unit.now, zone)
    all_days = [today - timedelta(days=ago) for ago in reversed(range(LATELY_DAYS))]
    restricted, restored = (_by_day(unit, zone, all_days, at) for at in (R.restricted_at, R.restored_at))
    return tuple(DayCount(on=day, restricted=restricted[day], restored=restored[day]) for day in all_days)


def open_cases(unit: Unit) -> tuple[CaseStateCount, ...]:
    """Count open cases by their state, every open state named."""
    rows = unit.session.execute(
        select(R.state, func.count())
        .where(R.provider_id == unit.caller.provider_id, IS_OPEN_CASE)
        .group_by(R.state)
    )
    found = {row[0]: row[1] for row in rows}
    states = [state for state in CaseState if state.value not in ENDED]
    return tuple(CaseStateCount(state=state, cases=found.get(state.value, 0)) for state in states)


def promises(unit: Unit) -> PromiseFigures:
    """Count the promises of today and those broken lately, in one statement."""
    is_today = and_(P.status == PromiseStatus.OPEN.value, P.promised_for == unit.today)
    is_broken = and_(P.status == PromiseStatus.BROKEN.value, P.ended_at > unit.now - BROKEN_LATELY)
    row = unit.session.execute(
        select(_sum(is_today), _sum(is_today, P.amount_cents.expression), _sum(is_broken))
        .join(Account, Account.id == P.account_id)
        .where(Account.provider_id == unit.caller.provider_id, is_today | is_broken)
    ).one()
    return PromiseFigures(*row)


def notices(unit: Unit, zone: str) -> NoticeFigures:
    """Count the messages queued today that were not sent, or failed, in one statement."""
    begin = start_of_day(local_day(unit.now, zone), zone)
    row = unit.session.execute(
        select(_sum(N.status == _NOT_SENT), _sum(N.status == _FAILED)).where(
            N.provider_id == unit.caller.provider_id,
            N.status.in_((_NOT_SENT, _FAILED)),
            N.queued_at >= begin,
        )
    ).one()
    return NoticeFigures(*row)


def _age(today: date) -> ColumnElement[int]:
    """Return the place of an invoice's age among all ages."""
    bounds = [
        (Invoice.due_on >= today - timedelta(days=most), literal_column(str(place), Integer()))
        for place, most in enumerate(MOST_DAYS.values())
    ]
    return case(*bounds, else_=literal_column(str(len(bounds)), Integer()))


def _by_day(
    unit: Unit, zone: str, all_days: list[date], at: InstrumentedAttribute[datetime | None]
) -> Counter[date]:
    """Count cases by the day of a moment of theirs.

    The days are bounds in UTC, because a day has 23 or 25 hours twice a year.
    """
    begins = [start_of_day(day, zone) for day in all_days]
    ways = [
        (at >= begin, literal_column(str(place), Integer()))
        for place, begin in reversed(list(enumerate(begins)))
    ]
    place = case(*ways).label("place")
    rows = unit.session.execute(
        select(place, func.count())
        .where(R.provider_id == unit.caller.provider_id, at >= begins[0])
        .group_by(place)
    )
    return Counter({all_days[number]: cases for number, cases in rows})


def _sum(which: ColumnElement[bool], amount: ColumnElement[int] = _ONE) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((which, amount), else_=0)), 0)


def _is_own(unit: Unit) -> ColumnElement[bool]:
    return and_(Account.id == Invoice.account_id, Account.provider_id == unit.caller.provider_id)
