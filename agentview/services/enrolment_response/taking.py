"""Judges a response file as a whole, puts it away, and lets what it says be applied (R-HW-17, R-HW-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, BatchKind, BatchStatus, RecordOutcome
from agentview.core import log
from agentview.core.errors import Conflict, Refusal, Rejected
from agentview.core.fault_point import fault_point
from agentview.files.interfaces.device_enrolment_response import DeviceEnrolmentResponse
from agentview.files.interfaces.whole_file import read_whole
from agentview.files.payload import PayloadFolder
from agentview.models.batch import BatchRecord
from agentview.models.database import Database
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider
from agentview.services.acting import Acting
from agentview.services.batch_step import move
from agentview.services.enrolment_request.claiming import partner_of
from agentview.services.enrolment_response.applying import Applied, apply
from agentview.services.hardware_cases import end_batch_cases, raise_batch_case
from agentview.services.inbound_batch import InboundFile, InboundKind, Partner, incoming, keep
from agentview.services.inbound_verdict import Kept, accept, is_used, kept_as, put_by, quarantine
from agentview.services.partner_folder import Inbox, Shelf
from agentview.services.unit import Unit

ENROLMENT_RESPONSE = InboundKind(BatchKind.ENROL_RESPONSE, "device_enrolment_response", ".response")
"""How enrolment responses come in."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that answers: its id, its code in files, and as which partner its batches stand."""

    id: int
    code: str
    exchange_url: str
    partner: Partner


def programmes(session: Session, provider_id: int) -> Sequence[Programme]:
    """Return the programmes of a provider: also one that is not active answers what it got before."""
    found = session.execute(
        select(DeviceEnrolmentProvider)
        .where(DeviceEnrolmentProvider.provider_id == provider_id)
        .order_by(DeviceEnrolmentProvider.id)
    ).scalars()
    return [
        Programme(
            row.id,
            row.code,
            row.exchange_url,
            Partner(
                partner_of(row.id),
                row.provider_id,
                "enrolment_provider_id",
                row.id,
                partial(_hold, programme_id=row.id),
            ),
        )
        for row in found
    ]


def _hold(unit: Unit, programme_id: int) -> None:
    wanted = select(DeviceEnrolmentProvider.id).where(DeviceEnrolmentProvider.id == programme_id)
    unit.session.execute(wanted.with_for_update(key_share=True))


def settle(
    acting: Acting,
    database: Database,
    batch_id: int,
    programme: Programme,
    inbox: Inbox,
    payloads: PayloadFolder,
) -> RecordOutcome | None:
    """Take a file that came in to its end; None where it is not ours to read yet, or is settled already.

    A bad file goes to quarantine with a report and changes nothing; one whose name was used is a duplicate.
    Such a file is moved before the batch says so: who goes on after an interruption finds the same again. A
    good one is moved behind: who goes on may have no copy of it, and puts away what is processed.
    """
    with database.read() as session:
        found = incoming(session, batch_id)
    if found is None or found.status is not BatchStatus.RECEIVED:
        return None
    try:
        if not keep(found, ENROLMENT_RESPONSE, inbox, payloads):
            return None
        return _settle(acting, database, found, programme, inbox, payloads)
    except Rejected as error:
        # It was not even read: it is too large, or gone.
        quarantine(acting, ENROLMENT_RESPONSE, found, inbox, error.refusals, {})
        return RecordOutcome.ERROR
    except Conflict as error:
        # A file of the same name was accepted at this moment: the next look finds it (R-HW-19).
        log.warn("device_enrolment_response.raced", code=error.code, record_id=found.batch_id)
        return None


def _settle(
    acting: Acting,
    database: Database,
    found: InboundFile,
    programme: Programme,
    inbox: Inbox,
    payloads: PayloadFolder,
) -> RecordOutcome | None:
    response, refusals = _judged(found, programme, payloads)
    kept = kept_as(found, ENROLMENT_RESPONSE, payloads)
    if response is None:
        quarantine(acting, ENROLMENT_RESPONSE, found, inbox, refusals, kept)
        return RecordOutcome.ERROR
    name = response.external_file_name
    with database.read() as session:
        is_known = is_used(session, ENROLMENT_RESPONSE, programme.partner.name, found, name)
    if is_known:
        put_by(acting, ENROLMENT_RESPONSE, found, inbox, name, kept)
        return RecordOutcome.DUPLICATE
    applied = acting.act(lambda unit: _process(unit, found, programme, response, kept))
    fault_point("device_enrolment_response.after_process")
    inbox.put_away(found.held, Shelf.ARCHIVE)
    fault_point("device_enrolment_response.after_archive")
    return None if applied is None else applied.outcome


def _judged(
    found: InboundFile, programme: Programme, payloads: PayloadFolder
) -> tuple[DeviceEnrolmentResponse | None, tuple[Refusal, ...]]:
    """Read a kept file; None with every problem where it may not be used."""
    try:
        with payloads.open(found.batch_id, ENROLMENT_RESPONSE.ending) as stream:
            response = read_whole(stream, DeviceEnrolmentResponse)
    except Rejected as error:
        return None, error.refusals
    if response.device_enrolment_provider_id != programme.code:
        # A file of another programme in this one's folder is not trusted.
        values = {"expected": programme.code}
        return None, (Refusal("E-ENROL-PROGRAMME", "deviceEnrolmentProviderId", "R-HW-17", {**values}),)
    return response, ()


def _process(
    unit: Unit,
    found: InboundFile,
    programme: Programme,
    response: DeviceEnrolmentResponse,
    kept: Kept,
) -> Applied | None:
    """Apply a good file and settle its batch, in one transaction; None where another run did."""
    if not accept(unit, found, response.external_file_name, 1, kept):
        return None
    applied = apply(unit, programme.id, found.batch_id, response.order)
    unit.session.add(
        BatchRecord(
            batch_id=found.batch_id,
            seq=1,
            enrolment_id=applied.enrolment_id,
            outcome=applied.outcome.value,
            error_code=applied.code,
            error_text=applied.text,
        )
    )
    is_good = applied.outcome is not RecordOutcome.ERROR
    move(
        unit,
        found.batch_id,
        BatchStatus.VALIDATED,
        BatchCommand.PROCESS if is_good else BatchCommand.PROCESS_WITH_ERRORS,
        applied_upto=1,
        ok_count=int(applied.outcome is RecordOutcome.OK),
        refused_count=int(not is_good),
        duplicate_count=int(applied.outcome is RecordOutcome.DUPLICATE),
        processed_at=unit.now,
    )
    end_batch_cases(unit, found.batch_id)
    if applied.is_strange:
        provider_id = programme.partner.provider_id
        raise_batch_case(unit, provider_id, found.batch_id, applied.code or "", found.file_name)
    return applied
