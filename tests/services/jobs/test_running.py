"""What becomes of runs, from being asked for to their end, and what the engine looks after."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import select

from agentview.contract import jobs as contract
from agentview.contract.jobs import RunCommand, RunStatus
from agentview.core.errors import Refusal, Unavailable, rejected
from agentview.jobs.job import Run
from agentview.models.job_run import JobPause, JobRun
from agentview.services.jobs import keeping
from agentview.services.jobs.running import (
    Begun,
    Count,
    End,
    Standing,
    begin,
    finish,
    note_progress,
    postpone,
)
from agentview.services.network.system import SYSTEM
from agentview.services.unit import Unit
from tests import build
from tests.build import HARBOUR
from tests.services.jobs.running_jobs import BATCH, EVERY, SWEEP, RunningJobs


def act(running: RunningJobs, work: object, *arguments: object) -> object:
    return running.backend.dispatcher.act(SYSTEM, lambda unit: work(unit, *arguments))  # type: ignore[operator]


def statuses(running: RunningJobs) -> list[str]:
    with running.backend.database.read() as session:
        return list(session.scalars(select(JobRun.status).order_by(JobRun.id)))


def unavailable(_run: Run) -> None:
    raise Unavailable(Refusal("E-DATABASE"))


def test_d_33_the_same_key_is_the_same_work_for_good(running_here: RunningJobs) -> None:
    run_id = running_here.enqueue(BATCH, "b1")
    assert run_id is not None
    assert running_here.enqueue(BATCH, "b1") is None
    running_here.carry_out(run_id)
    assert running_here.enqueue(BATCH, "b1") is None
    assert running_here.enqueue(BATCH, "b2") is not None
    assert statuses(running_here) == ["SUCCEEDED", "QUEUED"]


def test_d_33_a_round_waits_once_and_once_more_behind_one_that_runs(running_here: RunningJobs) -> None:
    first = running_here.enqueue(SWEEP)
    assert first is not None
    assert running_here.enqueue(SWEEP) is None
    asked: list[int | None] = []
    running_here.carry_out(
        first, lambda _run: asked.extend([running_here.enqueue(SWEEP), running_here.enqueue(SWEEP)])
    )
    assert asked[0] is not None, "what happened while it ran may have come too late for it"
    assert asked[1] is None
    assert statuses(running_here) == ["SUCCEEDED", "QUEUED"]


def test_d_33_a_round_begins_only_after_who_leans_on_it(running_here: RunningJobs) -> None:
    """It is told that its change will be seen: so the round must not look before that is committed."""
    run_id = running_here.enqueue(SWEEP)
    assert run_id is not None
    inside, go_on = Event(), Event()

    def lean(unit: Unit) -> int | None:
        told = unit.enqueue(SWEEP, provider_id=HARBOUR)
        inside.set()
        go_on.wait(20)
        return told

    with ThreadPoolExecutor(2) as pool:
        leaning: Future[int | None] = pool.submit(running_here.backend.dispatcher.act, SYSTEM, lean)
        assert inside.wait(20)
        beginning = pool.submit(act, running_here, begin, run_id, 1)
        with pytest.raises(TimeoutError):
            beginning.result(0.3)
        go_on.set()
        assert leaning.result(20) is None
        assert isinstance(beginning.result(20), Begun)


def test_whoever_was_taken_for_dead_writes_nothing_any_more(running_here: RunningJobs) -> None:
    run_id = running_here.enqueue(BATCH, "b1")
    first = act(running_here, begin, run_id, 1)
    second = act(running_here, begin, run_id, 1)
    assert isinstance(first, Begun)
    assert isinstance(second, Begun)
    assert act(running_here, note_progress, first.hold, Count(1)) is Standing.LOST
    assert act(running_here, finish, first.hold, End(RunCommand.FAIL, "E-JOB-BUG")) is False
    assert act(running_here, postpone, first.hold, 0.0, End(RunCommand.POSTPONE)) is False
    assert act(running_here, note_progress, second.hold, Count(1)) is Standing.GOES_ON
    assert act(running_here, finish, second.hold, End(RunCommand.SUCCEED)) is True
    assert act(running_here, begin, run_id, 1) is None


def test_a_run_that_was_taken_away_stops_without_a_word(
    running_here: RunningJobs, caplog: pytest.LogCaptureFixture
) -> None:
    run_id = running_here.enqueue(BATCH, "b1") or 0
    seen: list[str] = []

    def deed(run: Run) -> None:
        act(running_here, begin, run_id, 1)
        run.progress(1)
        seen.append("went on")

    assert running_here.carry_out(run_id, deed).status is RunStatus.RUNNING
    assert seen == []
    assert {record.getMessage() for record in caplog.records} == {"job.taken_away"}


def test_records_in_vain_make_a_success_with_errors(running_here: RunningJobs) -> None:
    row = running_here.carry_out(running_here.enqueue(BATCH, "b1") or 0, lambda run: run.progress(5, 5, 2))
    assert (row.status, row.done, row.failed) == (RunStatus.SUCCEEDED_WITH_ERRORS, 5, 2)


def test_a_bug_ends_the_run_and_tells_nothing_of_what_it_was_about(
    running_here: RunningJobs, caplog: pytest.LogCaptureFixture
) -> None:
    def deed(_run: Run) -> None:
        raise LookupError("Zoe Quill")

    row = running_here.carry_out(running_here.enqueue(BATCH, "b1") or 0, deed)
    assert (row.status, row.error, row.error_values) == (RunStatus.FAILED, "E-JOB-BUG", {})
    [record] = caplog.records
    assert record.getMessage() == "job.failed"
    assert "Zoe" not in str(record.__dict__.get("fields"))


def test_what_somebody_typed_is_not_kept_with_the_error(running_here: RunningJobs) -> None:
    def deed(_run: Run) -> None:
        raise rejected("E-VALUE", name="Zoe Quill", count=2, state="SENT", phones=["+61491570006"])

    row = running_here.carry_out(running_here.enqueue(BATCH, "b1") or 0, deed)
    assert row.error_values == {"count": 2, "state": "SENT"}


def test_who_does_not_answer_is_asked_again_and_in_the_end_the_run_fails(
    running_here: RunningJobs, caplog: pytest.LogCaptureFixture
) -> None:
    run_id = running_here.enqueue(BATCH, "b1") or 0
    for turn in (2, 3):
        row = running_here.carry_out(run_id, unavailable)
        assert (row.status, row.error, running_here.turn(run_id)) == (RunStatus.QUEUED, "E-DATABASE", turn)
    assert running_here.carry_out(run_id, lambda _run: None).status is RunStatus.SUCCEEDED
    other = running_here.enqueue(BATCH, "b2") or 0
    states = [running_here.carry_out(other, unavailable).status for _ in range(3)]
    assert states == [RunStatus.QUEUED, RunStatus.QUEUED, RunStatus.FAILED]
    running_here.call("harbour_lead", contract.RETRY, run_id=other)
    assert running_here.carry_out(other).status is RunStatus.QUEUED, "all tries are there again"
    assert {record.getMessage() for record in caplog.records} == {"job.put_off"}


def test_a_round_is_not_put_off_behind_another_one(
    running_here: RunningJobs, caplog: pytest.LogCaptureFixture
) -> None:
    def deed(run: Run) -> None:
        assert running_here.enqueue(SWEEP) is not None
        unavailable(run)

    first = running_here.enqueue(SWEEP) or 0
    assert running_here.carry_out(first, deed).status is RunStatus.FAILED
    assert statuses(running_here) == ["FAILED", "QUEUED"]
    assert caplog.records


def test_a_process_that_stops_puts_its_runs_off(running_here: RunningJobs) -> None:
    run_id = running_here.enqueue(BATCH, "b1") or 0

    def deed(run: Run) -> None:
        running_here.stopping.set()
        run.progress(1, 2)

    row = running_here.carry_out(run_id, deed)
    assert (row.status, running_here.turn(run_id)) == (RunStatus.QUEUED, 2)
    running_here.stopping.clear()
    running_here.carrier.carry_out(run_id, 1, None)  # type: ignore[arg-type]
    assert running_here.row(run_id).status is RunStatus.QUEUED, "the old turn is past"
    assert running_here.carry_out(run_id, lambda _run: None).status is RunStatus.SUCCEEDED


def test_a_job_that_this_version_does_not_have_fails(running_here: RunningJobs) -> None:
    row = running_here.carry_out(running_here.enqueue("of_tomorrow", "x") or 0)
    assert (row.status, row.error, row.error_values) == (
        RunStatus.FAILED,
        "E-JOB-UNKNOWN",
        {"job": "of_tomorrow"},
    )


def test_the_schedule_asks_once_for_each_of_its_times(running_here: RunningJobs) -> None:
    spec = running_here.jobs[0].spec
    slot = keeping.slot_of(build.START, EVERY)
    assert slot <= build.START < slot + EVERY
    first = act(running_here, keeping.ask_in_time, spec, HARBOUR, slot)
    assert isinstance(first, int)
    assert act(running_here, keeping.ask_in_time, spec, HARBOUR, slot) is None
    running_here.carry_out(first)
    assert act(running_here, keeping.ask_in_time, spec, HARBOUR, slot) is None, "it has been done"
    assert act(running_here, keeping.ask_in_time, spec, HARBOUR, slot + EVERY) is not None


def test_the_schedule_asks_for_no_round_beside_one_that_runs(running_here: RunningJobs) -> None:
    spec, slot = running_here.jobs[0].spec, keeping.slot_of(build.START, EVERY)
    asked: list[object] = []
    running_here.carry_out(
        running_here.run_now(),
        lambda _run: asked.append(act(running_here, keeping.ask_in_time, spec, HARBOUR, slot)),
    )
    assert asked == [None]


def test_a_paused_schedule_asks_for_no_provider_that_paused_it(running_here: RunningJobs) -> None:
    spec = running_here.jobs[0].spec
    pause = {"provider_id": HARBOUR, "job": SWEEP, "paused_at": build.START, "paused_by": "x"}
    with running_here.backend.database.read() as session:
        everybody = set(keeping.providers_of(session, spec))
    act(running_here, lambda unit: unit.session.add(JobPause(**pause)))
    with running_here.backend.database.read() as session:
        assert everybody - set(keeping.providers_of(session, spec)) == {HARBOUR}
    assert HARBOUR in everybody


def test_runs_that_ended_long_ago_are_forgotten(running_here: RunningJobs) -> None:
    old = running_here.enqueue(BATCH, "b1") or 0
    running_here.carry_out(old)
    running_here.enqueue(BATCH, "b2")
    clock = running_here.backend.clock
    clock.move(keeping.KEPT)
    assert act(running_here, keeping.forget_old) == 0
    clock.move(timedelta(seconds=1))
    assert act(running_here, keeping.forget_old) == 1
    assert statuses(running_here) == ["QUEUED"]
