"""Begins a bulk migration or goes on with it, takes its lines in, and leaves the rest undone."""

from sqlalchemy import insert, select, update

from agentview.contract.bulk_migration_runs import (
    BeginBulk,
    BulkRef,
    BulkState,
    BulkStatus,
    LineOutcome,
    PutLines,
    must_type,
)
from agentview.contract.bulk_migrations import BulkLine
from agentview.core.errors import Conflict, Refusal, Value, rejected
from agentview.models.migration import BulkMigration, BulkMigrationLine
from agentview.models.party import Provider
from agentview.services.bulk_migrations.scope import demand_run, demand_size, own_runs, run_of, state_of, tell
from agentview.services.customer_scope import refuse_customers
from agentview.services.unit import Unit


def begin(unit: Unit, request: BeginBulk) -> BulkState:
    """Begin a run, or return the one that has these lines: they are never begun twice at the same time.

    Raises Conflict (`E-BULK-DONE`), Rejected (`E-BULK-NUMBER`), Denied (`E-BULK-LARGE`, `E-BULK-OTHER`).
    """
    refuse_customers(unit)
    demand_size(unit, request.total, is_forced=request.is_forced)
    # Two who begin the same lines come one after the other.
    unit.session.execute(select(Provider.id).where(Provider.id == unit.caller.provider_id).with_for_update())
    known = unit.session.scalars(
        own_runs(unit)
        .where(BulkMigration.sha256 == request.sha256, BulkMigration.total_lines == request.total)
        .order_by(BulkMigration.id.desc())
        .limit(1)
    ).first()
    if known is not None and BulkStatus(known.status).is_open:
        demand_run(unit, known)
        return state_of(unit, known)
    if known is not None and known.status == BulkStatus.FINISHED and not request.again:
        at = known.finished_at.isoformat() if known.finished_at else None
        raise Conflict(Refusal("E-BULK-DONE", values={"bulk_id": known.id, "at": at}))
    _demand_number(request)
    return _begun(unit, request)


def _demand_number(request: BeginBulk) -> None:
    """Who migrates many at once, or completes any at once, has typed how many lines there are (D-22)."""
    if must_type(request.total, is_forced=request.is_forced) and request.typed_number != request.total:
        raise rejected("E-BULK-NUMBER", field="typed_number", rule="D-22", lines=request.total)


def _begun(unit: Unit, request: BeginBulk) -> BulkState:
    row = BulkMigration(
        provider_id=unit.caller.provider_id,
        name=request.name,
        sha256=request.sha256,
        status=BulkStatus.LOADING.value,
        is_forced=request.is_forced,
        total_lines=request.total,
        loaded_lines=0,
        done_lines=0,
        made_count=0,
        refused_count=0,
        started_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.audit("bulk_migration", row.id, "begin", new=f"{row.name}: {row.total_lines}")
    tell(unit, row, "begin")
    return state_of(unit, row)


def put(unit: Unit, request: PutLines) -> BulkState:
    """Take in the lines that follow what is loaded; those that are here already change nothing.

    Raises Conflict (`E-BULK-PLACE` with how many are here), Rejected (`E-BULK-OVER`, `E-BULK-UNFORCED`).
    """
    row = run_of(unit, request.bulk_id, is_held=True)
    demand_run(unit, row)
    end = request.loaded + len(request.lines)
    if end <= row.loaded_lines:
        return state_of(unit, row)
    if row.status != BulkStatus.LOADING:
        raise rejected("E-BULK-OVER")
    if request.loaded != row.loaded_lines or end > row.total_lines:
        values: dict[str, Value] = {"loaded": row.loaded_lines, "total": row.total_lines}
        raise Conflict(Refusal("E-BULK-PLACE", values=values))
    if not row.is_forced and any(line.force_complete for line in request.lines):
        raise rejected("E-BULK-UNFORCED", field="force_complete", rule="D-22")
    unit.session.execute(
        insert(BulkMigrationLine),
        [_row(row.id, request.loaded + at, line) for at, line in enumerate(request.lines, 1)],
    )
    row.loaded_lines = end
    if end == row.total_lines:
        row.status = BulkStatus.RUNNING.value
    tell(unit, row, "put")
    return state_of(unit, row)


def _row(bulk_id: int, number: int, line: BulkLine) -> dict[str, object]:
    return {
        "bulk_id": bulk_id,
        "number": number,
        **line.model_dump(exclude={"refusals"}),
        "outcome": LineOutcome.WAITING.value,
        "refusals": [one.model_dump(mode="json") for one in line.refusals],
    }


def cancel(unit: Unit, request: BulkRef) -> BulkState:
    """Leave the lines undone that are not over; what was migrated stays. Raises Rejected (`E-BULK-OVER`)."""
    row = run_of(unit, request.bulk_id, is_held=True)
    demand_run(unit, row)
    if not BulkStatus(row.status).is_open:
        raise rejected("E-BULK-OVER")
    unit.session.execute(
        update(BulkMigrationLine)
        .where(BulkMigrationLine.bulk_id == row.id, BulkMigrationLine.outcome == LineOutcome.WAITING.value)
        .values(outcome=LineOutcome.CANCELLED.value)
    )
    row.status = BulkStatus.CANCELLED.value
    row.finished_at = unit.now
    unit.audit("bulk_migration", row.id, "cancel", new=f"{row.done_lines} of {row.total_lines}")
    tell(unit, row, "cancel")
    return state_of(unit, row)
