"""The suspension sweep: restores, lifts, drops, flags and restricts by the rules, around the clock (SM-5)."""

from datetime import timedelta

from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.suspension_sweep.rounds import sweep
from agentview.services.suspension_sweep.work import has_sweep
from agentview.services.work import JobSpec

SPEC = JobSpec("suspension_sweep", timedelta(minutes=15))


def suspension_sweep() -> Job:
    """Return the job: a round does all that there is to do for a provider."""
    return Job(SPEC, handle, has_work)


def handle(run: Run) -> None:
    """Carry out a round; the counts are accounts."""
    done = failed = 0
    for block in sweep(run, run.embedded.database):
        done, failed = done + block.done, failed + block.failed
        run.progress(done, None, failed)
    run.progress(done, done, failed)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether there are rules, or cases that are open."""
    with embedded.database.read() as session:
        return has_sweep(session, provider_id)
