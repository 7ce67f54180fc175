"""Configures how the fields of the forms are asked for, for all carriers or for one (T13, R-WL-15)."""

import re
from collections.abc import Mapping

from sqlalchemy import func, select

from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import FieldType, Requirement
from agentview.contract.wireless_forms import (
    ConfiguredField,
    ConfiguredForm,
    FieldConfigRequest,
    FieldFields,
    FieldSource,
    FormExportRequest,
    FormTypeRow,
    FormTypes,
    FormVendor,
    ResetFieldRequest,
    SaveFieldRequest,
    TriedField,
    TryFieldRequest,
)
from agentview.core.errors import NotFound, Refusal, refuse_if_any
from agentview.models.wireless_catalogue import FieldConfig, WirelessVendor
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.names import display_names
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.field_definitions import FieldDefinition
from agentview.services.wireless_forms.fields import (
    as_asked,
    fields_of,
    in_place,
    places_of,
    settings_of,
    text_refusals,
)
from agentview.services.wireless_forms.sealing import MOST_SEALED, veiled

_ENTITY = "wireless_field"


def types(unit: Unit, _request: Nothing) -> FormTypes:
    """Return every type with how many of its fields this provider has set, and the provider's carriers."""
    own = own_provider(unit)
    rows = unit.session.execute(
        select(FieldConfig.type_code, func.count())
        .where(FieldConfig.provider_id == own.id)
        .group_by(FieldConfig.type_code)
    )
    counts = {row[0]: row[1] for row in rows}
    vendors = unit.session.scalars(
        select(WirelessVendor)
        .where(WirelessVendor.provider_id == own.id)
        .order_by(WirelessVendor.name, WirelessVendor.id)
    )
    return FormTypes(
        vendors=tuple(FormVendor(vendor_id=row.id, name=row.name) for row in vendors),
        rows=tuple(
            FormTypeRow(
                type=one.type,
                group=one.group,
                field_count=len(one.fields),
                set_count=counts.get(one.type.value, 0),
            )
            for one in DEFINITIONS.values()
        ),
    )


def config(unit: Unit, request: FieldConfigRequest) -> ConfiguredForm:
    """Return all fields that a type can ask for, as they are set here. Raises NotFound, Denied."""
    own = own_provider(unit)
    _demand_vendor(unit, request.vendor_id)
    definition = DEFINITIONS[request.type]
    here, general = settings_of(unit, own.id, definition, request.vendor_id)
    places = places_of(definition, here, general)
    people = display_names(unit, [row.updated_by for row in (*here.values(), *general.values())])
    made = [
        _configured(known, (here.get(known.field_id), general.get(known.field_id)), request.vendor_id, people)
        for known in in_place(definition, here, general)
    ]
    rows = tuple(one.model_copy(update={"place": places[one.field_id]}) for one in made)
    return ConfiguredForm(type=request.type, vendor_id=request.vendor_id, rows=rows)


def export(unit: Unit, request: FormExportRequest) -> ConfiguredForm:
    """Return a form for a file; that it was taken is audited. Raises NotFound, Denied."""
    found = config(unit, FieldConfigRequest(type=request.type, vendor_id=request.vendor_id))
    said = f"form {request.type.value}: {len(found.rows)} rows: {', '.join(request.columns)}"
    unit.audit("export", unit.caller.user_id, "export", new=said)
    return found


def save_field(unit: Unit, request: SaveFieldRequest) -> ConfiguredForm:
    """Set how a field is asked for; drafts ask for it so from now on, what was submitted stays.

    Raises Rejected (every reason), Conflict (`E-STALE`), NotFound, Denied.
    """
    own = own_provider(unit, is_held=True)
    _demand_vendor(unit, request.vendor_id)
    definition = DEFINITIONS[request.type]
    known = _known(definition, request.field_id)
    row = _row(unit, own.id, request)
    if (row.row_version if row is not None else 0) != request.version:
        raise stale(unit, row)
    refuse_if_any(setting_refusals(known, request.fields))
    before = _standing(unit, row, definition, known, request.vendor_id)
    if row is None:
        row = FieldConfig(
            provider_id=own.id,
            vendor_id=request.vendor_id,
            type_code=request.type.value,
            field_id=request.field_id.value,
            field_type=known.type.value,
        )
        unit.session.add(row)
    for name, value in request.fields.model_dump(mode="json").items():
        setattr(row, name, value)
    unit.session.flush()
    _tell(unit, row, before, request.fields)
    return config(unit, FieldConfigRequest(type=request.type, vendor_id=request.vendor_id))


def reset_field(unit: Unit, request: ResetFieldRequest) -> ConfiguredForm:
    """Take back what was set of a field here. Raises Conflict (`E-STALE`), NotFound, Denied."""
    own = own_provider(unit, is_held=True)
    row = _row(unit, own.id, request)
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"field_id": request.field_id.value}))
    if row.row_version != request.version:
        raise stale(unit, row)
    unit.audit(_ENTITY, row.id, "reset", field=f"{row.type_code}/{row.field_id}")
    unit.changed(Topic.CATALOGUE, row.id, "reset_wireless_field", (own.id, None))
    unit.session.delete(row)
    unit.session.flush()
    return config(unit, FieldConfigRequest(type=request.type, vendor_id=request.vendor_id))


