"""Jobs and runs as people see them, with what they may do about them (S-20)."""

from agentview.contract.jobs import JobRow, JobRows, RunCommand, RunRef, RunRow, RunRows, RunsRequest, Trigger
from agentview.contract.jobs import RunStatus as Status
from agentview.contract.op import Nothing
from agentview.contract.value import CommandState
from agentview.core.errors import Refusal
from agentview.models.job_run import JobPause, JobRun
from agentview.services.jobs import queries
from agentview.services.jobs.keeping import slot_of
from agentview.services.jobs.lifecycle import LIFECYCLE, RunFacts
from agentview.services.keyset import Place
from agentview.services.unit import Unit
from agentview.services.work import JobSpec

_OFFERED = (RunCommand.CANCEL, RunCommand.RETRY)


def overview(unit: Unit, _request: Nothing) -> JobRows:
    """Return every job with its schedule, its last run, and whether it can be started now."""
    specs = unit.engine.jobs
    last, open_jobs, paused = queries.last_runs(unit, specs), queries.open_rounds(unit), queries.pauses(unit)
    rows = tuple(
        _job(unit, spec, last.get(spec.name), paused.get(spec.name), is_open=spec.name in open_jobs)
        for spec in specs
        if spec.name in last or not spec.is_seen_once_run
    )
    return JobRows(rows=rows, as_of=unit.now)


def job_row(unit: Unit, spec: JobSpec) -> JobRow:
    """Return one job as the overview shows it."""
    last, open_jobs, paused = queries.last_runs(unit, [spec]), queries.open_rounds(unit), queries.pauses(unit)
    return _job(unit, spec, last.get(spec.name), paused.get(spec.name), is_open=spec.name in open_jobs)


def runs(unit: Unit, request: RunsRequest) -> RunRows:
    """Return a page of runs, newest first."""
    rows = queries.runs_page(unit, request)
    open_jobs = queries.open_rounds(unit)
    is_last = len(rows) < request.limit
    return RunRows(
        rows=tuple(row_of(unit, row, is_other_open=row.job in open_jobs) for row in rows),
        last=None if is_last else Place((rows[-1].id,)).token(),
        as_of=unit.now,
    )


def run(unit: Unit, request: RunRef) -> RunRow:
    """Return one run."""
    row = queries.run_of(unit, request.run_id)
    return row_of(unit, row, is_other_open=row.job in queries.open_rounds(unit))


def row_of(unit: Unit, row: JobRun, *, is_other_open: bool) -> RunRow:
    """Return a run as people see it."""
    facts = facts_of(row, is_other_open=is_other_open)
    verdicts = (LIFECYCLE.judge(Status(row.status), one, facts, unit.caller.powers) for one in _OFFERED)
    return RunRow(
        run_id=row.id,
        job=row.job,
        trigger=Trigger(row.trigger),
        asked_by=row.asked_by,
        status=Status(row.status),
        total=row.total_count,
        done=row.done_count,
        failed=row.failed_count,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        attempts=row.attempts,
        is_stopping=facts.is_stopping,
        error=row.error_code,
        error_values=dict(row.error_values),
        commands=tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts),
    )


def facts_of(row: JobRun, *, is_other_open: bool) -> RunFacts:
    """Return what the guards look at. Whether another is open is asked of a round that has ended."""
    is_running = row.status == Status.RUNNING.value
    return RunFacts(row.job, is_running and row.cancel_asked_at is not None, row.is_round and is_other_open)


def _job(unit: Unit, spec: JobSpec, last: JobRun | None, pause: JobPause | None, *, is_open: bool) -> JobRow:
    due = None
    if spec.every is not None and pause is None:
        due = slot_of(unit.now, spec.every) + spec.every
    return JobRow(
        job=spec.name,
        is_round=spec.is_round,
        every_seconds=None if spec.every is None else int(spec.every.total_seconds()),
        due_at=due,
        paused_at=None if pause is None else pause.paused_at,
        paused_by="" if pause is None else pause.paused_by,
        last_run=None if last is None else row_of(unit, last, is_other_open=is_open),
        run_now=CommandState.of("run_now", against_a_round(spec, is_open=is_open)),
    )


def against_a_round(spec: JobSpec, *, is_open: bool) -> tuple[Refusal, ...]:
    """Return every reason why no round of a job can be started now."""
    refusals = () if spec.is_round else (Refusal("E-JOB-NO-ROUND", values={"job": spec.name}),)
    return refusals + ((Refusal("E-JOB-RUNS", values={"job": spec.name}),) if is_open else ())
