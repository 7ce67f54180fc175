"""What people do about jobs: start a round, retry, cancel, let a schedule rest (S-20)."""

from sqlalchemy import delete, update

from agentview.contract.feed import Topic
from agentview.contract.jobs import Asked, JobRef, JobRow, RunCommand, RunRef, RunRow, RunStatus, Trigger
from agentview.core.errors import Conflict, Denied, NotFound, Refusal, Rejected, refuse_if_any
from agentview.models.dialect import insert_if_absent
from agentview.models.job_run import JobPause, JobRun
from agentview.services.jobs import queries
from agentview.services.jobs.lifecycle import LIFECYCLE
from agentview.services.jobs.listing import against_a_round, facts_of, job_row, row_of
from agentview.services.jobs.scope import own_provider
from agentview.services.unit import Unit
from agentview.services.work import JobSpec, Wish, hand_over, has_open_run


def run_now(unit: Unit, request: JobRef) -> Asked:
    """Start a round for the own provider.

    Raises Rejected (`E-JOB-NO-ROUND`, `E-JOB-RUNS`); of several at once one gets through, by the index.
    """
    provider_id, spec = own_provider(unit), _spec(unit, request)
    refuse_if_any(against_a_round(spec, is_open=has_open_run(unit.session, provider_id, spec.name)))
    run_id = unit.request_run(
        Wish(
            job=spec.name,
            provider_id=provider_id,
            trigger=Trigger.PERSON,
            asked_by=unit.caller.display_name,
            asked_at=unit.now,
            user_id=unit.caller.user_id,
        )
    )
    if run_id is None:
        raise Rejected(Refusal("E-JOB-RUNS", values={"job": spec.name}))
    unit.audit("job_run", run_id, "run_now", new=spec.name)
    return Asked(run_id=run_id)


def cancel(unit: Unit, request: RunRef) -> RunRow:
    """Cancel a run: one that waits at once, one that runs as soon as it hears of it."""
    row = _judged(unit, request, RunCommand.CANCEL)
    if row.status == RunStatus.QUEUED.value:
        ended = {"status": RunStatus.CANCELLED.value, "ended_at": unit.now, "cancel_asked_at": unit.now}
        _move(unit, row, RunStatus.QUEUED, ended)
    else:
        _move(unit, row, RunStatus.RUNNING, {"cancel_asked_at": unit.now})
    return _acted(unit, row, RunCommand.CANCEL)


def retry(unit: Unit, request: RunRef) -> RunRow:
    """Let a failed run be carried out once more."""
    row = _judged(unit, request, RunCommand.RETRY)
    anew: dict[str, object] = {"status": RunStatus.QUEUED.value, "turn": JobRun.turn + 1}
    cleared: dict[str, object] = {
        "ended_at": None,
        "error_code": None,
        "error_values": {},
        "cancel_asked_at": None,
        "put_off_count": 0,
    }
    _move(unit, row, RunStatus.FAILED, anew | cleared)
    hand_over(unit.session, unit.engine, row)
    return _acted(unit, row, RunCommand.RETRY)


def pause(unit: Unit, request: JobRef) -> JobRow:
    """Let the schedule of a job rest for the own provider; a second time changes nothing."""
    spec = _scheduled(unit, request)
    values = {
        "provider_id": own_provider(unit),
        "job": spec.name,
        "paused_at": unit.now,
        "paused_by": unit.caller.display_name,
    }
    if insert_if_absent(unit.session, JobPause, values, (JobPause.provider_id, JobPause.job)):
        _tell_of_schedule(unit, spec, "pause")
    return job_row(unit, spec)


def resume(unit: Unit, request: JobRef) -> JobRow:
    """Let the schedule go on; where it does not rest, nothing changes."""
    spec = _scheduled(unit, request)
    gone = (
        delete(JobPause)
        .where(JobPause.provider_id == own_provider(unit), JobPause.job == spec.name)
        .returning(JobPause.job)
    )
    if unit.session.scalars(gone).first() is not None:
        _tell_of_schedule(unit, spec, "resume")
    return job_row(unit, spec)


def _spec(unit: Unit, request: JobRef) -> JobSpec:
    for spec in unit.engine.jobs:
        if spec.name == request.job:
            return spec
    raise NotFound(Refusal("E-NOT-FOUND", values={"job": request.job}))


def _scheduled(unit: Unit, request: JobRef) -> JobSpec:
    spec = _spec(unit, request)
    if spec.every is None:
        raise Rejected(Refusal("E-JOB-NO-SCHEDULE", values={"job": spec.name}))
    return spec


def _judged(unit: Unit, request: RunRef, command: RunCommand) -> JobRun:
    """Return a run to which the table lets the caller do this. Raises NotFound, Denied, Rejected."""
    row = queries.run_of(unit, request.run_id)
    is_other_open = command is RunCommand.RETRY and has_open_run(unit.session, row.provider_id, row.job)
    facts = facts_of(row, is_other_open=is_other_open)
    verdict = LIFECYCLE.judge(RunStatus(row.status), command, facts, unit.caller.powers)
    if not verdict.is_open:
        is_denied = any(refusal.code == "E-POWER" for refusal in verdict.refusals)
        raise (Denied if is_denied else Rejected)(*verdict.refusals)
    return row


def _move(unit: Unit, row: JobRun, status: RunStatus, values: dict[str, object]) -> None:
    """Change a run that is still in this state. Raises Conflict (`E-STALE`) where it went on meanwhile."""
    changed = update(JobRun).where(JobRun.id == row.id, JobRun.status == status.value).values(**values)
    done = unit.session.scalars(
        changed.returning(JobRun.id), execution_options={"synchronize_session": False}
    )
    if done.first() is None:
        raise Conflict(Refusal("E-RUN-WENT-ON"))
    unit.session.refresh(row)


def _acted(unit: Unit, row: JobRun, command: RunCommand) -> RunRow:
    unit.session.flush()
    unit.audit("job_run", row.id, command.value, new=row.status)
    unit.changed(Topic.JOB_RUN, row.id, command.value, (row.provider_id, None))
    return row_of(unit, row, is_other_open=row.job in queries.open_rounds(unit))


def _tell_of_schedule(unit: Unit, spec: JobSpec, action: str) -> None:
    unit.audit("job", own_provider(unit), action, new=spec.name)
    unit.changed(Topic.JOB, own_provider(unit), action, (own_provider(unit), None))
