"""Compares each night the bars that are wanted with those that the network has confirmed (D-26)."""

from datetime import timedelta
from functools import partial

from agentview.core.fault_point import fault_point
from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.suspension_sweep.bars import mend_block
from agentview.services.suspension_sweep.drift import compared, drifting
from agentview.services.suspension_sweep.work import is_night_due
from agentview.services.work import JobSpec

SPEC = JobSpec("bar_reconcile", timedelta(hours=1))
"""It is looked every hour whether it is night for a provider; a night that was missed is made up for."""


def bar_reconcile() -> Job:
    """Return the job: a round asks the network again what nobody is asking."""
    return Job(SPEC, handle, has_work)


def handle(run: Run) -> None:
    """Carry out a round: how many services have a bar, and how many of them had drifted (`failed`)."""
    database, provider_id = run.embedded.database, run.caller.provider_id
    with database.read() as session:
        total = compared(session, provider_id)
    after, drifted = 0, 0
    while True:
        with database.read() as session:
            found = drifting(session, provider_id, after)
        if not found:
            break
        drifted += run.act(partial(mend_block, service_ids=found)).drifted
        fault_point("bar_reconcile.after_block")
        run.progress(drifted, None, drifted)
        after = found[-1]
    run.progress(max(total, drifted), max(total, drifted), drifted)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether the bars of a provider were not compared since its last night."""
    with embedded.database.read() as session:
        return is_night_due(session, provider_id, SPEC.name, embedded.dispatcher.clock.now())
