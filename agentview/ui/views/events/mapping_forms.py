"""The forms of event mappings and of their actions; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from agentview.contract.event_catalogue import AUTOMATIONS, CATALOGUE, Threshold
from agentview.contract.event_templates import TemplateRow, TemplateStatus
from agentview.contract.events import (
    CREATE_MAPPING,
    EDIT_MAPPING,
    MAPPING,
    SET_ACTION,
    ActionRow,
    ActionType,
    CreateMappingRequest,
    EditMappingRequest,
    EventType,
    MappingRef,
    MappingRow,
    ProfileRow,
    SetActionRequest,
)
from agentview.contract.op import Message
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.events.words import action_word, event_word, template_chip

THRESHOLD, LEAD, EVENT = "threshold", "lead_limit_days", "event_type"


def create_mapping_form(profiles: Sequence[ProfileRow]) -> RecordForm:
    """A new mapping: which event, for which kind of account, and when."""

    def request(_nothing: None, values: Values) -> Message:
        wanted = {"event_type": values[EVENT], "profile_id": int(str(values["profile_id"]))}
        return CreateMappingRequest.model_validate({**wanted, "fields": _fields_of(values)})

    text = DialogText(
        _word("New event mapping"),
        _word("Add mapping"),
        _word("Add nothing"),
        _word("Adding..."),
        _word("It is off at first, and so are its actions."),
    )
    events = tuple((kind.value, event_word(kind.value)) for kind in CATALOGUE if kind not in AUTOMATIONS)
    names = tuple((str(one.profile_id), one.name) for one in profiles)
    fields = (
        Field(
            EVENT, _word("Event type"), FieldKind.CHOICE, required=True, choices=events, can_be_empty=False
        ),
        Field(
            "profile_id",
            _word("Account profile"),
            FieldKind.CHOICE,
            required=True,
            choices=names,
            can_be_empty=False,
        ),
        *_fields(),
    )
    initial: Values = {
        EVENT: EventType.INVOICE_OVERDUE.value,
        "profile_id": names[0][0] if names else None,
        THRESHOLD: Decimal(0),
        "description": "",
    }
    return RecordForm(None, FormSpec("event-mapping:new", CREATE_MAPPING, request), text, fields, initial)


def edit_mapping_form(row: MappingRow) -> RecordForm:
    """What a mapping says: when it fires, and whether it is noted with the customer."""
    mapping_id = row.mapping_id

    def request(shown: MappingRow, values: Values) -> Message:
        at = {"mapping_id": mapping_id, "version": shown.version}
        return EditMappingRequest.model_validate({**at, "fields": _fields_of(values)})

    def read(gateway: Gateway) -> MappingRow:
        return gateway.call(MAPPING, MappingRef(mapping_id=mapping_id))

    text = DialogText(
        _word("Edit {event} for {profile}")
        .replace("{event}", event_word(row.event_type))
        .replace("{profile}", row.profile),
        _word("Save"),
        _word("Change nothing"),
        _word("Saving..."),
        _word("What was told already is not told again."),
    )
    spec = FormSpec(f"event-mapping:{mapping_id}", EDIT_MAPPING, request, _values_of, read)
    return RecordForm(row, spec, text, _fields(), _values_of(row))


def action_form(
    row: MappingRow, kind: ActionType, templates: Sequence[TemplateRow], *, turns_on: bool
) -> RecordForm:
    """What one action of a mapping says, and whether it is on."""
    mapping_id = row.mapping_id

    def request(shown: MappingRow, values: Values) -> Message:
        template = values.get("template_id")
        return SetActionRequest.model_validate(
            {
                "mapping_id": mapping_id,
                "version": shown.version,
                "type": kind,
                "is_enabled": bool(values["is_enabled"]),
                "template_id": int(str(template)) if template else None,
                "log_tag": values.get("log_tag") or "",
            }
        )

    def values_of(shown: MappingRow) -> Values:
        action = action_of(shown, kind)
        values: dict[str, Value] = {"is_enabled": action.is_enabled}
        values["template_id"] = None if action.template_id is None else str(action.template_id)
        if kind is ActionType.LOG:
            values["log_tag"] = action.log_tag
        return values

    def read(gateway: Gateway) -> MappingRow:
        return gateway.call(MAPPING, MappingRef(mapping_id=mapping_id))

    text = DialogText(
        _word("{action} of {event} for {profile}")
        .replace("{action}", action_word(kind))
        .replace("{event}", event_word(row.event_type))
        .replace("{profile}", row.profile),
        _word("Save"),
        _word("Change nothing"),
        _word("Saving..."),
        _word("It happens only while it is on and its template is active."),
    )
    initial = dict(values_of(row))
    if turns_on:
        initial["is_enabled"] = True
        if initial["template_id"] is None:
            active = [one for one in templates if one.status is TemplateStatus.ACTIVE]
            initial["template_id"] = str(active[0].template_id) if active else None
    spec = FormSpec(f"event-action:{mapping_id}:{kind.value}", SET_ACTION, request, values_of, read)
    return RecordForm(row, spec, text, _action_fields(kind, templates), initial)


def action_of(row: MappingRow, kind: ActionType) -> ActionRow:
    """An action of a mapping; one that it does not have yet is off."""
    found = next((one for one in row.actions if one.type is kind), None)
    return found or ActionRow(
        type=kind,
        is_enabled=False,
        is_offered=True,
        template_id=None,
        template="",
        is_template_active=False,
        templates=0,
        log_tag="",
    )


def threshold_label(event_type: EventType) -> str:
    """The unit in which the threshold of an event is typed."""
    return {
        Threshold.DAYS_AFTER_DUE: _word("Days after the due day"),
        Threshold.DAYS_BEFORE_DUE: _word("Days before the due day"),
        Threshold.NONE: "",
    }[CATALOGUE[event_type].threshold]


def _values_of(row: MappingRow) -> Values:
    return {
        "description": row.description,
        THRESHOLD: Decimal(row.threshold),
        LEAD: None if row.lead_limit_days is None else Decimal(row.lead_limit_days),
        "has_extended_logging": row.has_extended_logging,
    }


def _fields_of(values: Values) -> dict[str, object]:
    return {
        "description": values.get("description") or "",
        "threshold": _whole(values.get(THRESHOLD)) or 0,
        "lead_limit_days": _whole(values.get(LEAD)),
        "has_extended_logging": bool(values.get("has_extended_logging")),
    }


def _whole(value: Value | None) -> object:
    """A whole number; what is none goes to the contract as it is, which refuses it beside its field."""
    if not isinstance(value, Decimal):
        return value or None
    return int(value) if value == value.to_integral_value() else value


def _fields() -> tuple[Field, ...]:
    return (
        Field(
            "description",
            _word("Description"),
            help=_word("For the people who look after it."),
            most_chars=200,
        ),
        Field(THRESHOLD, _word("Threshold in days"), FieldKind.NUMBER, chars=6),
        Field(
            LEAD,
            _word("Not for invoices issued less than so many days before they are due"),
            FieldKind.NUMBER,
            chars=6,
            help=_word("Empty: for all of them."),
        ),
        Field(
            "has_extended_logging",
            _word("Extended logging"),
            FieldKind.CHECK,
            help=_word("Each time it happens a note is written with the customer."),
        ),
    )


def _action_fields(kind: ActionType, templates: Sequence[TemplateRow]) -> tuple[Field, ...]:
    choices = tuple(
        (str(one.template_id), f"{one.name} ({template_chip(one.status).word})") for one in templates
    )
    help_text = (
        "" if choices else _word("There is no template for this yet. Write one on the page Templates.")
    )
    fields = [
        Field("is_enabled", _word("On"), FieldKind.CHECK),
        Field("template_id", _word("Template"), FieldKind.CHOICE, help=help_text, choices=choices),
    ]
    if kind is ActionType.LOG:
        fields.append(
            Field(
                "log_tag",
                _word("Tag"),
                help=_word("By which the entries are found."),
                chars=20,
                most_chars=40,
            )
        )
    return tuple(fields)


def _word(text: str) -> str:
    return QCoreApplication.translate("EventMappings", text)
