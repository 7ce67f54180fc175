"""What must hold of runs of jobs at any time, whoever carried them out and died (D-33)."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from agentview.contract.jobs import RunStatus, Trigger
from agentview.models.job_run import JobRun
from agentview.services.jobs.lifecycle import OPEN


def _runs(session: Session) -> list[Row[Any]]:
    return list(session.execute(select(*JobRun.__table__.columns).order_by(JobRun.id)))


def _runs_end_once(session: Session, _tasks: object) -> Iterator[str]:
    """A run has an end exactly when nothing is to come of it; what failed says why."""
    for run in _runs(session):
        if (run.status in OPEN) is not (run.ended_at is None):
            yield f"run {run.id}: {run.status}, ended at {run.ended_at}"
        if run.status == RunStatus.FAILED and not run.error_code:
            yield f"run {run.id}: failed, and nobody knows why"
        if run.status in {RunStatus.SUCCEEDED, RunStatus.SUCCEEDED_WITH_ERRORS} and run.error_code:
            yield f"run {run.id}: {run.status} with {run.error_code}"


def _runs_are_begun_before_they_end(session: Session, _tasks: object) -> Iterator[str]:
    """Only what was begun runs or has a result: each attempt counts, each turn was handed over."""
    begun = {
        RunStatus.RUNNING,
        RunStatus.SUCCEEDED,
        RunStatus.SUCCEEDED_WITH_ERRORS,
        RunStatus.FAILED,
    }
    for run in _runs(session):
        is_begun = run.started_at is not None
        if (run.status in begun and not is_begun) or is_begun is not (run.attempts > 0) or run.turn < 1:
            yield f"run {run.id}: {run.status}, begun {run.attempts} times, turn {run.turn}"
        moments = [moment for moment in (run.created_at, run.started_at, run.ended_at) if moment]
        if moments != sorted(moments):
            yield f"run {run.id}: asked for, begun and ended at {moments}"


def _counts_fit(session: Session, _tasks: object) -> Iterator[str]:
    for run in _runs(session):
        most = run.done_count if run.total_count is None else run.total_count
        if not 0 <= run.done_count <= most or run.failed_count < 0:
            yield f"run {run.id}: {run.done_count} of {run.total_count} done, {run.failed_count} failed"


def _one_round_at_a_time(session: Session, _tasks: object) -> Iterator[str]:
    """Of the rounds of a job for a provider one runs and one waits at most."""
    rounds = Counter(
        (run.provider_id, run.job, run.status)
        for run in _runs(session)
        if run.is_round and run.status in OPEN
    )
    for key, number in rounds.items():
        if number > 1:
            yield f"rounds {key}: {number} at a time"


def _runs_are_named(session: Session, _tasks: object) -> Iterator[str]:
    """What is no round does the thing that its key names; a round has the time of its schedule, or none."""
    for run in _runs(session):
        wants_key = not run.is_round or run.trigger == Trigger.SCHEDULE
        if (run.run_key is not None) is not wants_key:
            yield f"run {run.id}: {run.trigger}, round {run.is_round}, with key {run.run_key}"
        if run.trigger == Trigger.PERSON and run.user_id is None:
            yield f"run {run.id}: asked for by a person, nobody knows which"


CHECKS: tuple[Callable[[Session, Any], Iterator[str]], ...] = (
    _runs_end_once,
    _runs_are_begun_before_they_end,
    _counts_fit,
    _one_round_at_a_time,
    _runs_are_named,
)
