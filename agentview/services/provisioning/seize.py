"""Takes hold of a task for a command: a conditional UPDATE checks version, state and claim, and claims."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, update

from agentview.contract.provisioning import TaskCommand, TaskStatus
from agentview.contract.subscription import ProvisioningState
from agentview.core.errors import Conflict, Refusal
from agentview.models.provisioning import ProvisioningTask
from agentview.services.names import display_name
from agentview.services.provisioning.facts import Dossier, demand, dossier
from agentview.services.provisioning.lifecycle import LIFECYCLE
from agentview.services.provisioning.scope import visible
from agentview.services.provisioning.shown_state import show_state
from agentview.services.unit import Unit

LEASE = timedelta(minutes=15)
"""A claim lasts this long without activity (D-18)."""

T = ProvisioningTask


def is_unclaimed(unit: Unit) -> ColumnElement[bool]:
    """Open tasks that nobody holds: they wait, or their lease ran out."""
    waits = T.status == TaskStatus.AWAITING_PROVISIONING.value
    expired = and_(T.status == TaskStatus.IN_PROGRESS.value, T.lease_until < unit.now)
    return and_(T.bucket == "OPEN", or_(waits, expired))


def is_mine(unit: Unit) -> ColumnElement[bool]:
    """Tasks in progress whose lease is alive and the caller's."""
    return and_(
        T.bucket == "OPEN",
        T.status == TaskStatus.IN_PROGRESS.value,
        T.claimed_by == unit.caller.user_id,
        T.lease_until >= unit.now,
    )


def seize(unit: Unit, task_id: int, command: TaskCommand, version: int | None = None) -> Dossier:
    """Lock the task for `command` and return it; a waiting task is claimed in that UPDATE.

    D-18. Raises Conflict (`E-STALE` with who changed it, `E-CLAIMED` with who holds it), Rejected (`E-STATE`
    and guards), Denied, NotFound. Of several callers at once exactly one gets through.
    """
    found = _hold(unit, task_id, command, version)
    if found is None:
        raise _explain(unit, task_id, command, version)
    demand(unit, found, command)
    return found


def _hold(unit: Unit, task_id: int, command: TaskCommand, version: int | None) -> Dossier | None:
    conditions = [T.id == task_id, visible(unit.caller)]
    if version is not None:
        conditions.append(T.row_version == version)
    if _claims(command):
        return _claim(unit, task_id, conditions)
    can_act = or_(is_unclaimed(unit), is_mine(unit), _settled())
    held = update_one(unit, [*conditions, can_act], next_version(unit))
    return dossier(unit, task_id) if held is not None else None


def _claim(unit: Unit, task_id: int, conditions: Sequence[ColumnElement[bool]]) -> Dossier | None:
    """Claim a task that nobody holds, or keep the own claim alive: only the former is written down."""
    if update_one(unit, [*conditions, is_unclaimed(unit)], next_version(unit) | claim_values(unit)):
        found = dossier(unit, task_id)
        note_claim(unit, found)
        return found
    alive = next_version(unit) | {"lease_until": unit.now + LEASE}
    held = update_one(unit, [*conditions, is_mine(unit)], alive)
    return dossier(unit, task_id) if held is not None else None


def update_one(
    unit: Unit, conditions: Sequence[ColumnElement[bool]], values: dict[str, object]
) -> int | None:
    """Change the task that meets all conditions; return its id, or None where there is none."""
    changed = update(T).where(*conditions).values(**values).returning(T.id)
    return unit.session.scalars(changed, execution_options={"synchronize_session": False}).first()


def next_version(unit: Unit) -> dict[str, object]:
    """Return the columns that count the version and say who changed the task."""
    return {"row_version": T.row_version + 1, "updated_at": unit.now, "updated_by": unit.caller.username}


def note_claim(unit: Unit, found: Dossier) -> None:
    """Write down that the caller holds the task now; the customer sees it in progress."""
    show_state(unit, found, ProvisioningState.IN_PROGRESS)
    unit.audit(
        "task",
        found.task.id,
        TaskCommand.CLAIM.value,
        new=TaskStatus.IN_PROGRESS.value,
        account_id=found.account.id,
    )


def _claims(command: TaskCommand) -> bool:
    """Say whether acting on a waiting task claims it: where the act belongs to whoever works the queue."""
    row = LIFECYCLE.table.get((TaskStatus.AWAITING_PROVISIONING, command))
    return row is not None and command not in {TaskCommand.ABORT, TaskCommand.ADD_NOTE}


def _settled() -> ColumnElement[bool]:
    return T.bucket != "OPEN"


def claim_values(unit: Unit) -> dict[str, object]:
    """Return the columns that make the caller the claimant."""
    return {
        "status": TaskStatus.IN_PROGRESS.value,
        "claimed_by": unit.caller.user_id,
        "claimed_at": unit.now,
        "lease_until": unit.now + LEASE,
    }


def _explain(unit: Unit, task_id: int, command: TaskCommand, version: int | None) -> Exception:
    """Return the error that tells why the task could not be held: stale first, then state and claim."""
    found = dossier(unit, task_id)
    task = found.task
    if version is not None and task.row_version != version:
        values = {
            "by": display_name(unit, task.updated_by),
            "at": task.updated_at.isoformat(),
            "status": found.status.value,
        }
        return Conflict(Refusal("E-STALE", rule="R-PRV-41", values={**values, "version": task.row_version}))
    demand(unit, found, command)
    return Conflict(Refusal("E-STALE", rule="R-PRV-41"))
