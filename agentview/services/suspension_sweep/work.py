"""Whether there is anything to sweep for a provider, and when its bars are to be compared (nightly)."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agentview.contract.restriction import RuleSetStatus
from agentview.models.job_run import JobRun
from agentview.models.party import Provider
from agentview.models.subscription import ServiceHold
from agentview.models.suspension import RestrictionCase, SuspensionRuleSet
from agentview.services.suspension.conditions import IS_OPEN_CASE

NIGHT = time(4, 0)
"""When bars are compared, on the wall of the provider: no change of the clock skips it."""


def has_sweep(session: Session, provider_id: int) -> bool:
    """Say whether a provider has rules that rule or will, or cases that are open."""
    ruled = select(SuspensionRuleSet.id).where(
        SuspensionRuleSet.provider_id == provider_id, SuspensionRuleSet.status == RuleSetStatus.ENABLED.value
    )
    cases = select(RestrictionCase.id).where(RestrictionCase.provider_id == provider_id, IS_OPEN_CASE)
    holds = select(ServiceHold.id).where(ServiceHold.until_on.is_not(None), ServiceHold.lifted_at.is_(None))
    return any(session.execute(one.limit(1)).first() is not None for one in (ruled, cases, holds))


def is_night_due(session: Session, provider_id: int, job: str, now: datetime) -> bool:
    """Say whether no run of a job was asked for since it was last night for a provider; late is better."""
    asked = session.scalar(
        select(func.max(JobRun.created_at)).where(JobRun.provider_id == provider_id, JobRun.job == job)
    )
    zone = session.get_one(Provider, provider_id).timezone
    return asked is None or asked < last_night(now, zone)


def last_night(now: datetime, zone: str) -> datetime:
    """Return when it was last `NIGHT` in a zone, in UTC."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= NIGHT else local.date() - timedelta(days=1)
    return datetime.combine(day, NIGHT, ZoneInfo(zone)).astimezone(UTC)
