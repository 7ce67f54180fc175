"""One task with all that a person needs to work it."""

from datetime import date

from sqlalchemy import select

from agentview.contract.provisioning import (
    Attempt,
    HaltCode,
    HaltInfo,
    Milestone,
    QueueRow,
    Side,
    TaskCommand,
    TaskDetail,
    TaskRef,
    TaskStatus,
)
from agentview.contract.task_migration import TaskMigration
from agentview.contract.value import CommandState, FieldChange, RefusalInfo
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.provisioning import ProvisioningAttempt, ProvisioningTask
from agentview.services.provisioning.contact import masked_contact, private_fields, retail_price
from agentview.services.provisioning.effects import periods_of, source_package
from agentview.services.provisioning.facts import Dossier, dossier
from agentview.services.provisioning.fields import fields_of
from agentview.services.provisioning.finalising import network_refusals
from agentview.services.provisioning.halts import changes_since_halt
from agentview.services.provisioning.history import timeline
from agentview.services.provisioning.intake import request_prefix
from agentview.services.provisioning.migration_read import migration_of
from agentview.services.provisioning.presence import watchers_of
from agentview.services.provisioning.queries import joined
from agentview.services.provisioning.row import queue_rows
from agentview.services.provisioning.standing import request_of
from agentview.services.unit import Unit


def task(unit: Unit, request: TaskRef) -> TaskDetail:
    """Read a task. Raises NotFound (`E-NOT-FOUND`), also for one of another provider (R-GEN-10)."""
    found = dossier(unit, request.task_id)
    row, commands = _row(unit, found)
    entries, has_older = timeline(unit, found)
    record = request_of(unit, found)
    prefix = request_prefix(found.transfer_type, is_order=found.task.order_id is not None)
    migration = migration_of(unit, found)
    source_name, source_customer, closed_until = _source(unit, found)
    return TaskDetail(
        row=row,
        side=Side.WORK if found.facts.is_worked_here else Side.REQUESTED,
        order_reference=reference(prefix, record.id),
        order_status=record.status,
        service_status=found.service.status,
        package_status=found.package.status,
        fields=fields_of(unit, found),
        identifier_label=found.service_type.identifier_label,
        can_set_first_period_end=found.plan.honour_first_period_end_date
        and unit.caller.has(Power.SET_FIRST_PERIOD_END),
        source_package=source_name,
        source_customer=source_customer,
        closed_until=closed_until,
        contact=masked_contact(unit, found),
        price=retail_price(unit, found),
        private_fields=tuple(sorted(private_fields(unit, found))),
        milestones=milestones(found),
        commands=_judged(unit, migration, commands),
        halt=_halt(unit, found),
        attempts=_attempts(unit, found),
        timeline=entries,
        has_older_timeline=has_older,
        lease_until=found.task.lease_until if found.facts.claimant_id is not None else None,
        as_of=unit.now,
        migration=migration,
    )


def _row(unit: Unit, found: Dossier) -> tuple[QueueRow, tuple[CommandState, ...]]:
    fetched = unit.session.execute(joined().where(ProvisioningTask.id == found.task.id)).all()
    if not fetched:
        raise NotFound(Refusal("E-NOT-FOUND", values={"task_id": found.task.id}))
    rows, commands = queue_rows(fetched, unit.caller, unit.now, watchers_of(unit))
    return rows[0], commands[rows[0].commands]


def _judged(
    unit: Unit, migration: TaskMigration | None, commands: tuple[CommandState, ...]
) -> tuple[CommandState, ...]:
    """Close the finalising of a migration for what stands against it besides the state of its task."""
    if migration is None:
        return commands
    against = tuple(map(RefusalInfo.of, _hindrances(unit, migration)))
    return tuple(
        CommandState(command=state.command, refusals=state.refusals + against)
        if state.command == TaskCommand.FINALISE_MIGRATION.value
        else state
        for state in commands
    )


def _hindrances(unit: Unit, migration: TaskMigration) -> tuple[Refusal, ...]:
    """Its day is still to come, and the caller may not permit it; the platform has not answered."""
    early: tuple[Refusal, ...] = ()
    if migration.waits_until is not None and not migration.can_permit_early:
        values = {"effective_on": migration.waits_until.isoformat(), "power": Power.FORCE_COMPLETE.value}
        early = (Refusal("E-TOO-EARLY", rule="SM-2", values={**values}),)
    return early + network_refusals(unit, migration.order_id)


def _source(unit: Unit, found: Dossier) -> tuple[str | None, str | None, date | None]:
    package = source_package(unit, found)
    if package is None:
        return None, None, None
    closed = [period.to_on for period in periods_of(unit, package.id) if period.is_closed]
    name = unit.session.scalars(select(Account.name).where(Account.id == package.account_id)).one()
    return reference(Prefix.PACKAGE, package.id), name, max(closed, default=None)


def _halt(unit: Unit, found: Dossier) -> HaltInfo | None:
    task_row = found.task
    if found.status is not TaskStatus.PROVISIONING_HALTED or task_row.halted_at is None:
        return None
    changes = tuple(
        FieldChange(
            field=entry.field or "", old=entry.old_value, new=entry.new_value, by=entry.actor, at=entry.at
        )
        for entry in changes_since_halt(unit, found)
    )
    return HaltInfo(
        code=HaltCode(task_row.halt_code or HaltCode.OTHER),
        text=task_row.halt_text or "",
        at=task_row.halted_at,
        by=task_row.halted_by or "",
        changes=changes,
    )


def _attempts(unit: Unit, found: Dossier) -> tuple[Attempt, ...]:
    rows = unit.session.scalars(
        select(ProvisioningAttempt)
        .where(ProvisioningAttempt.task_id == found.task.id)
        .order_by(ProvisioningAttempt.number.desc())
    )
    return tuple(
        Attempt(
            number=row.number,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            outcome=row.outcome,
            halt_code=HaltCode(row.halt_code) if row.halt_code else None,
            halt_text=row.halt_text,
        )
        for row in rows
    )


def milestones(found: Dossier) -> tuple[Milestone, ...]:
    """Return the steps of the lifecycle strip: ordered, claimed, and how it ended or will end."""
    row = found.task
    is_done = found.status in {TaskStatus.COMPLETED, TaskStatus.ABORTED}
    middle = {
        TaskStatus.AWAITING_PROVISIONING: "future",
        TaskStatus.IN_PROGRESS: "current",
        TaskStatus.PROVISIONING_HALTED: "failed",
        TaskStatus.COMPLETED: "done",
        TaskStatus.ABORTED: "failed",
    }[found.status]
    waiting = "current" if found.status is TaskStatus.AWAITING_PROVISIONING else "done"
    return (
        Milestone(name="ORDERED", state="done", at=row.received_at),
        Milestone(name="AWAITING", state=waiting, at=row.received_at),
        Milestone(name=_middle_name(found.status), state=middle, at=row.halted_at or row.claimed_at),
        Milestone(
            name="ABORTED" if found.status is TaskStatus.ABORTED else f"DONE_{row.transfer_type}",
            state="future" if not is_done else ("failed" if found.status is TaskStatus.ABORTED else "done"),
            at=row.completed_at,
        ),
    )


def _middle_name(status: TaskStatus) -> str:
    return "HALTED" if status is TaskStatus.PROVISIONING_HALTED else "IN_PROGRESS"
