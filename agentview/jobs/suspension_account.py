"""One account is looked at anew because something of it changed: who pays is restored at once (R-SUS-20)."""

from functools import partial

from agentview.jobs.job import Job, Run
from agentview.services.suspension_sweep.account import look_again
from agentview.services.work import JobSpec

SPEC = JobSpec("suspension_account", is_round=False)


def suspension_account() -> Job:
    """Return the job; what a run is asked for with names the account: `{"account_id": 7}`."""
    return Job(SPEC, handle)


def handle(run: Run) -> None:
    """Look at the account; what it takes does not depend on how many others there are."""
    account_id = int(run.payload["account_id"])
    run.act(partial(look_again, account_id=account_id))
    run.progress(1, 1)
