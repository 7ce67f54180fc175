"""What each dialog of a task asks for, starts with and sends; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agentview.contract.op import Message, Op
from agentview.contract.provisioning import (
    ABORT,
    ACTIVATE,
    ADD_NOTE,
    AMEND,
    ASK,
    EDIT,
    FINALISE,
    FINALISE_MIGRATION,
    HALT,
    RESUBMIT,
    TAKE_OVER,
    AbortRequest,
    ActivateRequest,
    AddressFields,
    AskRequest,
    EditRequest,
    FinaliseMigrationRequest,
    FinaliseRequest,
    HaltCode,
    HaltRequest,
    NoteRequest,
    Reason,
    ResubmitRequest,
    TaskCommand,
    TaskDetail,
    TaskFields,
    TransferType,
)
from agentview.ui.forms.merge import Value, Values

ASK_VERB = "ask"
_OWN = ("supplier_reference",)
ADDRESS_NAMES = ("line1", "line2", "city", "region", "postcode", "country")

COMPLETION = {
    TransferType.NEW: TaskCommand.ACTIVATE,
    TransferType.CHOWN: TaskCommand.ACTIVATE,
    TransferType.UPGRADE: TaskCommand.ACTIVATE,
    TransferType.CANCEL: TaskCommand.FINALISE_CANCELLATION,
    TransferType.MIGRATE: TaskCommand.FINALISE_MIGRATION,
}
"""The one command that completes a task of each transfer type (R-PRV-14)."""


@dataclass(frozen=True)
class Plan:
    """A dialog: its verb, the operation, what its fields hold at first, and the request from what they hold.

    `from_task` gives the current values of those fields that the task itself has, so that a change by
    somebody else can be brought together with what was typed.
    """

    verb: str
    op: Op[Any, Any]
    initial: Callable[[TaskDetail, date], Values]
    request: Callable[[TaskDetail, Values], Message]
    from_task: Callable[[TaskDetail], Values] = lambda _task: {}

    @property
    def is_write(self) -> bool:
        """Whether the command depends on the version that the person saw."""
        return "version" in self.op.request.model_fields


def text(value: Value) -> str:
    """What was typed into a text field."""
    return value if isinstance(value, str) else ""


def day(value: Value) -> date | None:
    """What was chosen in a date field."""
    return value if isinstance(value, date) else None


def form_values(fields: TaskFields) -> Values:
    """The editable fields of a task, one value a field."""
    plain: Values = {
        "identifier": fields.identifier,
        "supplier_reference": fields.supplier_reference,
        "service_start_on": fields.service_start_on,
        "service_end_on": fields.service_end_on,
        "first_period_end_on": fields.first_period_end_on,
    }
    for name in ADDRESS_NAMES:
        plain[name] = getattr(fields.address, name)
    return plain


def task_fields(task: TaskDetail, values: Mapping[str, Value]) -> TaskFields:
    """What a form says; fields that it does not show keep what the task has."""
    known: Values = {**form_values(task.fields), **values}
    address = AddressFields.model_validate(
        {
            name: text(known[name]).upper() if name == "country" else text(known[name])
            for name in ADDRESS_NAMES
        }
    )
    return TaskFields(
        identifier=text(known["identifier"]),
        address=address,
        supplier_reference=text(known["supplier_reference"]),
        service_start_on=day(known["service_start_on"]),
        service_end_on=day(known["service_end_on"]),
        first_period_end_on=day(known["first_period_end_on"]),
    )


def edit_request(task: TaskDetail, values: Values) -> EditRequest:
    """The request of an edit, and of the retailer's amendment."""
    return EditRequest(
        task_id=task.row.task_id,
        version=task.row.version,
        fields=task_fields(task, values),
        confirm_identifier=values.get("confirm_identifier") is True,
    )


def edit_values(task: TaskDetail) -> Values:
    """What the edit form of a task holds: the dates that its transfer type has (R-PRV-15 for the third).

    What a migration moves, and when, stands in its order: only the supplier's reference is the task's own.
    """
    values = form_values(task.fields)
    if task.row.transfer_type is TransferType.MIGRATE:
        return {name: values[name] for name in _OWN}
    is_cancel = task.row.transfer_type is TransferType.CANCEL
    for name in ("service_start_on", "first_period_end_on") if is_cancel else ("service_end_on",):
        del values[name]
    if not is_cancel and not task.can_set_first_period_end:
        del values["first_period_end_on"]
    return values


def amend_values(task: TaskDetail) -> Values:
    """What the retailer may change on a halted request (R-PRV-23); nothing of a migration."""
    if task.row.transfer_type is TransferType.MIGRATE:
        return {}
    values = form_values(task.fields)
    return {name: values[name] for name in ("identifier", *ADDRESS_NAMES)}


def _activation(task: TaskDetail) -> Values:
    names = ["service_start_on", "identifier", "supplier_reference"]
    if task.can_set_first_period_end:
        names.insert(1, "first_period_end_on")
    values = form_values(task.fields)
    return {name: values[name] for name in names}


