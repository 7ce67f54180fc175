"""Device Enrolment Request: sends what waits for enrolment programmes, one batch each (M5, R-ENR-03)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import TypeAlias

from agentview.core.fault_point import fault_point
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.faults import Faults
from agentview.jobs.job import Job, Run
from agentview.services.enrolment_request import claiming
from agentview.services.enrolment_request.sending import ENROLMENT_BATCH, blocks
from agentview.services.outbound_batch import send
from agentview.services.partner_folder import Outbox
from agentview.services.work import JobSpec

SPEC = JobSpec("device_enrolment_request", timedelta(minutes=5))

Outboxes: TypeAlias = Callable[[str], AbstractContextManager[Outbox]]
"""Opens the outbox at an exchange address. Raises Unavailable, Rejected for an address that is none."""


def device_enrolment_request(outboxes: Outboxes, payloads: PayloadFolder) -> Job:
    """Return the job: it goes on with batches that were begun, then makes those of what waits."""

    def handle(run: Run) -> None:
        EnrolmentRequestRound(run, outboxes, payloads).carry_out()

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether a round would find something to send."""
    with embedded.database.read() as session:
        return bool(claiming.open_batches(session, provider_id) or claiming.targets(session, provider_id))


class EnrolmentRequestRound:
    """One round for one provider. What stands in the way at one programme keeps no other one waiting."""

    def __init__(self, run: Run, outboxes: Outboxes, payloads: PayloadFolder) -> None:
        """Prepare."""
        self._run = run
        self._outboxes = outboxes
        self._payloads = payloads
        self._done = 0
        self._faults = Faults(SPEC.name)

    def carry_out(self) -> None:
        """Send everything. Raises the first Unavailable at the end: what it kept waits for the next round."""
        database, provider_id = self._run.embedded.database, self._run.caller.provider_id
        with database.read() as session:
            begun = claiming.open_batches(session, provider_id)
        for batch_id in begun:
            self._send(batch_id)
        with database.read() as session:
            waiting = claiming.targets(session, provider_id)
        for programme_id in waiting:
            made = self._run.act(partial(claiming.create_batch, programme_id=programme_id))
            fault_point("device_enrolment_request.after_claim")
            if made is not None:
                self._send(made)
        self._faults.raise_unreached()

    def _send(self, batch_id: int) -> None:
        database = self._run.embedded.database
        with database.read() as session:
            address = claiming.address_of(session, batch_id)
        with self._faults.kept(batch_id), self._outboxes(address) as outbox:
            send(self._run, database, batch_id, ENROLMENT_BATCH, blocks, outbox, self._payloads)
            self._done += 1
        self._run.progress(self._done, failed=len(self._faults))
