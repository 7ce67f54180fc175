"""Lets wireless orders expire that nobody approved in time (R-WL-26)."""

from datetime import timedelta

from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.wireless_approval.expiring import BLOCK, expire_due, has_waiting
from agentview.services.work import JobSpec

SPEC = JobSpec("wireless_expiry", timedelta(hours=1))


def wireless_expiry() -> Job:
    """Return the job: each hour; a decision that comes too late is refused before it has run, too."""
    return Job(SPEC, expire, has_work)


def expire(run: Run) -> None:
    """End what is late of a provider, block by block; what has ended is not found again."""
    done = 0
    while True:
        ended = run.act(expire_due)
        done += ended
        run.progress(done)
        if ended < BLOCK:
            return


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether an order waits for its approval."""
    with embedded.database.read() as session:
        return has_waiting(session, provider_id)
