"""Device Enrolment Response: takes in what enrolment programmes have answered (M5, M7)."""

from datetime import timedelta

from agentview.contract.hardware import RecordOutcome
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.inbound_round import InboundRound, Inboxes, Source
from agentview.jobs.job import Job, Run
from agentview.services.enrolment_response.taking import ENROLMENT_RESPONSE, Programme, programmes, settle
from agentview.services.partner_folder import Inbox
from agentview.services.work import JobSpec

SPEC = JobSpec("device_enrolment_response", timedelta(minutes=1))


def device_enrolment_response(inboxes: Inboxes, payloads: PayloadFolder) -> Job:
    """Return the job: it goes on with files that were begun, then takes those that lie ready."""

    def handle(run: Run) -> None:
        database = run.embedded.database
        with database.read() as session:
            found = programmes(session, run.caller.provider_id)

        def source(programme: Programme) -> Source:
            def take(batch_id: int, inbox: Inbox) -> RecordOutcome | None:
                return settle(run, database, batch_id, programme, inbox, payloads)

            return Source(programme.exchange_url, programme.partner, take)

        sources = [source(one) for one in found if one.exchange_url]
        InboundRound(run, ENROLMENT_RESPONSE, inboxes).carry_out(sources)

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether there is a programme that may have put files for us."""
    with embedded.database.read() as session:
        return any(programme.exchange_url for programme in programmes(session, provider_id))
