"""The fields of each form of a task, with their labels and help."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import HaltCode, TaskCommand, TaskDetail, TransferType
from agentview.ui.forms.merge import Values
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.when import show_day
from agentview.ui.texts.halt import halt_word
from agentview.ui.views.provisioning.plans import ASK_VERB
from agentview.ui.views.provisioning.words import field_word

LINE, PROSE = 200, 10_000
CONFIRMS = ("confirm_backdate", "confirm_identifier")
"""Ticks that overrule a refusal; shown only once it was given."""

_CHARS = {"postcode": 10, "country": 4, "identifier": 24, "supplier_reference": 24, "city": 24, "region": 16}
_LENGTHS = {"country": 2}


def form_fields(verb: str, task: TaskDetail, values: Values) -> tuple[Field, ...]:
    """The fields of the form of a verb, in reading order."""
    if verb in (TaskCommand.EDIT, TaskCommand.ACTIVATE, TaskCommand.FINALISE_CANCELLATION):
        confirm = CONFIRMS[:1] if verb == TaskCommand.ACTIVATE else CONFIRMS[1:]
        ticks = () if verb == TaskCommand.FINALISE_CANCELLATION else confirm
        return (*(task_field(name, verb, task) for name in values), *(confirm_field(name) for name in ticks))
    if verb == TaskCommand.FINALISE_MIGRATION:
        return tuple(migration_field(name, verb, task) for name in values)
    if verb == TaskCommand.RESUBMIT:
        data = [task_field(name, verb, task) for name in values if name != "note"]
        if data:
            data.append(confirm_field(CONFIRMS[1]))
        return (_resubmit_field(task), *data)
    if verb == TaskCommand.HALT:
        return halt_fields()
    if verb == TaskCommand.ADD_NOTE:
        return (_audience_field(), _note_field())
    return (reason_field(verb),)


def task_field(name: str, verb: str, task: TaskDetail) -> Field:
    """An editable field of the task itself."""
    label = field_word(name, task.identifier_label)
    if name.endswith("_on"):
        required = verb != TaskCommand.EDIT and name != "first_period_end_on"
        return Field(name, label, FieldKind.DATE, help=_date_help(name, task), required=required)
    return Field(
        name,
        label,
        required=verb == TaskCommand.ACTIVATE and name == "identifier",
        chars=_CHARS.get(name, 0),
        most_chars=_LENGTHS.get(name, LINE),
    )


def migration_field(name: str, verb: str, task: TaskDetail) -> Field:
    """A field of finalising a migration; a permit and its reason where its day is still to come (SM-2)."""
    translate = QCoreApplication.translate
    if name == "is_early":
        return Field(name, translate("TaskForm", "I permit it before its first day"), FieldKind.CHECK)
    if name == "reason":
        help_text = translate("TaskForm", "It stands in the history of the migration.")
        label = translate("TaskForm", "Reason for doing it early")
        return Field(name, label, FieldKind.NOTE, help=help_text, required=True)
    return task_field(name, verb, task)


def confirm_field(name: str) -> Field:
    """A tick that overrules a refusal (R-PRV-13, R-PRV-42)."""
    translate = QCoreApplication.translate
    word = {
        "confirm_backdate": translate("TaskForm", "Yes, the service started that long ago"),
        "confirm_identifier": translate("TaskForm", "Yes, change the identifier of the live service"),
    }[name]
    return Field(name, word, FieldKind.CHECK)


def halt_fields() -> tuple[Field, ...]:
    """Why a task is halted: a code, what others read, and what only we read (D-21)."""
    translate = QCoreApplication.translate
    return (
        Field(
            "code",
            translate("TaskForm", "Cause"),
            FieldKind.CHOICE,
            required=True,
            choices=tuple((code.value, halt_word(code)) for code in HaltCode),
        ),
        Field(
            "text",
            translate("TaskForm", "Public text"),
            FieldKind.NOTE,
            required=True,
            help=translate(
                "TaskForm", "The retailer and the customer read this: what is wrong, what they can do."
            ),
        ),
        Field(
            "internal_note",
            translate("TaskForm", "Internal note"),
            FieldKind.NOTE,
            help=translate("TaskForm", "Only our own people read this."),
        ),
    )


def reason_field(verb: str) -> Field:
    """Why something is done, or what one asks a colleague."""
    translate = QCoreApplication.translate
    if verb == ASK_VERB:
        return Field(
            "message",
            translate("TaskForm", "Message"),
            help=translate("TaskForm", "Your colleague sees it at once."),
            most_chars=LINE,
        )
    help_text = ""
    if verb == TaskCommand.TAKE_OVER:
        help_text = translate("TaskForm", "The colleague whose claim ends is told this.")
    elif verb == TaskCommand.ABORT:
        help_text = translate("TaskForm", "It stands in the timeline that both sides read.")
    return Field("reason", translate("TaskForm", "Reason"), FieldKind.NOTE, help=help_text, required=True)


def _note_field() -> Field:
    label = QCoreApplication.translate("TaskForm", "Note")
    return Field("text", label, FieldKind.NOTE, required=True)


def _resubmit_field(task: TaskDetail) -> Field:
    translate = QCoreApplication.translate
    label = translate("TaskForm", "Note to the provisioner")
    if task.row.transfer_type is TransferType.MIGRATE:
        help_text = translate("TaskForm", "Say what is different now; the migration itself stays as it is.")
        return Field("note", label, FieldKind.NOTE, help=help_text, required=True)
    help_text = translate("TaskForm", "Needed where you change nothing below.")
    return Field("note", label, FieldKind.NOTE, help=help_text)


def _audience_field() -> Field:
    translate = QCoreApplication.translate
    return Field(
        "audience",
        translate("TaskForm", "Who reads it"),
        FieldKind.CHOICE,
        choices=(
            ("internal", translate("TaskForm", "Internal: only our own people")),
            ("shared", translate("TaskForm", "Shared: the other provider too")),
        ),
        can_be_empty=False,
        required=True,
    )


def _date_help(name: str, task: TaskDetail) -> str:
    translate = QCoreApplication.translate
    if name == "service_start_on" and task.closed_until is not None:
        closed = translate("TaskForm", "The old package is billed and closed until {day}: start after it.")
        return closed.replace("{day}", show_day(task.closed_until))
    if name == "first_period_end_on":
        return translate("TaskForm", "Leave empty for a whole period. The next one starts the day after.")
    return ""
