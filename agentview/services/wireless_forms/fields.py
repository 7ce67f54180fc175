"""How the fields of a form are asked for at a carrier, and what stands against what was typed (R-WL-15)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from sqlalchemy import or_, select

from agentview.contract.wireless import FieldType, Requirement
from agentview.contract.wireless_forms import FieldFields, FieldId, FormField
from agentview.core.errors import Refusal, Value
from agentview.models.wireless_catalogue import FieldConfig
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.field_definitions import FieldDefinition

Settings: TypeAlias = Mapping[FieldId, FieldConfig]
Form: TypeAlias = tuple[FormField, ...]
STEP = 10
"""So far the definition puts one field after the other."""

_OF_KIND = {
    FieldType.TEXT: "E-WL-FIELD-PATTERN",
    FieldType.DATE: "E-WL-FIELD-DATE",
    FieldType.NUMBER: "E-WL-FIELD-NUMBER",
    FieldType.CHOICE: "E-WL-FIELD-CHOICE",
}
"""What a text is refused with that is not of the kind of its field."""


def form_fields(unit: Unit, provider_id: int, definition: Definition, vendor_id: int | None) -> Form:
    """Return the fields of a form as they are asked for at a carrier; excluded ones are not among them."""
    return asked(all_fields(unit, provider_id, definition, vendor_id))


def asked(form: Form) -> Form:
    """Return the fields that are asked for."""
    return tuple(one for one in form if one.requirement is not Requirement.EXCLUDED)


def all_fields(unit: Unit, provider_id: int, definition: Definition, vendor_id: int | None) -> Form:
    """Return the fields of a type as they stand at a carrier, excluded ones as well."""
    here, general = settings_of(unit, provider_id, definition, vendor_id)
    return tuple(
        configured(one, here.get(one.field_id) or general.get(one.field_id))
        for one in in_place(definition, here, general)
    )


def in_place(definition: Definition, here: Settings, general: Settings) -> tuple[FieldDefinition, ...]:
    """Return the fields of a type in the order of their places; the definition's decides between equals."""
    places = places_of(definition, here, general)
    return tuple(sorted(definition.fields, key=lambda one: places[one.field_id]))


def places_of(definition: Definition, here: Settings, general: Settings) -> dict[FieldId, int]:
    """Return where each field stands: the definition leaves room between them."""
    rows = {**general, **here}
    return {
        one.field_id: (rows[one.field_id].place if one.field_id in rows else 0) or (at + 1) * STEP
        for at, one in enumerate(definition.fields)
    }


def settings_of(
    unit: Unit, provider_id: int, definition: Definition, vendor_id: int | None
) -> tuple[Settings, Settings]:
    """Return what is set of a form at a carrier, and what is set at all of them."""
    rows = unit.session.scalars(
        select(FieldConfig)
        .where(
            FieldConfig.provider_id == provider_id,
            FieldConfig.type_code == definition.type.value,
            or_(FieldConfig.vendor_id.is_(None), FieldConfig.vendor_id == vendor_id),
        )
        .execution_options(populate_existing=True)
    ).all()
    here = {FieldId(row.field_id): row for row in rows if row.vendor_id is not None}
    general = {FieldId(row.field_id): row for row in rows if row.vendor_id is None}
    return (here, general) if vendor_id is not None else ({}, general)


def fields_of(row: FieldConfig) -> FieldFields:
    """Return what is set of a field."""
    return FieldFields(
        label=row.label,
        help=row.help,
        place=row.place,
        requirement=Requirement(row.requirement),
        is_encrypted=row.is_encrypted,
        min_length=row.min_length,
        max_length=row.max_length,
        pattern=row.pattern,
        choices=tuple(row.choices),
        has_other=row.has_other,
    )


def configured(known: FieldDefinition, row: FieldConfig | None) -> FormField:
    """Return a field as it is asked for."""
    return as_asked(known, known.fields if row is None else fields_of(row))


def as_asked(known: FieldDefinition, fields: FieldFields) -> FormField:
    """Return a field with these settings."""
    return FormField(field_id=known.field_id, type=known.type, **fields.model_dump(exclude={"place"}))


def text_refusals(field: FormField, text: str) -> tuple[Refusal, ...]:
    """Return what stands against a text in a field: empty, too long or short, not of its kind or pattern."""
    if not text.strip():
        return (_refusal("E-WL-FIELD-EMPTY", field),) if field.requirement is Requirement.REQUIRED else ()
    found = []
    if not field.min_length <= len(text) <= field.max_length:
        found.append(_refusal("E-WL-FIELD-LENGTH", field, least=field.min_length, most=field.max_length))
    if not _is_of_kind(field, text):
        found.append(_refusal(_OF_KIND[field.type], field))
    elif field.pattern and re.fullmatch(field.pattern, text) is None:
        found.append(_refusal("E-WL-FIELD-PATTERN", field))
    return tuple(found)


def day_of(text: str) -> date | None:
    """Read a day in ISO; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_of_kind(field: FormField, text: str) -> bool:
    match field.type:
        case FieldType.DATE:
            return day_of(text) is not None
        case FieldType.NUMBER:
            return _is_number(text)
        case FieldType.CHOICE:
            return field.has_other or text in field.choices
        case FieldType.TEXT:
            return True


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _refusal(code: str, field: FormField, **values: Value) -> Refusal:
    name = field.field_id.value
    return Refusal(code, f"fields/{name}", "R-WL-15", {"field": field.label or name, **values})
