"""Reads runs and pauses of the own provider."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select

from agentview.contract.jobs import RunsRequest
from agentview.core.errors import NotFound, Refusal
from agentview.models.job_run import IS_OPEN, JobPause, JobRun
from agentview.services.jobs.scope import own_provider
from agentview.services.keyset import read_place
from agentview.services.unit import Unit
from agentview.services.work import JobSpec


def visible(unit: Unit) -> ColumnElement[bool]:
    """Return the condition of what the caller may see: runs of the own provider."""
    return JobRun.provider_id == own_provider(unit)


def run_of(unit: Unit, run_id: int) -> JobRun:
    """Return a run. Raises NotFound."""
    row = unit.session.scalars(select(JobRun).where(JobRun.id == run_id, visible(unit))).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"run_id": run_id}))
    return row


def runs_page(unit: Unit, request: RunsRequest) -> Sequence[JobRun]:
    """Return a page of runs, newest first."""
    wanted = select(JobRun).where(visible(unit))
    if request.job is not None:
        wanted = wanted.where(JobRun.job == request.job)
    if request.statuses:
        wanted = wanted.where(JobRun.status.in_([status.value for status in request.statuses]))
    if request.after is not None:
        [last] = read_place(request.after, (JobRun.id,)).values
        wanted = wanted.where(JobRun.id < last)
    return unit.session.scalars(wanted.order_by(JobRun.id.desc()).limit(request.limit)).all()


def last_runs(unit: Unit, specs: Iterable[JobSpec]) -> dict[str, JobRun]:
    """Return the last run of each job that has run."""
    names = [spec.name for spec in specs]
    newest = (
        select(func.max(JobRun.id)).where(visible(unit), JobRun.job.in_(names)).group_by(JobRun.job)
    ).scalar_subquery()
    rows = unit.session.scalars(select(JobRun).where(JobRun.id.in_(newest)))
    return {row.job: row for row in rows}


def open_rounds(unit: Unit) -> set[str]:
    """Return the jobs of which a round waits or runs."""
    found = select(JobRun.job).where(visible(unit), IS_OPEN, JobRun.is_round).distinct()
    return set(unit.session.scalars(found))


def pauses(unit: Unit) -> dict[str, JobPause]:
    """Return the pauses of the own provider by their jobs."""
    rows = unit.session.scalars(select(JobPause).where(JobPause.provider_id == own_provider(unit)))
    return {row.job: row for row in rows}
