"""Who works a task: claim, release, renew, take next, take over, ask (D-18, D-20)."""

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.provisioning import (
    Acted,
    AskRequest,
    Reason,
    Taken,
    TakeNextRequest,
    TaskCommand,
    TaskRef,
    TaskStatus,
)
from agentview.contract.subscription import ProvisioningState
from agentview.core.errors import rejected
from agentview.models.provisioning import ProvisioningTask
from agentview.services.provisioning.answer import acted
from agentview.services.provisioning.facts import demand, dossier
from agentview.services.provisioning.seize import (
    LEASE,
    claim_values,
    is_unclaimed,
    next_version,
    note_claim,
    seize,
    update_one,
)
from agentview.services.provisioning.shown_state import show_state
from agentview.services.unit import Unit

T = ProvisioningTask


def claim(unit: Unit, request: TaskRef) -> Acted:
    """Claim a task for 15 minutes from the last activity. Conflict `E-CLAIMED` names who was first."""
    return acted(unit, seize(unit, request.task_id, TaskCommand.CLAIM), TaskCommand.CLAIM.value)


def release(unit: Unit, request: TaskRef) -> Acted:
    """Give a claimed task back to the queue."""
    found = seize(unit, request.task_id, TaskCommand.RELEASE)
    found.task.status = TaskStatus.AWAITING_PROVISIONING.value
    found.task.claimed_by = found.task.claimed_at = found.task.lease_until = None
    show_state(unit, found, ProvisioningState.AWAITING)
    unit.audit(
        "task",
        found.task.id,
        TaskCommand.RELEASE.value,
        new=TaskStatus.AWAITING_PROVISIONING.value,
        account_id=found.account.id,
    )
    return acted(unit, found, TaskCommand.RELEASE.value)


def renew(unit: Unit, request: TaskRef) -> Acted:
    """Keep a claim alive; it is no change that others need to see, so the version stays."""
    found = dossier(unit, request.task_id)
    demand(unit, found, TaskCommand.RENEW)
    mine = (T.id == request.task_id, T.claimed_by == unit.caller.user_id, T.lease_until >= unit.now)
    if update_one(unit, mine, {"lease_until": unit.now + LEASE}) is None:
        raise rejected("E-NOT-YOURS", rule="D-18")
    task = found.task
    return Acted(task_id=task.id, version=task.row_version, reference=task.reference, status=found.status)


def take_next(unit: Unit, request: TakeNextRequest) -> Taken:
    """Claim the task that is due first: by target, then requested date, then id (D-20)."""
    wanted = [kind.value for kind in request.transfer_types]
    conditions = [T.queue_provider_id == unit.caller.provider_id, is_unclaimed(unit)]
    if wanted:
        conditions.append(T.transfer_type.in_(wanted))
    first = (
        select(T.id)
        .where(*conditions)
        .order_by(T.sla_due_at, T.requested_on, T.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    free = (T.id == first, is_unclaimed(unit))
    taken_id = update_one(unit, free, next_version(unit) | claim_values(unit))
    if taken_id is None:
        return Taken(task=None, due_at=None)
    taken = dossier(unit, taken_id)
    note_claim(unit, taken)
    return Taken(task=acted(unit, taken, TaskCommand.CLAIM.value), due_at=taken.task.sla_due_at)


def take_over(unit: Unit, request: Reason) -> Acted:
    """Take a task from its claimant, with a reason; the former claimant is told (D-18)."""
    if not request.reason:
        raise rejected("E-REASON", field="reason", rule="D-18")
    before = dossier(unit, request.task_id)
    demand(unit, before, TaskCommand.TAKE_OVER)
    former = before.task.claimed_by
    theirs = (T.id == request.task_id, T.claimed_by == former, T.lease_until >= unit.now)
    if update_one(unit, theirs, next_version(unit) | claim_values(unit)) is None:
        raise rejected("E-STATE", state=before.status.value, command=TaskCommand.TAKE_OVER.value)
    found = dossier(unit, request.task_id)
    unit.audit(
        "task",
        found.task.id,
        TaskCommand.TAKE_OVER.value,
        old=before.claimant,
        new=unit.caller.display_name,
        reason=request.reason,
        is_internal=True,
        account_id=found.account.id,
    )
    unit.changed(
        Topic.ASK,
        found.task.id,
        TaskCommand.TAKE_OVER.value,
        (found.task.queue_provider_id, None),
        to_user_id=former,
        text=request.reason[:200],
    )
    return acted(unit, found, TaskCommand.TAKE_OVER.value)


def ask(unit: Unit, request: AskRequest) -> Acted:
    """Ask the claimant for the task; they see it at once, nothing else changes."""
    found = dossier(unit, request.task_id)
    if found.facts.claimant_id is None or not found.facts.is_worked_here:
        raise rejected("E-NOT-CLAIMED", rule="D-18")
    if found.facts.claimant_id == unit.caller.user_id:
        raise rejected("E-ALREADY-YOURS", rule="D-18")
    unit.audit(
        "task",
        found.task.id,
        "ask",
        reason=request.message or None,
        is_internal=True,
        account_id=found.account.id,
    )
    unit.changed(
        Topic.ASK,
        found.task.id,
        "ask",
        (found.task.queue_provider_id, None),
        to_user_id=found.facts.claimant_id,
        text=request.message,
    )
    task = found.task
    return Acted(task_id=task.id, version=task.row_version, reference=task.reference, status=found.status)
