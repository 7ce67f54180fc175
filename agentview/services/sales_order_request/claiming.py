"""Makes the batch of a warehouse out of the lines that wait for it: one transaction (R-HW-12, R-HW-26)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, select, update
from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.contract.hardware import (
    BatchCommand,
    BatchKind,
    BatchStatus,
    FraudStatus,
    Granularity,
    HardwareLineStatus,
    HardwareStatus,
    RecordOutcome,
)
from agentview.models.batch import Batch, BatchRecord
from agentview.models.bulk import insert_chosen, insert_rows
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import Warehouse
from agentview.services.batch_lifecycle import OPEN_OUTBOUND
from agentview.services.hardware_standing import lock_orders
from agentview.services.sales_order_request.naming import file_name, partner_of
from agentview.services.unit import Unit

H, L, R, W = HardwareOrder, HardwareOrderLine, BatchRecord, Warehouse
KIND = BatchKind.SALES_ORDER_REQUEST.value
_CLEAR = (FraudStatus.NOT_REQUIRED.value, FraudStatus.PASSED.value)
_RECORDS_AT_ONCE = 20_000
_KEYS = ("hardware_order_id", "line_id")


@dataclass(frozen=True, slots=True)
class Target:
    """A warehouse for which lines wait, and how its files are written."""

    warehouse_id: int
    request_format: str


def targets(session: Session, provider_id: int) -> tuple[Target, ...]:
    """Return the connected warehouses of a provider, with a folder, for which something waits to be sent."""
    found = session.execute(
        select(W.id, W.request_format)
        .where(
            W.provider_id == provider_id,
            W.is_connected,
            W.exchange_url != "",
            _ready().where(L.warehouse_id == W.id).exists(),
        )
        .order_by(W.id)
    )
    return tuple(Target(*row) for row in found)


def open_batches(session: Session, provider_id: int) -> Sequence[int]:
    """Return the request batches of a provider that were begun and not sent, the oldest first."""
    found = select(Batch.id).where(
        Batch.provider_id == provider_id, Batch.kind == KIND, Batch.status.in_(OPEN_OUTBOUND)
    )
    return session.scalars(found.order_by(Batch.id)).all()


def has_work(session: Session, provider_id: int) -> bool:
    """Say whether a round would find a delivery in doubt, lines that wait, or a batch under way."""
    in_doubt = select(H.id).where(
        H.provider_id == provider_id,
        H.status == HardwareStatus.AWAITING_GENERATION.value,
        H.fraud_status == FraudStatus.PENDING.value,
    )
    return (
        session.scalars(in_doubt.limit(1)).first() is not None
        or bool(open_batches(session, provider_id))
        or bool(targets(session, provider_id))
    )


def create_batch(unit: Unit, warehouse_id: int, suffix: str) -> int | None:
    """Claim all lines that wait for a warehouse, and make their batch; None where none waits.

    A claimed line belongs to its batch: no other run sends it (R-HW-26), and its order can no longer be
    cancelled (R-HW-25). `suffix` ends the file's name.
    """
    session = unit.session
    # Held until the end: two runs at once make their batches one after the other.
    found = session.scalars(select(W).where(W.id == warehouse_id).with_for_update(key_share=True)).one()
    waiting = _ready().where(L.warehouse_id == warehouse_id)
    if session.scalars(waiting.limit(1)).first() is None:
        return None
    lock_orders(unit, waiting)
    batch = _started(unit, found, suffix)
    if not _claim(unit, batch, warehouse_id):
        session.execute(delete(Batch).where(Batch.id == batch.id))
        return None
    batch.record_count = _write_records(session, batch.id, Granularity(found.granularity))
    unit.audit("batch", batch.id, BatchCommand.START.value, new=batch.status, reason=batch.file_name)
    unit.changed(Topic.BATCH, batch.id, BatchCommand.START.value, (batch.provider_id, None))
    return batch.id


def _ready() -> Select[int]:
    """Select the orders of lines that wait; nothing of an order whose delivery is in doubt (R-HW-09)."""
    return select(L.hardware_order_id).join(H, H.id == L.hardware_order_id).where(_is_waiting(), _is_clear())


def _is_waiting() -> ColumnElement[bool]:
    return and_(L.status == HardwareLineStatus.GENERATED.value, L.request_batch_id.is_(None))


def _is_clear() -> ColumnElement[bool]:
    return H.fraud_status.in_(_CLEAR)


def _started(unit: Unit, warehouse: Warehouse, suffix: str) -> Batch:
    partner = partner_of(warehouse.id)
    last = select(func.max(Batch.identifier)).where(Batch.kind == KIND, Batch.partner == partner)
    identifier = (unit.session.scalars(last).one() or 0) + 1
    name = file_name(identifier, suffix)
    batch = Batch(
        provider_id=warehouse.provider_id,
        kind=KIND,
        partner=partner,
        warehouse_id=warehouse.id,
        identifier=identifier,
        external_file_name=name,
        file_name=name,
        status=BatchStatus.CREATED.value,
    )
    unit.session.add(batch)
    unit.session.flush()
    return batch


def _claim(unit: Unit, batch: Batch, warehouse_id: int) -> int:
    clear = select(H.id).where(H.provider_id == batch.provider_id, _is_clear())
    claimed = (
        update(L)
        .where(L.warehouse_id == warehouse_id, _is_waiting(), L.hardware_order_id.in_(clear))
        .values(
            request_batch_id=batch.id,
            row_version=L.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
    )
    options = {"synchronize_session": False}
    return unit.session.connection().execute(claimed, execution_options=options).rowcount


def _write_records(session: Session, batch_id: int, granularity: Granularity) -> int:
    """Write down what each record of the file stands for (R-HW-13); return how many there are."""
    if granularity is Granularity.PER_UNIT:
        return _write_units(session, batch_id)
    lines = select(L.hardware_order_id, L.id).where(L.request_batch_id == batch_id).subquery()
    if granularity is Granularity.PER_ORDER:
        lines = select(lines.c.hardware_order_id).distinct().subquery()
    keys = tuple(lines.c)
    numbered = select(func.row_number().over(order_by=keys), *keys).order_by(*keys)
    return insert_chosen(session, R, ("seq", *_KEYS[: len(keys)]), numbered, {"batch_id": batch_id})


def _write_units(session: Session, batch_id: int) -> int:
    claimed = (
        select(L.hardware_order_id, L.id, L.qty, L.shipped_qty)
        .where(L.request_batch_id == batch_id)
        .order_by(L.hardware_order_id, L.id)
        .execution_options(yield_per=_RECORDS_AT_ONCE)
    )
    seq = 0
    for lines in session.execute(claimed).partitions():
        made = list(_units(session, lines))
        rows = ((seq + at, *one) for at, one in enumerate(made, start=1))
        insert_rows(session, R, ("seq", *_KEYS, "unit_no"), rows, {"batch_id": batch_id})
        seq += len(made)
    return seq


def _units(session: Session, lines: Sequence[Row[int, int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield each piece of each line, but for those that were shipped before the line was sent again."""
    begun = [line for _, line, _, shipped in lines if shipped]
    gone = _shipped_units(session, begun) if begun else frozenset()
    for order, line, qty, _ in lines:
        for unit_no in range(1, qty + 1):
            if (line, unit_no) not in gone:
                yield order, line, unit_no


def _shipped_units(session: Session, line_ids: Sequence[int]) -> frozenset[tuple[int, int]]:
    found = (
        select(BatchRecord.line_id, BatchRecord.unit_no)
        .join(Batch, Batch.id == BatchRecord.batch_id)
        .where(
            BatchRecord.line_id.in_(line_ids),
            BatchRecord.outcome == RecordOutcome.OK.value,
            Batch.kind == BatchKind.SALES_ORDER_DISPATCH.value,
        )
    )
    return frozenset((line, unit) for line, unit in session.execute(found) if line and unit)
