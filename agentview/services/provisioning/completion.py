"""Edit a task, activate its service, finalise its cancellation, abort it."""

from datetime import date

from agentview.contract.provisioning import (
    AbortRequest,
    Acted,
    ActivateRequest,
    EditRequest,
    FinaliseRequest,
    TaskCommand,
    TaskFields,
    TaskStatus,
    TransferType,
)
from agentview.core.clock import local_day
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.core.power import Power
from agentview.services.provisioning.answer import acted
from agentview.services.provisioning.attempt import close_attempt
from agentview.services.provisioning.effects import (
    abort_service,
    activate_service,
    finalise_service,
    periods_of,
    source_package,
)
from agentview.services.provisioning.facts import Dossier
from agentview.services.provisioning.fields import (
    differences,
    fields_of,
    kind_refusals,
    live_identifier_refusals,
    write_fields,
)
from agentview.services.provisioning.lifecycle import BUCKETS
from agentview.services.provisioning.migration_withdrawal import give_up as undo_migration
from agentview.services.provisioning.moving import moving_of
from agentview.services.provisioning.rules import (
    Activation,
    activation_refusals,
    cancellation_refusals,
    first_period_refusals,
)
from agentview.services.provisioning.seize import seize
from agentview.services.provisioning.standing import settle_request
from agentview.services.unit import Unit


def edit(unit: Unit, request: EditRequest) -> Acted:
    """Replace the editable fields; an older version is refused (R-PRV-41)."""
    found = seize(unit, request.task_id, TaskCommand.EDIT, request.version)
    old = fields_of(unit, found)
    changes = differences(old, request.fields)
    is_new_end = any(change.name == "first_period_end_on" for change in changes)
    refuse_if_any(
        kind_refusals(found, changes)
        + live_identifier_refusals(found, changes, is_confirmed=request.confirm_identifier)
        + (_first_period(unit, found, request.fields) if is_new_end else ())
    )
    write_fields(unit, found, request.fields, changes, TaskCommand.EDIT.value)
    return acted(unit, found, TaskCommand.EDIT.value)


def _first_period(unit: Unit, found: Dossier, fields: TaskFields) -> tuple[Refusal, ...]:
    return first_period_refusals(
        fields.first_period_end_on,
        fields.service_start_on,
        is_honoured=found.plan.honour_first_period_end_date,
        may_set=unit.caller.has(Power.SET_FIRST_PERIOD_END),
    )


def activate(unit: Unit, request: ActivateRequest) -> Acted:
    """Activate the service, once, with its package and first period; end what it replaces (R-PRV-06)."""
    found = seize(unit, request.task_id, TaskCommand.ACTIVATE, request.version)
    fields = _with_answers(unit, found, request)
    refuse_if_any(
        activation_refusals(_activation(unit, found, fields, is_confirmed=request.confirm_backdate))
    )
    changes = differences(fields_of(unit, found), fields)
    write_fields(unit, found, fields, changes, TaskCommand.EDIT.value)
    start_on = fields.service_start_on
    if start_on is None:  # excluded by the rules above
        raise rejected("E-START-DATE", field="service_start_on", rule="R-PRV-09")
    activate_service(unit, found, start_on)
    return close_task(unit, found, TaskCommand.ACTIVATE)


def _with_answers(unit: Unit, found: Dossier, request: ActivateRequest) -> TaskFields:
    answers = {
        name: value
        for name in ("service_start_on", "first_period_end_on", "identifier", "supplier_reference")
        if (value := getattr(request, name)) is not None
    }
    return fields_of(unit, found).model_copy(update=answers)


def _activation(unit: Unit, found: Dossier, fields: TaskFields, *, is_confirmed: bool) -> Activation:
    source = source_package(unit, found)
    return Activation(
        transfer_type=found.facts.transfer_type,
        start_on=fields.service_start_on,
        today=local_day(unit.now, found.retailer.timezone),
        backdate_limit_days=found.retailer.backdate_limit_days,
        may_backdate=unit.caller.has(Power.BACKDATE),
        is_backdate_confirmed=is_confirmed,
        identifier=fields.identifier,
        identifier_label=found.service_type.identifier_label,
        identifier_pattern=found.service_type.identifier_pattern,
        source_start_on=source.start_on if source else None,
        source_periods=periods_of(unit, source.id) if source else (),
        first_period_end_on=fields.first_period_end_on,
        honours_first_period_end=found.plan.honour_first_period_end_date,
        may_set_first_period_end=unit.caller.has(Power.SET_FIRST_PERIOD_END),
    )


def finalise_cancellation(unit: Unit, request: FinaliseRequest) -> Acted:
    """End the service on a day that is not before it started (R-PRV-28), with the credit for unused days."""
    found = seize(unit, request.task_id, TaskCommand.FINALISE_CANCELLATION, request.version)
    end_on: date | None = request.service_end_on or found.task.service_end_on
    refuse_if_any(cancellation_refusals(end_on, found.service.start_on))
    if end_on is None:  # excluded by the rules above
        raise rejected("E-END-DATE", field="service_end_on", rule="R-PRV-28")
    found.task.service_end_on = end_on
    if request.supplier_reference is not None:
        found.task.supplier_reference = request.supplier_reference or None
    finalise_service(unit, found, end_on)
    return close_task(unit, found, TaskCommand.FINALISE_CANCELLATION)


def abort(unit: Unit, request: AbortRequest) -> Acted:
    """End a task for good, with a reason; what was active stays so (R-PRV-25 to 27)."""
    if not request.reason:
        raise rejected("E-REASON", field="reason")
    return end_task(unit, seize(unit, request.task_id, TaskCommand.ABORT, request.version), request.reason)


def end_task(unit: Unit, found: Dossier, reason: str) -> Acted:
    """End a task for good, on behalf of whoever may: of its own, or because its package is cancelled."""
    if found.status is not TaskStatus.PROVISIONING_HALTED:
        close_attempt(unit, found, TaskStatus.ABORTED.value)
    if found.transfer_type is TransferType.MIGRATE:
        undo_migration(unit, moving_of(unit, found.migration_order_id), reason)
    else:
        abort_service(unit, found)
    _settle(unit, found, TaskStatus.ABORTED)
    unit.audit(
        "task",
        found.task.id,
        TaskCommand.ABORT.value,
        old=found.status.value,
        new=TaskStatus.ABORTED.value,
        reason=reason,
        account_id=found.account.id,
    )
    return acted(unit, found, TaskCommand.ABORT.value)


def close_task(unit: Unit, found: Dossier, command: TaskCommand) -> Acted:
    """Take a task off the queue as completed by a command, whose effects are there already."""
    close_attempt(unit, found, TaskStatus.COMPLETED.value)
    _settle(unit, found, TaskStatus.COMPLETED)
    found.task.completed_at = unit.now
    found.task.completed_by = unit.caller.display_name
    unit.audit(
        "task",
        found.task.id,
        command.value,
        old=found.status.value,
        new=TaskStatus.COMPLETED.value,
        account_id=found.account.id,
    )
    return acted(unit, found, command.value)


def _settle(unit: Unit, found: Dossier, status: TaskStatus) -> None:
    """Take the task off the queue in a final state."""
    found.task.status = status.value
    found.task.bucket = BUCKETS[status]
    found.task.lease_until = None
    settle_request(unit, found)
