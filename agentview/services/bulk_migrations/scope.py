"""Whose bulk migrations somebody may see, and who may go on with one."""

from sqlalchemy import Select, select

from agentview.contract.bulk_migration_runs import BulkState, BulkStatus
from agentview.contract.feed import Topic
from agentview.core.errors import Denied, NotFound, Refusal
from agentview.core.power import Power
from agentview.models.migration import BulkMigration
from agentview.services.bulk_size import refuse_many
from agentview.services.customer_scope import refuse_customers
from agentview.services.names import display_name
from agentview.services.seller import seller_of
from agentview.services.unit import Unit


def own_runs(unit: Unit) -> Select[BulkMigration]:
    """Return the runs of the caller's provider; an agent's people see their own alone (R-MIG-38)."""
    refuse_customers(unit)
    wanted = select(BulkMigration).where(BulkMigration.provider_id == unit.caller.provider_id)
    if seller_of(unit) is None:
        return wanted
    return wanted.where(BulkMigration.created_by == unit.caller.username)


def run_of(unit: Unit, bulk_id: int, *, is_held: bool = False) -> BulkMigration:
    """Return a run, held to be changed: of two at once the second sees what the first did.

    Raises NotFound (`E-NOT-FOUND`), also for one of another provider (R-GEN-10).
    """
    wanted = own_runs(unit).where(BulkMigration.id == bulk_id).execution_options(populate_existing=True)
    found = unit.session.scalars(wanted.with_for_update(key_share=True) if is_held else wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"bulk_id": bulk_id}))
    return found


def may_go_on(unit: Unit, row: BulkMigration) -> bool:
    """Say whether somebody may go on with a run: who began it, or a supervisor (SM-2)."""
    return row.created_by == unit.caller.username or unit.caller.has(Power.FORCE_COMPLETE)


def demand_run(unit: Unit, row: BulkMigration) -> None:
    """Raise Denied where the run is somebody else's, or larger or more than the caller may do."""
    if not may_go_on(unit, row):
        raise Denied(
            Refusal("E-BULK-OTHER", rule="SM-2", values={"starter": display_name(unit, row.created_by)})
        )
    demand_size(unit, row.total_lines, is_forced=row.is_forced)


def demand_size(unit: Unit, total: int, *, is_forced: bool) -> None:
    """Raise Denied for a run that is too large (D-19), or forced without the power (R-MIG-19)."""
    refuse_many(unit, total)
    if is_forced:
        unit.caller.demand(Power.FORCE_COMPLETE)


def tell(unit: Unit, row: BulkMigration, verb: str) -> None:
    """Tell open screens of the provider how far a run is."""
    unit.session.flush()
    unit.changed(Topic.BULK_MIGRATION, row.id, verb, (row.provider_id, None))


def state_of(unit: Unit, row: BulkMigration) -> BulkState:
    """Return how far a run is."""
    return BulkState(
        bulk_id=row.id,
        name=row.name,
        status=BulkStatus(row.status),
        is_forced=row.is_forced,
        total=row.total_lines,
        loaded=row.loaded_lines,
        done=row.done_lines,
        made=row.made_count,
        refused=row.refused_count,
        started_at=row.started_at,
        finished_at=row.finished_at,
        started_by=display_name(unit, row.created_by),
        may_go_on=BulkStatus(row.status).is_open and may_go_on(unit, row),
    )
