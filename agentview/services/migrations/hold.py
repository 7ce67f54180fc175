"""Takes hold of a migration for a command: its customer's account first, then the version that was seen."""

from sqlalchemy import select

from agentview.contract.migrations import MigrationCommand
from agentview.core.errors import Conflict, Refusal, Value
from agentview.models.provisioning import ProvisioningTask
from agentview.services.migrations.facts import demand, facts_of
from agentview.services.migrations.matter import Matter, matter_of
from agentview.services.names import display_name
from agentview.services.provisioning.moving import Moving, moving_of
from agentview.services.unit import Unit

_OPEN = ("OPEN", "HALTED")


def hold(unit: Unit, order_id: int, version: int, command: MigrationCommand) -> Matter:
    """Return a migration to change. Of two at once the second sees what the first did (R-PRV-41).

    Raises Conflict (`E-STALE` with who changed it), Rejected (`E-STATE` and guards), Denied, NotFound.
    """
    found = matter_of(unit, order_id, is_held=True)
    demand(unit, found, command, facts_of(unit, found))
    if found.migration.row_version != version:
        raise stale(unit, found)
    return found


def hold_work(unit: Unit, found: Matter) -> tuple[int | None, Moving]:
    """Hold what the queue changes of a submitted migration: its open task if it has one, and itself.

    Who works on the queue holds the task and then the migration, never the account: so does this, and what
    was finalised or halted meanwhile is seen. Raises Conflict (`E-STALE`).
    """
    version = found.migration.row_version
    task_id = unit.session.scalars(
        select(ProvisioningTask.id)
        .where(ProvisioningTask.order_id == found.order.id, ProvisioningTask.bucket.in_(_OPEN))
        .with_for_update()
    ).first()
    moving = moving_of(unit, found.order.id)
    if moving.migration.row_version != version:
        raise stale(unit, found)
    return task_id, moving


def stale(unit: Unit, found: Matter) -> Conflict:
    """Return the error for a migration that changed since it was seen: who changed it, and when."""
    row = found.migration
    values: dict[str, Value] = {
        "by": display_name(unit, row.updated_by),
        "at": row.updated_at.isoformat(),
        "status": row.status,
        "version": row.row_version,
    }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))
