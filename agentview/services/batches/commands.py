"""What people do about a batch that failed: take its file again from the start, or let it be."""

from typing import Any

from agentview.contract.batches import BatchActed, BatchAt, IgnoreRequest
from agentview.contract.hardware import BatchCommand, BatchKind, BatchStatus
from agentview.core.errors import Conflict, Refusal, Rejected
from agentview.models.batch import Batch
from agentview.services.batch_lifecycle import LIFECYCLE, BatchFacts
from agentview.services.batch_step import move
from agentview.services.batches import queries
from agentview.services.hardware_cases import end_batch_cases
from agentview.services.unit import Unit

JOBS = {
    BatchKind.SALES_ORDER_DISPATCH: "sales_order_dispatch",
    BatchKind.ENROL_RESPONSE: "device_enrolment_response",
    BatchKind.STOCK_FILE: "stock_file",
}
"""The jobs that take files in."""


def reprocess(unit: Unit, request: BatchAt) -> BatchActed:
    """Take a failed file from its start, as it was kept; what was SENT is never sent again.

    Raises Rejected (`E-STATE`, `E-BATCH-OUTBOUND`, `E-BATCH-NO-FILE`), Conflict (`E-STALE`), NotFound.
    """
    batch = _move(
        unit,
        request,
        BatchCommand.REPROCESS,
        error_code=None,
        report=[],
        processed_at=None,
        external_file_name=None,
        applied_upto=0,
    )
    unit.enqueue(JOBS[BatchKind(batch.kind)], provider_id=batch.provider_id)
    return _acted(batch)


def ignore(unit: Unit, request: IgnoreRequest) -> BatchActed:
    """Say that a failed batch needs nothing more, and why; its case ends.

    Raises Rejected (`E-STATE`), Conflict (`E-STALE`), NotFound.
    """
    batch = _move(unit, request, BatchCommand.IGNORE, reason=request.reason, ignore_reason=request.reason)
    end_batch_cases(unit, batch.id)
    return _acted(batch)


def _move(
    unit: Unit,
    request: BatchAt,
    command: BatchCommand,
    reason: str | None = None,
    **values: Any,  # noqa: ANN401 - the columns of a batch
) -> Batch:
    batch: Batch = queries.one(unit, request.batch_id)[0]
    if batch.row_version != request.version:
        raise Conflict(Refusal("E-STALE", rule="R-PRV-41"))
    facts = BatchFacts(BatchKind(batch.kind), has_file=bool(batch.payload_path))
    verdict = LIFECYCLE.judge(BatchStatus(batch.status), command, facts, unit.caller.powers)
    if not verdict.is_open:
        raise Rejected(*verdict.refusals)
    is_mine = Batch.row_version == request.version
    if not move(unit, batch.id, BatchStatus(batch.status), command, is_mine, reason=reason, **values):
        raise Conflict(Refusal("E-STALE", rule="R-PRV-41"))
    unit.session.refresh(batch)
    return batch


def _acted(batch: Batch) -> BatchActed:
    return BatchActed(batch_id=batch.id, version=batch.row_version, status=BatchStatus(batch.status))
