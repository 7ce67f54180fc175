"""What people see of jobs and do about them (S-20)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from agentview.contract import jobs as contract
from agentview.contract.jobs import RunStatus, Trigger
from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import AgentViewError, Denied, NotFound, Rejected, rejected
from agentview.jobs.job import Run
from agentview.models.trail import AuditEntry
from tests import build
from tests.services.belongings import give_every_power
from tests.services.jobs.running_jobs import ASIDE, BATCH, EVERY, RARE, SWEEP, RunningJobs


def fails(_run: Run) -> None:
    raise rejected("E-VALUE", count=3, name="Zoe Quill")


def commands(row: contract.RunRow) -> dict[str, str]:
    return {one.command: "".join(refusal.code for refusal in one.refusals) for one in row.commands}


def test_s_20_a_round_is_started_by_hand_and_seen(running: RunningJobs) -> None:
    run_id = running.run_now()
    row = running.row(run_id)
    me = running.call("harbour_lead", ME).display_name
    assert (row.job, row.trigger, row.asked_by) == (SWEEP, Trigger.PERSON, me)
    assert row.status is RunStatus.QUEUED
    assert commands(row) == {"cancel": "", "retry": "E-STATE"}
    ended = running.carry_out(run_id, lambda run: run.progress(3, 3))
    assert (ended.status, ended.done, ended.total, ended.attempts) == (RunStatus.SUCCEEDED, 3, 3, 1)
    assert ended.started_at == ended.ended_at == build.START


def test_s_20_no_second_round_beside_one_that_waits_or_runs(running: RunningJobs) -> None:
    run_id = running.run_now()
    error = running.refused(contract.RUN_NOW, job=SWEEP)
    assert (type(error), error.code, error.values) == (Rejected, "E-JOB-RUNS", {"job": SWEEP})
    refused: list[str] = []
    running.carry_out(run_id, lambda _run: refused.append(running.refused(contract.RUN_NOW, job=SWEEP).code))
    assert refused == ["E-JOB-RUNS"]
    running.run_now(ASIDE)
    assert running.run_now() > run_id


def test_s_20_of_many_who_start_a_round_at_once_one_gets_through(running_here: RunningJobs) -> None:
    people = ("harbour_lead", "harbour_lead", "harbour_lead", "harbour_lead")
    gateways = [running_here.backend.gateway(name) for name in people]
    start = Barrier(len(people))

    def one(number: int) -> str:
        start.wait(timeout=20)
        try:
            gateways[number].call(contract.RUN_NOW, contract.JobRef(job=SWEEP))
        except AgentViewError as error:
            return error.code
        return "started"

    with ThreadPoolExecutor(len(people)) as pool:
        told = sorted(pool.map(one, range(len(people))))
    assert told == ["E-JOB-RUNS"] * 3 + ["started"]


def test_s_20_what_is_no_round_and_what_is_no_job_cannot_be_started(running: RunningJobs) -> None:
    assert running.refused(contract.RUN_NOW, job=BATCH).code == "E-JOB-NO-ROUND"
    assert isinstance(running.refused(contract.RUN_NOW, job="nothing"), NotFound)


def test_s_20_the_overview_tells_schedule_last_run_and_whether_it_can_be_started(
    running: RunningJobs,
) -> None:
    run_id = running.run_now()
    sweep, aside, batch = running.call("harbour_lead", contract.JOBS).rows
    assert (sweep.job, sweep.every_seconds, sweep.is_round) == (SWEEP, EVERY.total_seconds(), True)
    assert sweep.due_at is not None
    assert timedelta() < sweep.due_at - build.START <= EVERY
    assert sweep.last_run is not None
    assert sweep.last_run.run_id == run_id
    assert [refusal.code for refusal in sweep.run_now.refusals] == ["E-JOB-RUNS"]
    assert (aside.every_seconds, aside.due_at, aside.last_run, aside.run_now.is_open) == (
        None,
        None,
        None,
        True,
    )
    assert [refusal.code for refusal in batch.run_now.refusals] == ["E-JOB-NO-ROUND"]


def test_s_20_a_job_for_rare_cases_is_told_of_where_it_has_run(running: RunningJobs) -> None:
    assert RARE not in [row.job for row in running.call("harbour_lead", contract.JOBS).rows]
    running.call("harbour_lead", contract.RUN_NOW, job=RARE)
    assert RARE in [row.job for row in running.call("harbour_lead", contract.JOBS).rows]
    assert RARE not in [row.job for row in running.call("alpine_lead", contract.JOBS).rows]


def test_s_20_a_schedule_rests_and_goes_on(running: RunningJobs) -> None:
    paused = running.call("harbour_lead", contract.PAUSE, job=SWEEP)
    assert (paused.due_at, paused.paused_at) == (None, build.START)
    again = running.call("harbour_lead", contract.PAUSE, job=SWEEP)
    assert again.paused_by == paused.paused_by != ""
    running.run_now()
    resumed = running.call("harbour_lead", contract.RESUME, job=SWEEP)
    assert resumed.due_at is not None
    assert running.call("harbour_lead", contract.RESUME, job=SWEEP).paused_at is None
    assert running.refused(contract.PAUSE, job=ASIDE).code == "E-JOB-NO-SCHEDULE"
    assert written(running) == ["pause", "run_now", "resume"]


def written(running: RunningJobs) -> list[str]:
    with running.backend.database.read() as session:
        found = select(AuditEntry.action).where(AuditEntry.entity.in_(["job", "job_run"]))
        return list(session.scalars(found.order_by(AuditEntry.id)))


def test_s_20_a_run_that_waits_is_cancelled_at_once_and_never_carried_out(running: RunningJobs) -> None:
    run_id = running.run_now()
    row = running.call("harbour_lead", contract.CANCEL, run_id=run_id)
    assert (row.status, row.ended_at) == (RunStatus.CANCELLED, build.START)
    done: list[Run] = []
    assert running.carry_out(run_id, done.append).status is RunStatus.CANCELLED
    assert done == []
    assert running.refused(contract.CANCEL, run_id=run_id).code == "E-STATE"
    assert written(running) == ["run_now", "cancel"]


def test_s_20_a_run_under_way_stops_at_its_next_progress(running: RunningJobs) -> None:
    seen: list[object] = []

    def deed(run: Run) -> None:
        run.progress(1, 3)
        row = running.call("harbour_lead", contract.CANCEL, run_id=run.run_id)
        seen.extend([row.status, row.is_stopping, commands(row)["cancel"]])
        seen.append(running.refused(contract.CANCEL, run_id=run.run_id).code)
        run.progress(2, 3)
        seen.append("went on")

    row = running.carry_out(running.run_now(), deed)
    assert (row.status, row.done, row.is_stopping) == (RunStatus.CANCELLED, 2, False)
    assert seen == [RunStatus.RUNNING, True, "E-RUN-STOPPING", "E-RUN-STOPPING"]


def test_s_20_a_failed_run_is_retried_and_only_that(running: RunningJobs) -> None:
    run_id = running.enqueue(BATCH, "b1", number=1)
    assert run_id is not None
    assert running.refused(contract.RETRY, run_id=run_id).code == "E-STATE"
    failed = running.carry_out(run_id, fails)
    assert (failed.status, failed.error, failed.error_values) == (RunStatus.FAILED, "E-VALUE", {"count": 3})
    row = running.call("harbour_lead", contract.RETRY, run_id=run_id)
    assert (row.status, row.error, row.ended_at) == (RunStatus.QUEUED, None, None)
    payloads: list[object] = []
    again = running.carry_out(run_id, lambda run: payloads.append(run.payload))
    assert (again.status, again.attempts, payloads) == (RunStatus.SUCCEEDED, 2, [{"number": 1}])


def test_s_20_a_failed_round_is_not_retried_beside_another(running: RunningJobs) -> None:
    failed = running.run_now()
    assert commands(running.carry_out(failed, fails)) == {"cancel": "E-STATE", "retry": ""}
    running.run_now()
    assert commands(running.row(failed))["retry"] == "E-JOB-RUNS"
    assert running.refused(contract.RETRY, run_id=failed).code == "E-JOB-RUNS"


def test_s_20_runs_are_listed_newest_first_page_by_page(running: RunningJobs) -> None:
    made = [running.enqueue(BATCH, f"b{number}") for number in range(5)]
    made.append(running.run_now())
    running.carry_out(made[1] or 0, fails)
    found: list[int] = []
    after = None
    while True:
        page = running.call("harbour_lead", contract.RUNS, after=after, limit=4)
        found += [row.run_id for row in page.rows]
        after = page.last
        if after is None:
            break
    assert found == sorted((one for one in made if one), reverse=True)
    only: Callable[..., list[int]] = lambda **wanted: [  # noqa: E731 - short
        row.run_id for row in running.call("harbour_lead", contract.RUNS, **wanted).rows
    ]
    assert only(job=SWEEP) == [made[-1]]
    assert only(statuses=["FAILED"]) == [made[1]]
    assert only(job=SWEEP, statuses=["FAILED"]) == []
    assert running.refused(contract.RUNS, after="x").code == "E-CURSOR"


def test_d_19_who_may_not_run_jobs_sees_none(running: RunningJobs) -> None:
    running.run_now()
    with pytest.raises(Denied):
        running.call("harbour_csa", contract.JOBS)
    with pytest.raises(Denied):
        running.call("harbour_csa", contract.RUNS)
    assert running.call("alpine_lead", contract.RUNS).rows == ()
    assert all(row.last_run is None for row in running.call("alpine_lead", contract.JOBS).rows)
    assert running.call("alpine_lead", contract.RUN_NOW, job=SWEEP).run_id, (
        "another's does not stand in the way"
    )


def test_d_19_a_customer_runs_no_jobs_whatever_was_granted(running: RunningJobs) -> None:
    give_every_power(running.backend, "harbour_viewer")
    run_id = running.run_now()
    gateway = running.backend.gateway("harbour_viewer")
    calls: tuple[Callable[[], object], ...] = (
        lambda: gateway.call(contract.JOBS, Nothing()),
        lambda: gateway.call(contract.RUNS, contract.RunsRequest()),
        lambda: gateway.call(contract.RUN, contract.RunRef(run_id=run_id)),
        lambda: gateway.call(contract.RUN_NOW, contract.JobRef(job=ASIDE)),
        lambda: gateway.call(contract.CANCEL, contract.RunRef(run_id=run_id)),
        lambda: gateway.call(contract.RETRY, contract.RunRef(run_id=run_id)),
        lambda: gateway.call(contract.PAUSE, contract.JobRef(job=SWEEP)),
        lambda: gateway.call(contract.RESUME, contract.JobRef(job=SWEEP)),
    )
    for call in calls:
        with pytest.raises(Denied, match="E-STAFF-ONLY"):
            call()
