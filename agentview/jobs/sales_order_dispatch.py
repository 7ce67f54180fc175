"""Sales Order Dispatch: takes in what warehouses have answered (M1, M2)."""

from datetime import timedelta

from agentview.adaptors.warehouse.formats import format_named
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.faults import Faults
from agentview.jobs.inbound_round import Inboxes
from agentview.jobs.job import Job, Run
from agentview.services.sales_order_dispatch.receiving import Sender, senders
from agentview.services.sales_order_dispatch.taking_in import run
from agentview.services.work import JobSpec

SPEC = JobSpec("sales_order_dispatch", timedelta(seconds=30))


def sales_order_dispatch(inboxes: Inboxes, payloads: PayloadFolder) -> Job:
    """Return the job: a round goes on with files that were begun, and takes those that lie ready."""

    def handle(work: Run) -> None:
        DispatchRound(work, inboxes, payloads).carry_out()

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether there is a warehouse that may have put files for us."""
    with embedded.database.read() as session:
        return bool(senders(session, provider_id))


class DispatchRound:
    """One round for one provider; a warehouse that cannot be reached keeps no other one waiting."""

    def __init__(self, work: Run, inboxes: Inboxes, payloads: PayloadFolder) -> None:
        """Prepare."""
        self._work = work
        self._inboxes = inboxes
        self._payloads = payloads
        self._faults = Faults(SPEC.name)
        self._before = 0

    def carry_out(self) -> None:
        """Take everything in. Raises the first Unavailable at the end."""
        with self._work.embedded.database.read() as session:
            found = senders(session, self._work.caller.provider_id)
        for sender in found:
            with self._faults.kept(sender.warehouse_id):
                self._serve(sender)
        self._work.progress(self._before, self._before or None, len(self._faults))
        self._faults.raise_unreached()

    def _serve(self, sender: Sender) -> None:
        """Take in the files of a warehouse; progress counts the records of all files of this round."""
        database, form = self._work.embedded.database, format_named(sender.request_format)
        batch_id, settled = 0, 0
        with self._inboxes(sender.exchange_url) as inbox:
            for at in run(self._work, database, sender.warehouse_id, inbox, form, self._payloads):
                if at.batch_id != batch_id:
                    self._before += settled
                    batch_id = at.batch_id
                settled = at.done
                done, total = self._before + at.done, self._before + at.total
                self._work.progress(done, total, len(self._faults))
        self._before += settled
