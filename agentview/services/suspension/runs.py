"""Which run of a rule set today's is: derived from the cases that it made, a run for each day (D-26)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from agentview.contract.restriction import CaseOrigin
from agentview.core.clock import end_of_day, local_day, start_of_day
from agentview.models.suspension import RestrictionCase
from agentview.services.suspension.ramp import FIRST, LATER, SECOND


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
