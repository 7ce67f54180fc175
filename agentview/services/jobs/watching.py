"""How the jobs of all providers stand, for who watches over the server: numbers alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from agentview.contract.jobs import RunStatus
from agentview.models.job_run import IS_OPEN, JobRun
from agentview.services.work import Transaction

RECENT = timedelta(hours=1)
"""How far back runs that have ended are counted."""


@dataclass(frozen=True, slots=True)
class JobsAtAGlance:
    """How many runs are open and ended lately, by status, and for how long the oldest waits to be begun."""

    open: Mapping[str, int]
    ended: Mapping[str, int]
    oldest_waiting_seconds: float


def at_a_glance(session: Transaction, now: datetime) -> JobsAtAGlance:
    """Count the runs of all providers.

    What was put off waits for its time and makes nobody late: the oldest is one that was never begun.
    """
    by_status = select(JobRun.status, func.count().label("number")).group_by(JobRun.status)
    opened = {status.value: 0 for status in (RunStatus.QUEUED, RunStatus.RUNNING)}
    opened |= {row.status: row.number for row in session.execute(by_status.where(IS_OPEN))}
    recent = by_status.where(JobRun.ended_at >= now - RECENT)
    ended = {row.status: row.number for row in session.execute(recent)}
    waiting = select(func.min(JobRun.created_at)).where(IS_OPEN, JobRun.attempts == 0)
    since: datetime | None = session.scalar(waiting)
    seconds = 0.0 if since is None else max(0.0, (now - since).total_seconds())
    return JobsAtAGlance(opened, ended, seconds)
