"""The invariants of runs (`tests.jobs_world`) see what is wrong with a run, and nothing in sound ones."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from agentview.core.errors import Refusal, Rejected, Unavailable
from agentview.jobs.job import Run
from agentview.models.database import Stamp
from agentview.models.job_run import JobRun
from tests import build
from tests.fixtures.backend import Backend
from tests.services.jobs.running_jobs import ASIDE, BATCH, SWEEP, RunningJobs
from tests.world import violations


@pytest.fixture
def jobs(local_backend: Backend) -> RunningJobs:
    """Return runs in every state: ended well and badly, put off, and waiting."""
    jobs = RunningJobs(local_backend)
    for job, key in ((SWEEP, None), (BATCH, "good"), (BATCH, "bad"), (BATCH, "late"), (ASIDE, None)):
        jobs.enqueue(job, key)

    def deed(run: Run) -> None:
        run.progress(1, 2)
        if run.run_id == 3:
            raise Rejected(Refusal("E-EXCHANGE-ADDRESS"))
        if run.run_id == 4:
            raise Unavailable(Refusal("E-EXCHANGE-UNAVAILABLE"))

    jobs.deed = deed
    for run_id in range(1, 5):
        jobs.carry_out(run_id)
    return jobs


def test_d_33_sound_runs_are_found_sound(jobs: RunningJobs) -> None:
    assert violations(jobs.backend.database) == []


@pytest.mark.parametrize(
    ("run_id", "values", "told"),
    [
        (1, {"ended_at": None}, "run 1: SUCCEEDED, ended at None"),
        (5, {"ended_at": build.START}, "run 5: QUEUED, ended at"),
        (3, {"error_code": None}, "run 3: failed, and nobody knows why"),
        (1, {"error_code": "E-JOB-BUG"}, "run 1: SUCCEEDED with E-JOB-BUG"),
        (1, {"started_at": None}, "run 1: SUCCEEDED, begun 1 times"),
        (2, {"attempts": 0}, "run 2: SUCCEEDED, begun 0 times"),
        (1, {"created_at": build.START + timedelta(days=1)}, "run 1: asked for, begun and ended at"),
        (1, {"done_count": 3}, "run 1: 3 of 2 done"),
        (2, {"run_key": None}, "run 2: EVENT, round False, with key None"),
        (5, {"trigger": "SCHEDULE"}, "run 5: SCHEDULE, round True, with key None"),
        (5, {"trigger": "PERSON"}, "run 5: asked for by a person"),
    ],
)
def test_d_33_a_run_that_is_not_sound_is_told(
    jobs: RunningJobs, run_id: int, values: dict[str, object], told: str
) -> None:
    with jobs.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(JobRun).where(JobRun.id == run_id).values(**values))
    [found] = violations(jobs.backend.database)
    assert found.startswith(told)
