"""Stock files: takes in what warehouses say that they have (R-HW-03)."""

from datetime import timedelta

from agentview.contract.hardware import RecordOutcome
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.inbound_round import InboundRound, Inboxes, Source
from agentview.jobs.job import Job, Run
from agentview.services.partner_folder import Inbox
from agentview.services.stock_file.taking import STOCK_FILE, StockSender, senders, settle
from agentview.services.work import JobSpec

SPEC = JobSpec("stock_file", timedelta(minutes=1))


def stock_file(inboxes: Inboxes, payloads: PayloadFolder) -> Job:
    """Return the job: it goes on with files that were begun, then takes those that lie ready."""

    def handle(run: Run) -> None:
        database = run.embedded.database
        with database.read() as session:
            found = senders(session, run.caller.provider_id)

        def source(sender: StockSender) -> Source:
            def take(batch_id: int, inbox: Inbox) -> RecordOutcome | None:
                return settle(run, database, batch_id, sender.partner, inbox, payloads)

            return Source(sender.exchange_url, sender.partner, take)

        InboundRound(run, STOCK_FILE, inboxes).carry_out([source(one) for one in found])

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether there is a warehouse that may have put files for us."""
    with embedded.database.read() as session:
        return bool(senders(session, provider_id))
