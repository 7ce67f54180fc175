"""Batches as people see them, with what they may do about them."""

from pathlib import Path
from typing import Any

from agentview.contract.batches import (
    BatchDetail,
    BatchesPage,
    BatchesRequest,
    BatchRecordRow,
    BatchRef,
    BatchRow,
    BatchSize,
    BatchSizeRequest,
    Records,
    RecordsRequest,
)
from agentview.contract.hardware import BatchCommand, BatchKind, BatchStatus, RecordOutcome
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.reference import Prefix, reference
from agentview.models.batch import Batch, BatchRecord
from agentview.services.batch_lifecycle import LIFECYCLE, BatchFacts
from agentview.services.batches import queries
from agentview.services.keyset import Place
from agentview.services.unit import Unit

_OFFERED = (BatchCommand.REPROCESS, BatchCommand.IGNORE)


def batches(unit: Unit, request: BatchesRequest) -> BatchesPage:
    """Return a page of batches, newest first. Raises Rejected (`E-CURSOR`)."""
    rows = tuple(row_of(row) for row in queries.page(unit, request))
    return BatchesPage(
        rows=rows,
        first=Place((rows[0].batch_id,)).token() if rows else None,
        last=Place((rows[-1].batch_id,)).token() if rows else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: BatchSizeRequest) -> BatchSize:
    """Count the batches of a list exactly."""
    return BatchSize(rows=queries.count(unit, request.filter))


def detail(unit: Unit, request: BatchRef) -> BatchDetail:
    """Return a batch with what its validation found. Raises NotFound."""
    row = queries.one(unit, request.batch_id)
    batch: Batch = row[0]
    return BatchDetail(
        row=row_of(row),
        identifier=batch.identifier,
        external_file_name=batch.external_file_name,
        sha256=batch.sha256,
        size=size_of(batch),
        received_at=batch.received_at,
        sent_at=batch.sent_at,
        report=tuple(RefusalInfo.model_validate(problem) for problem in batch.report),
        ignore_reason=batch.ignore_reason,
        commands=commands_of(unit, batch),
        as_of=unit.now,
    )


def records(unit: Unit, request: RecordsRequest) -> Records:
    """Return a page of the records of a batch. Raises NotFound."""
    queries.one(unit, request.batch_id)
    rows = tuple(
        _record(record, product, serial_no) for record, product, serial_no in queries.records(unit, request)
    )
    return Records(rows=rows, last=rows[-1].seq if len(rows) == request.limit else None)


def size_of(batch: Batch) -> int | None:
    """Return how many bytes the kept file of a batch has; None where there is none, here at least."""
    path = Path(batch.payload_path)
    return path.stat().st_size if batch.payload_path and path.is_file() else None


def commands_of(unit: Unit, batch: Batch) -> tuple[CommandState, ...]:
    """Return what may be done about a batch, and why not."""
    facts = BatchFacts(BatchKind(batch.kind), has_file=bool(batch.payload_path))
    verdicts = (
        LIFECYCLE.judge(BatchStatus(batch.status), command, facts, unit.caller.powers) for command in _OFFERED
    )
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)


def row_of(row: Any) -> BatchRow:  # noqa: ANN401 - a batch with the code and name of its partner
    """Return a batch as a list shows it."""
    batch, code, name = row
    return BatchRow(
        batch_id=batch.id,
        version=batch.row_version,
        kind=BatchKind(batch.kind),
        partner=code,
        partner_name=name,
        file_name=batch.file_name or batch.external_file_name or "",
        status=BatchStatus(batch.status),
        records=batch.record_count,
        settled=batch.applied_upto,
        ok=batch.ok_count,
        errors=batch.refused_count,
        duplicates=batch.duplicate_count,
        error=batch.error_code,
        created_at=batch.created_at,
        processed_at=batch.processed_at,
    )


def _record(record: BatchRecord, product: str | None, serial_no: str | None) -> BatchRecordRow:
    order_id = record.hardware_order_id
    return BatchRecordRow(
        seq=record.seq,
        order_id=order_id,
        order=reference(Prefix.HARDWARE_ORDER, order_id) if order_id else "",
        line_id=record.line_id,
        product=product or "",
        unit_no=record.unit_no,
        enrolment_id=record.enrolment_id,
        serial_no=serial_no or "",
        outcome=RecordOutcome(record.outcome) if record.outcome else None,
        code=record.error_code,
        text=record.error_text,
    )
