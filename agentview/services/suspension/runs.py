"""Which run of a rule set today's is: derived from the cases that it made, a run for each day (D-26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import Session

from agentview.contract.restriction import CaseOrigin
from agentview.core.clock import end_of_day, local_day, start_of_day
from agentview.models.dialect import local_day as local_day_of
from agentview.models.suspension import ConfirmedRun, RestrictionCase, SuspensionRuleSet
from agentview.services.suspension.evaluation import Sought, active_accounts
from agentview.services.suspension.ramp import (
    FIRST,
    LATER,
    SECOND,
    Allowance,
    Before,
    allowance,
    twice_usual,
)

USUAL_DAYS = timedelta(days=28)
"""How far back it is looked for what is usual."""


@dataclass(frozen=True, slots=True)
class Run:
    """The number of a run, and how many accounts it has flagged already."""

    number: int
    acted: int


def run_today(session: Session, rule_set_id: int, now: datetime, zone: str) -> Run:
    """Return the run of a rule set on the day of `now` in `zone`."""
    today = start_of_day(local_day(now, zone), zone)
    first = _first_from(session, rule_set_id, None)
    if first is None:
        return Run(FIRST, 0)
    if first >= today:
        return Run(FIRST, _flagged_since(session, rule_set_id, today))
    second = _first_from(session, rule_set_id, end_of_day(first, zone))
    number = SECOND if second is None or second >= today else LATER
    return Run(number, _flagged_since(session, rule_set_id, today))


def before_today(session: Session, sought: Sought, run: Run, now: datetime, zone: str) -> Before:
    """Return what was done today and before, and what somebody has confirmed."""
    confirmed = session.get(ConfirmedRun, (sought.rules.rule_set_id, local_day(now, zone)))
    return Before(
        acted=run.acted,
        active_accounts=active_accounts(session, sought.provider_id),
        twice_usual=twice_usual(_days_before(session, sought.provider_id, now, zone)),
        confirmed=confirmed.accounts if confirmed is not None else None,
    )


def allowed(
    session: Session, sought: Sought, now: datetime, zone: str, waiting: int
) -> tuple[Allowance, Before]:
    """Return what today's run may do with `waiting` accounts, and from what that follows (D-26).

    The forecast and the sweep both ask here.
    """
    run = run_today(session, sought.rules.rule_set_id, now, zone)
    before = before_today(session, sought, run, now, zone)
    return allowance(sought.rules, run.number, before, waiting), before


def _days_before(session: Session, provider_id: int, now: datetime, zone: str) -> Sequence[int]:
    """Return how many accounts the rules flagged on each day of the last four weeks on which they did."""
    today = local_day(now, zone)
    begin, end = start_of_day(today - USUAL_DAYS, zone), start_of_day(today, zone)
    own = select(SuspensionRuleSet.id).where(SuspensionRuleSet.provider_id == provider_id)
    day = local_day_of(RestrictionCase.flagged_at, literal(zone))
    counted = (
        select(func.count(RestrictionCase.id))
        .where(
            RestrictionCase.rule_set_id.in_(own),
            RestrictionCase.origin == CaseOrigin.AUTO.value,
            RestrictionCase.flagged_at >= begin,
            RestrictionCase.flagged_at < end,
        )
        .group_by(day)
    )
    return session.scalars(counted).all()


def _first_from(session: Session, rule_set_id: int, since: datetime | None) -> datetime | None:
    wanted = _flags(func.min(RestrictionCase.flagged_at), rule_set_id)
    if since is not None:
        wanted = wanted.where(RestrictionCase.flagged_at >= since)
    found: datetime | None = session.scalar(wanted)
    return found


def _flagged_since(session: Session, rule_set_id: int, since: datetime) -> int:
    counted = _flags(func.count(RestrictionCase.id), rule_set_id)
    return session.scalar(counted.where(RestrictionCase.flagged_at >= since)) or 0


def _flags(what: ColumnElement[Any], rule_set_id: int) -> Select[Any]:
    return select(what).where(
        RestrictionCase.rule_set_id == rule_set_id, RestrictionCase.origin == CaseOrigin.AUTO.value
    )
