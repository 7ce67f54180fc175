"""Settles promises to pay and payment plans: those that were kept, and those that were not (E.3, E50)."""

from datetime import timedelta

from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.payment_plans.settling import has_running
from agentview.services.payment_plans.settling import settle_due as settle_plans
from agentview.services.promises.settling import has_open
from agentview.services.promises.settling import settle_due as settle_promises
from agentview.services.work import JobSpec

SPEC = JobSpec("promises", timedelta(hours=1))


def promises() -> Job:
    """Return the job: each hour, because a day ends at another hour for each provider."""
    return Job(SPEC, settle, has_work)


def settle(run: Run) -> None:
    """Settle what is due of a provider; what is settled already is not found again."""
    run.progress(run.act(settle_promises) + run.act(settle_plans))


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether a promise is open or a plan runs."""
    with embedded.database.read() as session:
        return has_open(session, provider_id) or has_running(session, provider_id)
