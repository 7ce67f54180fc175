"""Makes the batch of a programme out of the devices that wait for it: one transaction (R-ENR-03)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, update
from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.contract.hardware import (
    BatchCommand,
    BatchKind,
    BatchStatus,
    EnrolmentRequestType,
    EnrolmentStatus,
)
from agentview.models.batch import Batch, BatchRecord
from agentview.models.bulk import insert_rows, new_ids
from agentview.models.enrolment import DeviceEnrolment, EnrolmentRequest
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, EnrolmentAgreement
from agentview.services.batch_lifecycle import OPEN_OUTBOUND
from agentview.services.unit import Unit

E, P = DeviceEnrolment, DeviceEnrolmentProvider
KIND = BatchKind.ENROL_REQUEST.value
_LEAVING = EnrolmentStatus.UNENROL_PENDING.value
_WAITING = (EnrolmentStatus.ENROL_PENDING.value, _LEAVING)
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request to be written: about which device, of which type, under which organisation."""

    enrolment_id: int
    request_type: EnrolmentRequestType
    attempt_no: int
    organisation_ref: str


def partner_of(programme_id: int) -> str:
    """Return what a programme is called among the partners of batches."""
    return f"programme-{programme_id}"


def file_name(identifier: int) -> str:
    """Return the name of a request file: at most 20 characters that every system takes (R-HW-14)."""
    return f"DER{identifier:010}.json"


def targets(session: Session, provider_id: int) -> Sequence[int]:
    """Return the active programmes of a provider for which something waits to be sent."""
    waits = select(E.id).where(E.enrolment_provider_id == P.id, _is_waiting()).exists()
    is_served = (P.provider_id == provider_id, P.is_active, P.exchange_url != "")
    found = select(P.id).where(*is_served, waits).order_by(P.id)
    return session.scalars(found).all()


def open_batches(session: Session, provider_id: int) -> Sequence[int]:
    """Return the request batches of a provider that were begun and not sent, the oldest first."""
    found = select(Batch.id).where(
        Batch.provider_id == provider_id, Batch.kind == KIND, Batch.status.in_(OPEN_OUTBOUND)
    )
    return session.scalars(found.order_by(Batch.id)).all()


def address_of(session: Session, batch_id: int) -> str:
    """Return where the files of a batch's programme go and come from."""
    wanted = (
        select(P.exchange_url).join(Batch, Batch.enrolment_provider_id == P.id).where(Batch.id == batch_id)
    )
    return session.scalars(wanted).one()


def create_batch(unit: Unit, programme_id: int) -> int | None:
    """Claim all that waits for a programme, and make its batch; None where nothing waits.

    A claimed record belongs to its batch: no other run sends it, and it cannot be voided as if it had never
    been sent. Each request is written down with its id, type and organisation, so that the file follows from
    the rows alone.
    """
    # Held until the end: two runs at once make their batches one after the other.
    held = select(P).where(P.id == programme_id).with_for_update(key_share=True)
    programme = unit.session.scalars(held.execution_options(populate_existing=True)).one()
    waiting = select(E.id).where(E.enrolment_provider_id == programme_id, _is_waiting())
    if not programme.is_active or unit.session.scalars(waiting.limit(1)).first() is None:
        return None
    batch = _started(unit, programme)
    _claim(unit, batch.id, programme_id)
    batch.record_count = _write_requests(unit, batch.id)
    unit.session.flush()
    unit.audit("batch", batch.id, BatchCommand.START.value, new=batch.status, reason=batch.file_name)
    unit.changed(Topic.BATCH, batch.id, BatchCommand.START.value, (batch.provider_id, None))
    return batch.id


def _is_waiting() -> ColumnElement[bool]:
    return and_(E.status.in_(_WAITING), E.request_batch_id.is_(None))


def _started(unit: Unit, programme: DeviceEnrolmentProvider) -> Batch:
    partner = partner_of(programme.id)
    last = select(func.max(Batch.identifier)).where(Batch.kind == KIND, Batch.partner == partner)
    identifier = (unit.session.scalars(last).one() or 0) + 1
    name = file_name(identifier)
    batch = Batch(
        provider_id=programme.provider_id,
        kind=KIND,
        partner=partner,
        enrolment_provider_id=programme.id,
        identifier=identifier,
        external_file_name=name,
        file_name=name,
        status=BatchStatus.CREATED.value,
    )
    unit.session.add(batch)
    unit.session.flush()
    return batch


def _claim(unit: Unit, batch_id: int, programme_id: int) -> None:
    claimed = (
        update(E)
        .where(E.enrolment_provider_id == programme_id, _is_waiting())
        .values(
            request_batch_id=batch_id,
            row_version=E.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
    )
    unit.session.execute(claimed, execution_options={"synchronize_session": False})


def _write_requests(unit: Unit, batch_id: int) -> int:
    """Write the requests of the claimed records, and the records of the batch; return how many there are."""
    claimed = _claimed(batch_id).execution_options(yield_per=_AT_ONCE)
    seq = 0
    for rows in unit.session.execute(claimed).partitions():
        asked = [request for row in rows for request in _requests(row)]
        ids = new_ids(unit.session, EnrolmentRequest, len(asked))
        insert_rows(
            unit.session,
            EnrolmentRequest,
            ("id", "enrolment_id", "request_type", "attempt_no", "organisation_ref"),
            (
                (key, one.enrolment_id, one.request_type.value, one.attempt_no, one.organisation_ref)
                for key, one in zip(ids, asked, strict=True)
            ),
            {"batch_id": batch_id, "requested_at": unit.now},
        )
        numbered = ((seq + at, one.enrolment_id) for at, one in enumerate(asked, start=1))
        insert_rows(unit.session, BatchRecord, ("seq", "enrolment_id"), numbered, {"batch_id": batch_id})
        seq += len(asked)
    return seq


def _claimed(batch_id: int) -> Select[*tuple[object, ...]]:
    return (
        select(
            E.id,
            E.status,
            E.attempt_no,
            E.is_void_due,
            E.is_override,
            func.coalesce(EnrolmentAgreement.organisation_ref, P.organisation_ref).label("organisation"),
        )
        .join(P, P.id == E.enrolment_provider_id)
        .outerjoin(
            EnrolmentAgreement,
            and_(
                EnrolmentAgreement.account_id == E.account_id,
                EnrolmentAgreement.enrolment_provider_id == E.enrolment_provider_id,
            ),
        )
        .where(E.request_batch_id == batch_id)
        .order_by(E.id)
    )


def _requests(row: Row[*tuple[object, ...]]) -> Iterator[_Asked]:
    """Yield what is asked of the programme about a device: RETURN, or ORDER, or OVERRIDE (R-ENR-04, 05).

    What was sent under the wrong order is voided first.
    """
    kind = EnrolmentRequestType.OVERRIDE if row.is_override else EnrolmentRequestType.ORDER
    if row.status == _LEAVING:
        kind = EnrolmentRequestType.RETURN
    elif row.is_void_due:
        yield _Asked(row.id, EnrolmentRequestType.VOID, row.attempt_no, row.organisation)
    yield _Asked(row.id, kind, row.attempt_no, row.organisation)
