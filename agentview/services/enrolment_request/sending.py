"""The file of an enrolment request batch, and what follows once it was sent (M6)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.contract.hardware import EnrolmentCommand, EnrolmentRequestType, EnrolmentStatus
from agentview.core.reference import Prefix, reference
from agentview.files.interfaces.device_enrolment_request import (
    ENROLMENT_REQUEST,
    DeviceEnrolmentRequest,
    EnrolmentOrder,
    RequestedDevice,
)
from agentview.files.interfaces.json_writer import write
from agentview.models.batch import Batch
from agentview.models.enrolment import DeviceEnrolment, EnrolmentRequest
from agentview.models.hardware import HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Product
from agentview.services.bulk_trail import Entry, audit_many, changed_many
from agentview.services.enrolment_lifecycle import LIFECYCLE
from agentview.services.enrolments.moving import ENTITY
from agentview.services.outbound_batch import OutboundKind
from agentview.services.unit import Unit

E, R = DeviceEnrolment, EnrolmentRequest
_AT_ONCE = 2_000
_SENDS = {
    EnrolmentStatus.ENROL_PENDING: (EnrolmentRequestType.ORDER, EnrolmentRequestType.OVERRIDE),
    EnrolmentStatus.UNENROL_PENDING: (EnrolmentRequestType.RETURN,),
}
"""By the state that waits, the request by which a record is sent; a VOID goes before one."""


def blocks(session: Session, batch_id: int) -> Iterator[bytes]:
    """Yield the file of a batch: the same bytes each time, from the rows that were claimed alone."""
    batch, code = session.execute(
        select(Batch, DeviceEnrolmentProvider.code)
        .join(DeviceEnrolmentProvider, DeviceEnrolmentProvider.id == Batch.enrolment_provider_id)
        .where(Batch.id == batch_id)
    ).one()
    header = DeviceEnrolmentRequest(
        identifier=batch.identifier or 0,
        batch_date_time=batch.created_at,
        extract_load_date_time=batch.created_at,
        record_count=batch.record_count,
        device_enrolment_provider_id=code,
    )
    yield from write(ENROLMENT_REQUEST, header, _orders(session, batch_id))


def _orders(session: Session, batch_id: int) -> Iterator[EnrolmentOrder]:
    wanted = (
        select(
            R.id,
            R.request_type,
            R.organisation_ref,
            E.serial_no,
            E.serial_type,
            Product.sku,
            Product.name,
            HardwareOrderLine.hardware_order_id.label("order_id"),
        )
        .join(E, E.id == R.enrolment_id)
        .join(Product, Product.id == E.product_id)
        .outerjoin(HardwareUnit, HardwareUnit.id == E.hardware_unit_id)
        .outerjoin(HardwareOrderLine, HardwareOrderLine.id == HardwareUnit.line_id)
        .where(R.batch_id == batch_id)
        .order_by(R.id)
    )
    for row in session.execute(wanted.execution_options(yield_per=_AT_ONCE)):
        yield EnrolmentOrder(
            id=row.id,
            request_type=row.request_type,
            organisation_id=row.organisation_ref,
            sales_order_id=reference(Prefix.HARDWARE_ORDER, row.order_id) if row.order_id else "",
            devices=[RequestedDevice(row.serial_no, row.serial_type, row.sku, row.name)],
        )


def hold_records(unit: Unit, batch_id: int) -> None:
    """Take the records before the batch, in the order of their ids, as every command does."""
    held = select(E.id).where(E.request_batch_id == batch_id).order_by(E.id)
    unit.session.execute(held.with_for_update(key_share=True))


def is_sent(unit: Unit, batch_id: int) -> None:
    """Bring the records of a batch to what follows once it was sent; their trail and news with them."""
    batch = unit.session.get_one(Batch, batch_id)
    for state, kinds in _SENDS.items():
        target = LIFECYCLE.table[state, EnrolmentCommand.SEND].target
        assert target is not None  # noqa: S101 - tells mypy that sending leads on
        sent = _by_state(unit, batch_id, state)
        for kind in kinds:
            some = [row for row in sent if row.request_type == kind.value]
            _update(unit, batch_id, [row.id for row in some], target, kind)
        entries = (Entry(row.id, state.value, target.value, row.request_type, row.account_id) for row in sent)
        audit_many(unit, ENTITY, EnrolmentCommand.SEND.value, entries)
        ids = [row.id for row in sent]
        changed_many(unit, Topic.ENROLMENT, ids, EnrolmentCommand.SEND.value, batch.provider_id)


def _by_state(unit: Unit, batch_id: int, state: EnrolmentStatus) -> Sequence[Row[int, int, str]]:
    return unit.session.execute(
        select(E.id, E.account_id, R.request_type)
        .join(R, R.enrolment_id == E.id)
        .where(
            E.request_batch_id == batch_id,
            E.status == state.value,
            R.batch_id == batch_id,
            R.request_type != EnrolmentRequestType.VOID.value,
        )
        .order_by(E.id)
    ).all()


def _update(
    unit: Unit, batch_id: int, ids: Sequence[int], target: EnrolmentStatus, kind: EnrolmentRequestType
) -> None:
    for start in range(0, len(ids), _AT_ONCE):
        changed = (
            update(E)
            .where(E.id.in_(ids[start : start + _AT_ONCE]), E.request_batch_id == batch_id)
            .values(
                status=target.value,
                request_type=kind.value,
                is_void_due=False,
                is_override=False,
                row_version=E.row_version + 1,
                updated_at=unit.now,
                updated_by=unit.caller.username,
            )
        )
        unit.session.execute(changed, execution_options={"synchronize_session": False})


ENROLMENT_BATCH = OutboundKind("device_enrolment_request", is_sent, hold_records)
"""How enrolment requests go out."""
