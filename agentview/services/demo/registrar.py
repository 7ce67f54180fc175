"""Plays the enrolment programmes of the demo: they are asked for devices, take most, and refuse some."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, BatchStatus
from agentview.files.interfaces.device_enrolment_response import (
    EnrolledDevice,
    EnrolmentError,
    RespondedOrder,
)
from agentview.models.batch import Batch, BatchRecord
from agentview.models.database import Stamp
from agentview.models.enrolment import DeviceEnrolment, EnrolmentRequest
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider
from agentview.services.batch_step import move
from agentview.services.enrolment_request.claiming import create_batch, partner_of, targets
from agentview.services.enrolment_request.sending import ENROLMENT_BATCH
from agentview.services.enrolment_response.applying import apply
from agentview.services.enrolment_response.taking import ENROLMENT_RESPONSE
from agentview.services.network.system import SYSTEM
from agentview.services.outbound_batch import note_sent
from agentview.services.unit import Unit

_REFUSED_EVERY = 3
_REFUSALS = (
    ("DEP-1042", "The device is listed for another organisation. It must be released there first."),
    ("DEP-1007", "The serial number is not known to the programme."),
)


class Registrar:
    """The programmes of all retailers, and the jobs between them and us."""

    def __init__(self, session: Session) -> None:
        """Work in `session`."""
        self._session = session

    def ask_all(self, now: Unit, provider_id: int) -> None:
        """Send what waits, to each programme in one batch."""
        unit = self._unit(now.now)
        for programme_id in targets(self._session, provider_id):
            batch_id = create_batch(unit, programme_id)
            if batch_id is not None:
                self._session.flush()
                move(unit, batch_id, BatchStatus.CREATED, BatchCommand.STAGE)
                note_sent(unit, batch_id, ENROLMENT_BATCH)

    def answer_all(self, now: Unit, provider_id: int) -> None:
        """Answer every request that was sent; of some devices the programme tells why it refuses them."""
        unit = self._unit(now.now)
        for number, asked in enumerate(self._unanswered(provider_id), start=1):
            request, item, programme = asked
            batch_id = _received(unit, programme, request.id)
            error = _REFUSALS[(number // _REFUSED_EVERY) % len(_REFUSALS)]
            is_refused = number % _REFUSED_EVERY == 0
            device = EnrolledDevice(
                item.serial_no,
                "" if is_refused else f"PB-{request.id:06d}",
                [EnrolmentError(*error)] if is_refused else [],
            )
            told = apply(unit, programme.id, batch_id, RespondedOrder(request.id, devices=[device]))
            self._session.add(
                BatchRecord(
                    batch_id=batch_id,
                    seq=1,
                    enrolment_id=told.enrolment_id,
                    outcome=told.outcome.value,
                    error_code=told.code,
                    error_text=told.text,
                )
            )
            done = BatchCommand.PROCESS_WITH_ERRORS if is_refused else BatchCommand.PROCESS
            move(
                unit,
                batch_id,
                BatchStatus.VALIDATED,
                done,
                applied_upto=1,
                ok_count=int(not is_refused),
                refused_count=int(is_refused),
                processed_at=unit.now,
            )

    def _unanswered(
        self, provider_id: int
    ) -> Sequence[tuple[EnrolmentRequest, DeviceEnrolment, DeviceEnrolmentProvider]]:
        rows = self._session.execute(
            select(EnrolmentRequest, DeviceEnrolment, DeviceEnrolmentProvider)
            .join(DeviceEnrolment, DeviceEnrolment.id == EnrolmentRequest.enrolment_id)
            .join(
                DeviceEnrolmentProvider, DeviceEnrolmentProvider.id == DeviceEnrolment.enrolment_provider_id
            )
            .where(DeviceEnrolment.provider_id == provider_id, EnrolmentRequest.answered_at.is_(None))
            .order_by(EnrolmentRequest.id)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def _unit(self, at: datetime) -> Unit:
        self._session.flush()
        self._session.info["stamp"] = Stamp(SYSTEM.username, at)
        return Unit(self._session, SYSTEM, at)


def _received(unit: Unit, programme: DeviceEnrolmentProvider, request_id: int) -> int:
    """Take a response file in, as the job does it; return its batch."""
    name = f"R{request_id:09d}.json"
    batch = Batch(
        provider_id=programme.provider_id,
        kind=ENROLMENT_RESPONSE.kind.value,
        partner=partner_of(programme.id),
        enrolment_provider_id=programme.id,
        file_name=name,
        status=BatchStatus.RECEIVED.value,
        received_at=unit.now,
    )
    unit.session.add(batch)
    unit.session.flush()
    unit.audit("batch", batch.id, BatchCommand.RECEIVE.value, new=batch.status, reason=name)
    move(unit, batch.id, BatchStatus.RECEIVED, BatchCommand.VALIDATE, external_file_name=name, record_count=1)
    return batch.id