def try_field(unit: Unit, request: TryFieldRequest) -> TriedField:
    """Say what stands against a text in a field with these settings, and how it would be shown."""
    own_provider(unit)
    known = _known(DEFINITIONS[request.type], request.field_id)
    refuse_if_any(setting_refusals(known, request.fields))
    against = text_refusals(as_asked(known, request.fields), request.text)
    shown = veiled(request.text) if request.fields.is_encrypted else request.text
    return TriedField(refusals=tuple(map(RefusalInfo.of, against)), shown=shown)


def setting_refusals(known: FieldDefinition, fields: FieldFields) -> tuple[Refusal, ...]:
    """Return what stands against a setting: a needed field left out, no range, no pattern."""
    found = []
    if known.is_fixed and fields.requirement is not Requirement.REQUIRED:
        found.append(Refusal("E-WL-FIELD-NEEDED", "requirement", "R-WL-15"))
    if fields.min_length > fields.max_length:
        found.append(Refusal("E-WL-FIELD-RANGE", "min_length", "R-WL-15"))
    if fields.is_encrypted and fields.max_length > MOST_SEALED:
        found.append(Refusal("E-WL-FIELD-LONG", "max_length", "R-WL-15", {"most": MOST_SEALED}))
    if not _is_pattern(fields.pattern):
        found.append(Refusal("E-WL-FIELD-PATTERN-WRONG", "pattern", "R-WL-15"))
    if known.has_fixed_choices and not set(fields.choices) <= set(known.choices):
        found.append(Refusal("E-WL-FIELD-CHOICES", "choices", "R-WL-15"))
    if known.has_fixed_choices and fields.has_other:
        found.append(Refusal("E-WL-FIELD-CHOICES", "has_other", "R-WL-15"))
    if known.type is FieldType.CHOICE and not fields.choices:
        found.append(Refusal("E-WL-FIELD-CHOICES", "choices", "R-WL-15"))
    return tuple(found)


def _configured(
    known: FieldDefinition,
    rows: tuple[FieldConfig | None, FieldConfig | None],
    vendor_id: int | None,
    people: Mapping[str, str],
) -> ConfiguredField:
    """Return a field as it stands; `rows` are what is set of it at the carrier, and at all of them."""
    at_vendor, general = rows
    own = general if vendor_id is None else at_vendor
    stands = at_vendor or general
    below = general if vendor_id is not None else None
    source = FieldSource.SHIPPED if stands is None else FieldSource.EVERY_CARRIER
    return ConfiguredField(
        field_id=known.field_id,
        type=known.type,
        version=own.row_version if own is not None else 0,
        source=source if own is None else FieldSource.HERE,
        place=0,
        fields=known.fields if stands is None else fields_of(stands),
        shipped=known.fields,
        otherwise=known.fields if below is None else fields_of(below),
        is_fixed=known.is_fixed,
        has_fixed_choices=known.has_fixed_choices,
        changed_at=stands.updated_at if stands is not None else None,
        changed_by=people.get(stands.updated_by, stands.updated_by) if stands is not None else "",
    )


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _known(definition: Definition, field_id: str) -> FieldDefinition:
    found = next((one for one in definition.fields if one.field_id == field_id), None)
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"field_id": field_id}))
    return found


def _row(unit: Unit, provider_id: int, request: SaveFieldRequest | ResetFieldRequest) -> FieldConfig | None:
    of_vendor = (
        FieldConfig.vendor_id.is_(None)
        if request.vendor_id is None
        else FieldConfig.vendor_id == request.vendor_id
    )
    return unit.session.scalars(
        select(FieldConfig)
        .where(
            FieldConfig.provider_id == provider_id,
            FieldConfig.type_code == request.type.value,
            FieldConfig.field_id == request.field_id.value,
            of_vendor,
        )
        .execution_options(populate_existing=True)
    ).first()


def _standing(
    unit: Unit,
    row: FieldConfig | None,
    definition: Definition,
    known: FieldDefinition,
    vendor_id: int | None,
) -> FieldFields:
    """Return what stands of a field before it is set: here, at all carriers, or by its definition."""
    if row is None and vendor_id is not None:
        row = settings_of(unit, own_provider(unit).id, definition, None)[1].get(known.field_id)
    return known.fields if row is None else fields_of(row)


def _demand_vendor(unit: Unit, vendor_id: int | None) -> None:
    if vendor_id is None:
        return
    wanted = select(WirelessVendor.id).where(
        WirelessVendor.id == vendor_id, WirelessVendor.provider_id == unit.caller.provider_id
    )
    if unit.session.scalars(wanted).first() is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"vendor_id": vendor_id}))


def _tell(unit: Unit, row: FieldConfig, before: FieldFields, after: FieldFields) -> None:
    """Write down each setting that changed, and tell open screens."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for name in old:
        if old[name] != new[name]:
            said = f"{row.type_code}/{row.field_id}/{name}"
            unit.audit(_ENTITY, row.id, "edit", field=said, old=str(old[name]), new=str(new[name]))
    unit.changed(Topic.CATALOGUE, row.id, "save_wireless_field", (row.provider_id, None))
