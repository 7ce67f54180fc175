"""What a programme's answer does to a device's enrolment (SM-4, R-ENR-06 to R-ENR-09)."""

from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.hardware import (
    BatchStatus,
    EnrolmentCommand,
    EnrolmentRequestType,
    EnrolmentStatus,
    RecordOutcome,
)
from agentview.contract.worklist import CaseType
from agentview.core.power import Role
from agentview.files.interfaces.device_enrolment_response import RespondedOrder
from agentview.models.batch import Batch
from agentview.models.enrolment import DeviceEnrolment, EnrolmentRequest
from agentview.models.hardware import HardwareUnit
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider
from agentview.services.enrolment_lifecycle import LIFECYCLE
from agentview.services.enrolment_request.sending import ENROLMENT_BATCH
from agentview.services.enrolments.dispatched import let_go
from agentview.services.enrolments.moving import LEVEL, about, move
from agentview.services.outbound_batch import note_sent
from agentview.services.unit import Unit
from agentview.services.work_item import Case, held_cases, note_on_case, raise_case

LONGEST_ERROR = 1_000


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an answer. `is_strange`: it is about nothing that was asked, so that nothing changed."""

    outcome: RecordOutcome
    enrolment_id: int | None = None
    code: str | None = None
    text: str | None = None
    is_strange: bool = False


def apply(unit: Unit, programme_id: int, batch_id: int, order: RespondedOrder) -> Applied:
    """Apply the answer to one request; a failed one never touches the hardware order (R-ENR-08).

    An answer about an unknown request, other devices, or a request that was replaced changes no device.
    """
    asked = unit.session.scalars(
        select(EnrolmentRequest)
        .join(Batch, Batch.id == EnrolmentRequest.batch_id)
        .where(EnrolmentRequest.id == order.id, Batch.enrolment_provider_id == programme_id)
    ).first()
    if asked is None:
        return Applied(RecordOutcome.ERROR, code="E-ENROL-UNKNOWN", is_strange=True)
    if unit.session.get_one(Batch, asked.batch_id).status == BatchStatus.STAGED.value:
        # The answer is faster than the note that the request was sent.
        note_sent(unit, asked.batch_id, ENROLMENT_BATCH)
    item = unit.session.scalars(
        select(DeviceEnrolment)
        .where(DeviceEnrolment.id == asked.enrolment_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    # Behind the lock: of two answers at once the second sees what the first wrote.
    unit.session.refresh(asked)
    if asked.answered_at is not None:
        return Applied(RecordOutcome.DUPLICATE, item.id, "E-ENROL-LATE")
    if order.devices and item.serial_no not in {device.device_id for device in order.devices}:
        return Applied(RecordOutcome.ERROR, item.id, "E-ENROL-DEVICE", is_strange=True)
    return _answer(unit, item, asked, batch_id, order)


def error_text(order: RespondedOrder, serial_no: str) -> str | None:
    """Return what the programme says against a device, to 1,000 characters; None: nothing (R-ENR-06)."""
    errors = list(order.errors)
    for device in order.devices:
        if device.device_id == serial_no:
            errors += device.errors
    if not errors:
        return None
    return "; ".join(error.error_message or error.id for error in errors)[:LONGEST_ERROR]


def _answer(
    unit: Unit, item: DeviceEnrolment, asked: EnrolmentRequest, batch_id: int, order: RespondedOrder
) -> Applied:
    text = error_text(order, item.serial_no)
    outcome = RecordOutcome.OK if text is None else RecordOutcome.ERROR
    asked.answered_at, asked.outcome, asked.error_text = unit.now, outcome.value, text
    code = None if text is None else "E-ENROL-REFUSED"
    if asked.request_type == EnrolmentRequestType.VOID.value:
        # What the order was voided for follows in a request of its own, which is answered too.
        return Applied(outcome, item.id, code, text)
    command = EnrolmentCommand.ACCEPT if text is None else EnrolmentCommand.REFUSE
    row = LIFECYCLE.table.get((EnrolmentStatus(item.status), command))
    if row is None or row.target is None or item.request_batch_id != asked.batch_id:
        return Applied(RecordOutcome.ERROR, item.id, "E-ENROL-LATE", text)
    item.response_batch_id, item.request_batch_id = batch_id, None
    _note_outcome(item, unit, row.target, order, text)
    move(unit, item, command, row.target, reason=text)
    unit.session.flush()
    _raise_event(unit, item, text)
    if (
        item.hardware_unit_id is not None
        and unit.session.get_one(HardwareUnit, item.hardware_unit_id, populate_existing=True).is_returned
    ):
        # It came back while the programme had the request (R-ENR-09).
        let_go(unit, item)
    unit.session.flush()
    return Applied(outcome, item.id, code, text)


def _note_outcome(
    item: DeviceEnrolment, unit: Unit, target: EnrolmentStatus, order: RespondedOrder, text: str | None
) -> None:
    item.last_error = text
    if target is EnrolmentStatus.ENROLLED:
        item.enrolled_at = unit.now
        named = {device.device_id: device.provider_device_id for device in order.devices}
        item.provider_device_id = named.get(item.serial_no) or item.provider_device_id
    elif target is EnrolmentStatus.UNENROLLED:
        item.unenrolled_at = unit.now


def _raise_event(unit: Unit, item: DeviceEnrolment, text: str | None) -> None:
    """Raise a case for the outcome where the programme is set so: each switch by itself (R-ENR-07).

    The programme's text goes into the notes (R-ENR-06); of a device that is refused again, into those of the
    case that is under way.
    """
    programme = unit.session.get_one(DeviceEnrolmentProvider, item.enrolment_provider_id)
    if text is None:
        if programme.has_event_on_success:
            raise_case(unit, _case(item, CaseType.ENROLMENT_DONE, Role.CSA))
        return
    under_way = held_cases(unit, about(item))
    if under_way:
        note_on_case(unit, under_way[0], text)
    elif programme.has_event_on_failure:
        note_on_case(unit, raise_case(unit, _case(item, CaseType.ENROLMENT_ERROR, Role.BACKOFFICE)), text)


def _case(item: DeviceEnrolment, kind: CaseType, department: Role) -> Case:
    return Case(
        type=kind,
        provider_id=item.provider_id,
        department=department,
        level=LEVEL,
        level_id=item.id,
        account_id=item.account_id,
        summary=item.serial_no,
        code=item.status,
    )
