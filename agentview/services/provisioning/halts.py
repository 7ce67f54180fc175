"""Halt a task with a reason that the retailer reads; amend and resubmit it from the other side."""

from datetime import datetime, timedelta

from sqlalchemy import select

from agentview.contract.migrations import MigrationCommand
from agentview.contract.provisioning import (
    Acted,
    EditRequest,
    HaltRequest,
    ResubmitRequest,
    TaskCommand,
    TaskStatus,
    TransferType,
)
from agentview.contract.subscription import ProvisioningState
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.models.trail import AuditEntry
from agentview.services.provisioning import event
from agentview.services.provisioning.answer import acted
from agentview.services.provisioning.attempt import close_attempt, open_attempt
from agentview.services.provisioning.facts import Dossier
from agentview.services.provisioning.fields import (
    RETAILERS_FIELDS,
    Difference,
    differences,
    fields_of,
    kind_refusals,
    live_identifier_refusals,
    write_fields,
)
from agentview.services.provisioning.lifecycle import BUCKETS
from agentview.services.provisioning.moving import follow as follow_migration
from agentview.services.provisioning.moving import moving_of
from agentview.services.provisioning.seize import seize
from agentview.services.provisioning.shown_state import show_state
from agentview.services.provisioning.standing import halt_request, settle_request
from agentview.services.unit import Unit


def halt(unit: Unit, request: HaltRequest) -> Acted:
    """Stop with a code and a public text (R-PRV-17); order, service and task show it at once (R-PRV-18)."""
    refuse_if_any(_reason_refusals(request))
    found = seize(unit, request.task_id, TaskCommand.HALT, request.version)
    task = found.task
    task.halt_code = request.code.value if request.code else None
    task.halt_text = request.text
    task.halted_at = unit.now
    task.halted_by = unit.caller.display_name
    close_attempt(unit, found, TaskStatus.PROVISIONING_HALTED.value)
    task.status = TaskStatus.PROVISIONING_HALTED.value
    task.bucket = BUCKETS[TaskStatus.PROVISIONING_HALTED]
    task.claimed_by = task.claimed_at = task.lease_until = None
    task.paused_remaining_seconds = int((task.sla_due_at - unit.now).total_seconds())
    show_state(unit, found, ProvisioningState.HALTED, request.text)
    halt_request(unit, found)
    _write_halt(unit, found, request)
    event.raise_event(unit, found, event.PROVISIONING_HALTED, f"{task.id}:{task.attempt_no}")
    return acted(unit, found, TaskCommand.HALT.value)


def _reason_refusals(request: HaltRequest) -> tuple[Refusal, ...]:
    missing = (("code", request.code), ("text", request.text))
    return tuple(Refusal("E-REASON", field, "R-PRV-17") for field, value in missing if not value)


def _write_halt(unit: Unit, found: Dossier, request: HaltRequest) -> None:
    unit.audit(
        "task",
        found.task.id,
        TaskCommand.HALT.value,
        old=found.status.value,
        new=TaskStatus.PROVISIONING_HALTED.value,
        reason=request.text,
        account_id=found.account.id,
    )
    if request.internal_note:
        unit.audit(
            "task",
            found.task.id,
            "note",
            reason=request.internal_note,
            is_internal=True,
            account_id=found.account.id,
        )


def amend(unit: Unit, request: EditRequest) -> Acted:
    """Edit a halted request from the retailer's side (R-PRV-23): identifier and address."""
    found = seize(unit, request.task_id, TaskCommand.AMEND, request.version)
    changes = differences(fields_of(unit, found), request.fields)
    refuse_if_any(
        _foreign_refusals(changes)
        + kind_refusals(found, changes)
        + live_identifier_refusals(found, changes, is_confirmed=request.confirm_identifier)
    )
    write_fields(unit, found, request.fields, changes, TaskCommand.AMEND.value)
    return acted(unit, found, TaskCommand.AMEND.value)


def _foreign_refusals(changes: tuple[Difference, ...]) -> tuple[Refusal, ...]:
    return tuple(
        Refusal("E-NOT-YOUR-FIELD", change.name, "R-PRV-23")
        for change in changes
        if change.name not in RETAILERS_FIELDS
    )


def resubmit(unit: Unit, request: ResubmitRequest) -> Acted:
    """Send a halted request back as the next attempt (R-PRV-19 to 22); its clock runs on (D-20)."""
    found = seize(unit, request.task_id, TaskCommand.RESUBMIT, request.version)
    if not request.note and not changes_since_halt(unit, found):
        raise rejected("E-NOTHING-CHANGED", field="note", rule="R-PRV-20")
    task = found.task
    task.sla_due_at = _resumed(task.sla_due_at, task.paused_remaining_seconds, unit.now)
    task.paused_remaining_seconds = None
    task.status = TaskStatus.AWAITING_PROVISIONING.value
    task.bucket = BUCKETS[TaskStatus.AWAITING_PROVISIONING]
    task.halt_code = task.halt_text = task.halted_at = task.halted_by = None
    show_state(unit, found, ProvisioningState.AWAITING)
    open_attempt(unit, found)
    settle_request(unit, found)
    if found.transfer_type is TransferType.MIGRATE:
        follow_migration(
            unit,
            moving_of(unit, found.migration_order_id),
            MigrationCommand.RESUBMIT,
            reason=request.note or None,
        )
    unit.audit(
        "task",
        task.id,
        TaskCommand.RESUBMIT.value,
        old=TaskStatus.PROVISIONING_HALTED.value,
        new=TaskStatus.AWAITING_PROVISIONING.value,
        reason=request.note or None,
        account_id=found.account.id,
    )
    return acted(unit, found, TaskCommand.RESUBMIT.value)


def _resumed(due_at: datetime, remaining_seconds: int | None, now: datetime) -> datetime:
    if remaining_seconds is None:
        return due_at
    return now + timedelta(seconds=remaining_seconds)


def changes_since_halt(unit: Unit, found: Dossier) -> tuple[AuditEntry, ...]:
    """Return the fields changed since the task was halted, oldest first (R-PRV-23)."""
    halted = (
        select(AuditEntry.id)
        .where(
            AuditEntry.entity == "task",
            AuditEntry.entity_id == found.task.id,
            AuditEntry.action == TaskCommand.HALT.value,
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = unit.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.entity == "task",
            AuditEntry.entity_id == found.task.id,
            AuditEntry.field.is_not(None),
            AuditEntry.id > halted,
        )
        .order_by(AuditEntry.id)
    )
    return tuple(rows)
