"""Withdraws migrations before they complete: what was active stays so, nothing is charged (R-MIG-32)."""

from agentview.contract.migrations import (
    MigrationChanged,
    MigrationCommand,
    MigrationStatus,
    WithdrawRequest,
)
from agentview.contract.orders import OrderStatus
from agentview.core.errors import rejected
from agentview.services.migrations.answer import changed
from agentview.services.migrations.drafts import note
from agentview.services.migrations.hold import hold, hold_work
from agentview.services.migrations.matter import Matter, matter_of
from agentview.services.order_lifecycle import LIFECYCLE as ORDER
from agentview.services.order_lifecycle import OrderCommand
from agentview.services.provisioning.completion import end_task
from agentview.services.provisioning.facts import dossier
from agentview.services.provisioning.migration_withdrawal import give_up
from agentview.services.unit import Unit


def withdraw(unit: Unit, request: WithdrawRequest) -> MigrationChanged:
    """Give a migration up; a submitted one with a reason.

    Raises Rejected (`E-STATE` for a completed one, R-MIG-33), Conflict (`E-STALE`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, MigrationCommand.WITHDRAW)
    if found.status is MigrationStatus.INCOMPLETE:
        _discard(unit, found, request.reason)
    else:
        if not request.reason:
            raise rejected("E-WITHDRAW-REASON", field="reason", rule="R-MIG-32")
        _undo(unit, found, request.reason)
    return changed(unit, matter_of(unit, request.order_id))


def _discard(unit: Unit, found: Matter, reason: str) -> None:
    """Nothing was made that would have to be undone."""
    row = found.migration
    row.status = MigrationStatus.WITHDRAWN.value
    row.withdrawn_at = unit.now
    row.withdrawn_reason = reason or None
    target = ORDER.table[OrderStatus.ORDER_INCOMPLETE, OrderCommand.DISCARD].target
    found.order.status = (target or OrderStatus.ORDER_CANCELLED).value
    unit.session.flush()
    note(
        unit,
        found.order,
        MigrationCommand.WITHDRAW,
        old=MigrationStatus.INCOMPLETE.value,
        new=row.status,
        reason=reason or None,
    )


def _undo(unit: Unit, found: Matter, reason: str) -> None:
    """End the task with all that hangs on it; where the network alone was asked, undo it directly."""
    task_id, moving = hold_work(unit, found)
    if task_id is not None:
        end_task(unit, dossier(unit, task_id), reason)
    else:
        give_up(unit, moving, reason)
