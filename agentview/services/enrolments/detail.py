"""One device's enrolment with its requests, what happened to it, and what can be done."""

from sqlalchemy import select

from agentview.contract.enrolments import (
    EnrolmentAttempt,
    EnrolmentDetail,
    EnrolmentEvent,
    EnrolmentRef,
)
from agentview.contract.hardware import BatchStatus, EnrolmentCommand, EnrolmentRequestType, RecordOutcome
from agentview.contract.value import CommandState
from agentview.models.batch import Batch
from agentview.models.enrolment import DeviceEnrolment, EnrolmentRequest
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, EnrolmentAgreement
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from agentview.services.customer_scope import is_customer
from agentview.services.enrolments.hold import Found, find
from agentview.services.enrolments.moving import ENTITY, about
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY

MOST = 200
"""So many requests and events of a device go out, the newest ones."""

COMMANDS = (
    EnrolmentCommand.REQUEST,
    EnrolmentCommand.UNENROL,
    EnrolmentCommand.RESUBMIT,
    EnrolmentCommand.VOID,
)
"""What people do; the others are the program's own."""


def device(unit: Unit, request: EnrolmentRef) -> EnrolmentDetail:
    """Return a device's enrolment, with every reason against the commands that are closed."""
    found = find(unit, request.enrolment_id)
    item = found.item
    return EnrolmentDetail(
        row=found.row,
        organisation_ref=organisation_of(unit, item),
        provider_device_id=item.provider_device_id,
        unenrol_reason=item.unenrol_reason,
        is_void_due=item.is_void_due,
        is_override=item.is_override,
        enrolled_at=item.enrolled_at,
        unenrolled_at=item.unenrolled_at,
        case_id=_open_case(unit, item),
        commands=_commands(unit, found),
        attempts=_attempts(unit, item.id),
        timeline=_timeline(unit, item.id),
        as_of=unit.now,
    )


def organisation_of(unit: Unit, item: DeviceEnrolment) -> str:
    """Return under which organisation a device is listed: the account's, or else the operator's own."""
    programme, agreed = unit.session.execute(
        select(DeviceEnrolmentProvider.organisation_ref, EnrolmentAgreement.organisation_ref)
        .outerjoin(
            EnrolmentAgreement,
            (EnrolmentAgreement.enrolment_provider_id == DeviceEnrolmentProvider.id)
            & (EnrolmentAgreement.account_id == item.account_id),
        )
        .where(DeviceEnrolmentProvider.id == item.enrolment_provider_id)
    ).one()
    return agreed or programme


def _commands(unit: Unit, found: Found) -> tuple[CommandState, ...]:
    verdicts = (found.judge(unit, command) for command in COMMANDS)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)


def _open_case(unit: Unit, item: DeviceEnrolment) -> int | None:
    if is_customer(unit.caller):
        return None
    found = select(WorkItem.id).where(about(item), WorkItem.status.in_(UNDER_WAY)).order_by(WorkItem.id)
    return unit.session.scalars(found).first()


def _attempts(unit: Unit, enrolment_id: int) -> tuple[EnrolmentAttempt, ...]:
    found = unit.session.execute(
        select(EnrolmentRequest, Batch.external_file_name, Batch.status, Batch.sent_at)
        .join(Batch, Batch.id == EnrolmentRequest.batch_id)
        .where(EnrolmentRequest.enrolment_id == enrolment_id)
        .order_by(EnrolmentRequest.id.desc())
        .limit(MOST)
    )
    return tuple(
        EnrolmentAttempt(
            request_id=asked.id,
            request_type=EnrolmentRequestType(asked.request_type),
            attempt_no=asked.attempt_no,
            batch_id=asked.batch_id,
            file_name=file_name or "",
            batch_status=BatchStatus(status),
            requested_at=asked.requested_at,
            sent_at=sent_at,
            answered_at=asked.answered_at,
            outcome=RecordOutcome(asked.outcome) if asked.outcome else None,
            error_text=asked.error_text,
        )
        for asked, file_name, status, sent_at in found
    )


def _timeline(unit: Unit, enrolment_id: int) -> tuple[EnrolmentEvent, ...]:
    found = unit.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.entity == ENTITY, AuditEntry.entity_id == enrolment_id)
        .order_by(AuditEntry.id.desc())
        .limit(MOST)
    )
    return tuple(
        EnrolmentEvent(
            id=entry.id,
            at=entry.at,
            by=entry.actor,
            action=entry.action,
            old=entry.old_value,
            new=entry.new_value,
            text=entry.reason,
        )
        for entry in found
    )
