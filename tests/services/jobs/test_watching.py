"""Runs are counted, and the oldest that was never begun says how far behind the workers are."""

from datetime import timedelta

from agentview.services.jobs.watching import RECENT, JobsAtAGlance, at_a_glance
from tests.services.jobs.running_jobs import BATCH, RunningJobs


def seen(running: RunningJobs) -> JobsAtAGlance:
    with running.backend.database.read() as session:
        return at_a_glance(session, running.backend.clock.now())


def test_runs_are_counted_by_status(running_here: RunningJobs) -> None:
    assert seen(running_here) == JobsAtAGlance({"QUEUED": 0, "RUNNING": 0}, {}, 0.0)
    first, second = running_here.enqueue(BATCH, "a"), running_here.enqueue(BATCH, "b")
    assert first is not None
    assert second is not None
    running_here.backend.clock.move(timedelta(seconds=90))
    during: list[JobsAtAGlance] = []
    running_here.carry_out(first, lambda _run: during.append(seen(running_here)))
    assert during == [JobsAtAGlance({"QUEUED": 1, "RUNNING": 1}, {}, 90.0)]
    assert seen(running_here) == JobsAtAGlance({"QUEUED": 1, "RUNNING": 0}, {"SUCCEEDED": 1}, 90.0)
    running_here.carry_out(second, lambda _run: None)
    running_here.backend.clock.move(RECENT)
    assert seen(running_here).ended == {"SUCCEEDED": 2}
    running_here.backend.clock.move(timedelta(microseconds=1))
    assert seen(running_here).ended == {}
