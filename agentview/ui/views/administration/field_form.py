"""The form of a field of wireless orders: how it is asked for from the next draft on (R-WL-15)."""

from __future__ import annotations

from collections.abc import Sequence

from agentview.contract.op import Message
from agentview.contract.wireless import FieldType, Requirement
from agentview.contract.wireless_forms import (
    LAST_PLACE,
    MOST_CHARS,
    SAVE_FIELD,
    FieldFields,
    SaveFieldRequest,
)
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import count_text
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_fields import choice_word, field_word
from agentview.ui.views.administration.field_list import FieldRow, row_of
from agentview.ui.views.administration.field_words import (
    name_of,
    requirement_chip,
    setting_word,
    settings_of,
    word,
)

_NUMBERS = ("place", "min_length", "max_length")


def field_form(row: FieldRow, carrier: str) -> RecordForm:
    """How a field is asked for; `carrier` names the one that it is set for."""

    def request(shown: FieldRow, values: Values) -> Message:
        return SaveFieldRequest.model_validate(
            {
                "type": row.type,
                "vendor_id": row.vendor_id,
                "field_id": row.field.field_id,
                "version": shown.field.version,
                "fields": typed_fields(shown, values),
            }
        )

    def read(gateway: Gateway) -> FieldRow:
        return row_of(gateway, row.number)

    title = word("{field}: {type}").replace("{field}", name_of(row.field))
    told = word("Set for: {carrier}. Drafts ask for it so from now on; what was typed into orders stays.")
    text = DialogText(
        title.replace("{type}", type_word(row.type)),
        word("Save"),
        word("Change nothing"),
        word("Saving..."),
        told.replace("{carrier}", carrier),
    )
    spec = FormSpec(f"wireless-field:{row.number}", SAVE_FIELD, request, values_of, read)
    return RecordForm(row, spec, text, _fields(row), values_of(row))


def values_of(row: FieldRow) -> Values:
    """What stands of a field, as the form holds it."""
    fields = row.field.fields
    found: Values = {}
    for name in settings_of(row.field.type):
        value = getattr(fields, name)
        if isinstance(value, tuple):
            found[name] = (",".join if row.field.has_fixed_choices else "\n".join)(value)
        elif isinstance(value, bool):
            found[name] = value
        else:
            found[name] = "" if name == "place" and value == 0 else str(value)
    if row.field.has_fixed_choices:
        found.pop("has_other", None)
    return found


def typed_fields(row: FieldRow, values: Values) -> dict[str, object]:
    """What is set by what was typed; what the form does not ask for stays as it is."""
    typed: dict[str, object] = dict(values)
    for name in _NUMBERS:
        if name in typed:
            typed[name] = str(typed[name] or "").strip() or "0"
    if "choices" in typed:
        between = "," if row.field.has_fixed_choices else "\n"
        parts = (part.strip() for part in str(typed["choices"] or "").split(between))
        typed["choices"] = tuple(dict.fromkeys(part for part in parts if part))
    return {**row.field.fields.model_dump(), **typed}


def fields_typed(row: FieldRow, values: Values) -> FieldFields:
    """The settings that were typed. Raises ValidationError for what the contract does not take."""
    return FieldFields.model_validate(typed_fields(row, values))


def _fields(row: FieldRow) -> tuple[Field, ...]:
    one = row.field
    offered = [Requirement.REQUIRED] if one.is_fixed else list(Requirement)
    needed = word("The order makes no sense without it.") if one.is_fixed else ""
    made = {
        "label": Field(
            "label",
            setting_word("label"),
            help=word("Empty: {word}").replace("{word}", field_word(one.field_id)),
            most_chars=200,
        ),
        "help": Field(
            "help", setting_word("help"), help=word("It stands below the field in the form."), most_chars=300
        ),
        "requirement": Field(
            "requirement",
            setting_word("requirement"),
            FieldKind.CHOICE,
            choices=tuple((value.value, requirement_chip(value).word) for value in offered),
            can_be_empty=False,
            help=needed,
        ),
        "place": Field(
            "place",
            setting_word("place"),
            help=word("Small numbers stand first, up to {most}. Empty: as shipped.").replace(
                "{most}", str(LAST_PLACE)
            ),
            chars=6,
            most_chars=3,
            is_beside=True,
        ),
        "is_encrypted": Field(
            "is_encrypted",
            word("Encrypted: once saved, only the last two characters are shown"),
            FieldKind.CHECK,
        ),
        **_limits(row),
    }
    return tuple(made[name] for name in _order(one.type) if name in values_of(row))


def _limits(row: FieldRow) -> dict[str, Field]:
    one = row.field
    most = word("{most} at most").replace("{most}", count_text(MOST_CHARS))
    if one.has_fixed_choices:
        kinds = tuple((value, choice_word(value)) for value in one.shipped.choices)
        choices = Field("choices", setting_word("choices"), FieldKind.SEVERAL, choices=kinds)
    else:
        choices = Field("choices", setting_word("choices"), FieldKind.NOTE, help=word("One on each line."))
    return {
        "min_length": Field("min_length", setting_word("min_length"), chars=6, most_chars=4),
        "max_length": Field(
            "max_length",
            setting_word("max_length"),
            help=most,
            required=True,
            chars=6,
            most_chars=4,
            is_beside=True,
        ),
        "pattern": Field(
            "pattern",
            setting_word("pattern"),
            help=word("A regular expression for all of the text, such as [0-9]{3}. Empty: any text."),
            most_chars=200,
        ),
        "choices": choices,
        "has_other": Field("has_other", word("Takes other text as well"), FieldKind.CHECK),
    }


def _order(kind: FieldType) -> Sequence[str]:
    """First what everybody sees of it, then what it takes."""
    first = ("label", "help", "requirement", "place", "is_encrypted")
    return (*first, *(name for name in settings_of(kind) if name not in first))