def _activate_initial(task: TaskDetail, today: date) -> Values:
    values = _activation(task)
    return {**values, "service_start_on": values["service_start_on"] or today}


def _activate(task: TaskDetail, values: Values) -> Message:
    return ActivateRequest(
        task_id=task.row.task_id,
        version=task.row.version,
        service_start_on=day(values["service_start_on"]),
        first_period_end_on=day(values.get("first_period_end_on")),
        identifier=text(values["identifier"]),
        supplier_reference=text(values["supplier_reference"]),
        confirm_backdate=values.get("confirm_backdate") is True,
    )


def _ending(task: TaskDetail) -> Values:
    values = form_values(task.fields)
    return {name: values[name] for name in ("service_end_on", "supplier_reference")}


def _finalise_initial(task: TaskDetail, today: date) -> Values:
    values = _ending(task)
    return {**values, "service_end_on": values["service_end_on"] or today}


def _finalise(task: TaskDetail, values: Values) -> Message:
    return FinaliseRequest(
        task_id=task.row.task_id,
        version=task.row.version,
        service_end_on=day(values["service_end_on"]),
        supplier_reference=text(values["supplier_reference"]),
    )


def asks_for_permit(task: TaskDetail) -> bool:
    """Say whether a migration can be finalised only early, and by this person (SM-2)."""
    move = task.migration
    return move is not None and move.waits_until is not None and move.can_permit_early


def _migration_values(task: TaskDetail) -> Values:
    values = form_values(task.fields)
    return {name: values[name] for name in _OWN}


def _migration_initial(task: TaskDetail, _today: date) -> Values:
    permit: Values = {"is_early": False, "reason": ""} if asks_for_permit(task) else {}
    return {**permit, **_migration_values(task)}


def _finalise_migration(task: TaskDetail, values: Values) -> Message:
    return FinaliseMigrationRequest(
        task_id=task.row.task_id,
        version=task.row.version,
        supplier_reference=text(values["supplier_reference"]),
        is_early=values.get("is_early") is True,
        reason=text(values.get("reason")),
    )


def _halt(task: TaskDetail, values: Values) -> Message:
    code = text(values["code"])
    return HaltRequest(
        task_id=task.row.task_id,
        version=task.row.version,
        code=HaltCode(code) if code else None,
        text=text(values["text"]),
        internal_note=text(values["internal_note"]),
    )


def _note(task: TaskDetail, values: Values) -> Message:
    is_internal = values["audience"] != "shared"
    return NoteRequest(task_id=task.row.task_id, text=text(values["text"]), is_internal=is_internal)


def _resubmit(task: TaskDetail, values: Values) -> Message:
    return ResubmitRequest(task_id=task.row.task_id, version=task.row.version, note=text(values["note"]))


PLANS: dict[str, Plan] = {
    plan.verb: plan
    for plan in (
        Plan(TaskCommand.ACTIVATE, ACTIVATE, _activate_initial, _activate, _activation),
        Plan(TaskCommand.FINALISE_CANCELLATION, FINALISE, _finalise_initial, _finalise, _ending),
        Plan(
            TaskCommand.FINALISE_MIGRATION,
            FINALISE_MIGRATION,
            _migration_initial,
            _finalise_migration,
            _migration_values,
        ),
        Plan(
            TaskCommand.HALT,
            HALT,
            lambda _task, _today: {"code": None, "text": "", "internal_note": ""},
            _halt,
        ),
        Plan(
            TaskCommand.TAKE_OVER,
            TAKE_OVER,
            lambda _task, _today: {"reason": ""},
            lambda task, values: Reason(task_id=task.row.task_id, reason=text(values["reason"])),
        ),
        Plan(
            ASK_VERB,
            ASK,
            lambda _task, _today: {"message": ""},
            lambda task, values: AskRequest(task_id=task.row.task_id, message=text(values["message"])),
        ),
        Plan(
            TaskCommand.ABORT,
            ABORT,
            lambda _task, _today: {"reason": ""},
            lambda task, values: AbortRequest(
                task_id=task.row.task_id, version=task.row.version, reason=text(values["reason"])
            ),
        ),
        Plan(
            TaskCommand.ADD_NOTE, ADD_NOTE, lambda _task, _today: {"text": "", "audience": "internal"}, _note
        ),
        Plan(
            TaskCommand.EDIT,
            EDIT,
            lambda task, _today: edit_values(task),
            edit_request,
            edit_values,
        ),
        Plan(
            TaskCommand.AMEND,
            AMEND,
            lambda task, _today: amend_values(task),
            edit_request,
            amend_values,
        ),
        Plan(
            TaskCommand.RESUBMIT,
            RESUBMIT,
            lambda task, _today: {**amend_values(task), "note": ""},
            _resubmit,
            amend_values,
        ),
    )
}
"""The dialogs by their verb."""
