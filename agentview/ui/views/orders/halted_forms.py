"""What is typed about a halted request, and what is sent: fields, a note, a reason. Imports no Qt."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract.provisioning import (
    ABORT,
    AMEND,
    RESUBMIT,
    TASK,
    AbortRequest,
    AddressFields,
    EditRequest,
    ResubmitRequest,
    TaskCommand,
    TaskDetail,
    TaskRef,
)
from agentview.contract.value import RefusalInfo
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values

ADDRESS = ("line1", "line2", "city", "region", "postcode", "country")
IDENTIFIER, NOTE, REASON, CONFIRM = "identifier", "note", "reason", "confirm_identifier"


def values_of(task: TaskDetail) -> Values:
    """The fields that the retailer may correct (R-PRV-23)."""
    address = task.fields.address
    return {IDENTIFIER: task.fields.identifier, **{name: getattr(address, name) for name in ADDRESS}}


def amend_spec(task: TaskDetail) -> FormSpec[TaskDetail]:
    """The form that corrects a halted request."""
    return FormSpec(
        draft=f"halted:{task.row.task_id}:amend",
        op=AMEND,
        request=_amended,
        values_of=values_of,
        read=_reader(task),
        against=lambda theirs: against(theirs, TaskCommand.AMEND),
        confirmed_by={"E-CONFIRM-IDENTIFIER": CONFIRM},
    )


def resubmit_spec(task: TaskDetail) -> FormSpec[TaskDetail]:
    """The form that sends a halted request back to the queue; a note, unless something was corrected."""
    return FormSpec(
        draft=f"halted:{task.row.task_id}:resubmit",
        op=RESUBMIT,
        request=lambda seen, values: ResubmitRequest(
            task_id=seen.row.task_id, version=seen.row.version, note=_text(values[NOTE])
        ),
        read=_reader(task),
        against=lambda theirs: against(theirs, TaskCommand.RESUBMIT),
    )


def abort_spec(task: TaskDetail) -> FormSpec[TaskDetail]:
    """The form that ends a halted request for good."""
    return FormSpec(
        draft=f"halted:{task.row.task_id}:abort",
        op=ABORT,
        request=lambda seen, values: AbortRequest(
            task_id=seen.row.task_id, version=seen.row.version, reason=_text(values[REASON])
        ),
        read=_reader(task),
        against=lambda theirs: against(theirs, TaskCommand.ABORT),
    )


SPECS = {
    TaskCommand.AMEND: amend_spec,
    TaskCommand.RESUBMIT: resubmit_spec,
    TaskCommand.ABORT: abort_spec,
}
"""The form of each command."""


def initial(task: TaskDetail, command: TaskCommand) -> Values:
    """What the fields of a form hold at first."""
    if command is TaskCommand.AMEND:
        return {**values_of(task), CONFIRM: False}
    return {NOTE: ""} if command is TaskCommand.RESUBMIT else {REASON: ""}


def against(task: TaskDetail, command: TaskCommand) -> tuple[RefusalInfo, ...]:
    """Every reason against a command; none where it is open."""
    return next((one.refusals for one in task.commands if one.command == command.value), ())


def _amended(seen: TaskDetail, values: Values) -> EditRequest:
    address = AddressFields.model_validate(
        {name: _text(values[name]).upper() if name == "country" else _text(values[name]) for name in ADDRESS}
    )
    fields = seen.fields.model_copy(update={IDENTIFIER: _text(values[IDENTIFIER]), "address": address})
    return EditRequest(
        task_id=seen.row.task_id,
        version=seen.row.version,
        fields=type(seen.fields).model_validate(fields.model_dump()),
        confirm_identifier=values.get(CONFIRM) is True,
    )


def _reader(task: TaskDetail) -> Callable[[Gateway], TaskDetail]:
    wanted = TaskRef(task_id=task.row.task_id)
    return lambda gateway: gateway.call(TASK, wanted)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
