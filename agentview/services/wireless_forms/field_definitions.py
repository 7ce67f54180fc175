"""The fields of the forms as AgentView knows them: kind, sizes and choices (T3, T4, T14, T16)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agentview.contract.hardware import SerialType
from agentview.contract.wireless import DeviceStatus, FieldType, Requirement
from agentview.contract.wireless_forms import (
    MOST_CHARS,
    Fault,
    FieldFields,
    FieldId,
    ReplaceReason,
    SuspendReason,
)

_DAY = 10
_LINE = 200


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field of a type's form, before a provider configures it.

    `is_fixed`: the type makes no sense without it. `has_fixed_choices`: AgentView acts on what is chosen.
    """

    field_id: FieldId
    type: FieldType = FieldType.TEXT
    requirement: Requirement = Requirement.OPTIONAL
    is_encrypted: bool = False
    max_length: int = _LINE
    pattern: str = ""
    choices: tuple[str, ...] = ()
    has_other: bool = False
    is_fixed: bool = False

    @property
    def has_fixed_choices(self) -> bool:
        """Whether its choices mean something to AgentView."""
        return bool(self.choices)

    @property
    def fields(self) -> FieldFields:
        """What a provider could set of it, as it is by itself."""
        return FieldFields(
            requirement=self.requirement,
            is_encrypted=self.is_encrypted,
            max_length=self.max_length,
            pattern=self.pattern,
            choices=self.choices,
            has_other=self.has_other,
        )


_F = FieldDefinition
KNOWN: Mapping[FieldId, FieldDefinition] = {
    one.field_id: one
    for one in (
        _F(FieldId.PREFERRED_AREA_CODE, max_length=3, pattern="[0-9]{3}"),
        _F(FieldId.CONTACT_PHONE, max_length=20, pattern="[+]?[0-9 ()/.-]{3,20}"),
        _F(FieldId.CONTACT_EXTENSION, max_length=10, pattern="[0-9]{1,10}"),
        _F(FieldId.INSTRUCTIONS, max_length=MOST_CHARS),
        _F(FieldId.COMMENTS, max_length=MOST_CHARS),
        _F(FieldId.REASON, FieldType.CHOICE),
        _F(FieldId.PREFERRED_DATE, FieldType.DATE, max_length=_DAY),
        _F(FieldId.EFFECTIVE_DATE, FieldType.DATE, max_length=_DAY),
        _F(FieldId.DESTINATION),
        _F(FieldId.TRAVEL_FROM, FieldType.DATE, max_length=_DAY),
        _F(FieldId.TRAVEL_TO, FieldType.DATE, max_length=_DAY),
        _F(FieldId.FAULT, FieldType.CHOICE, choices=tuple(Fault)),
        _F(FieldId.FAULT_DESCRIPTION, max_length=MOST_CHARS),
        _F(
            FieldId.OLD_DEVICE,
            FieldType.CHOICE,
            choices=(
                DeviceStatus.PENDING_RETURN,
                DeviceStatus.IN_STOCK,
                DeviceStatus.REPAIR,
                DeviceStatus.LOST_OR_STOLEN,
                DeviceStatus.RETIRED_DISPOSED,
            ),
        ),
        _F(FieldId.MOBILE_NUMBER, max_length=40, pattern="[+]?[0-9 ()/.-]{5,40}"),
        _F(FieldId.SERIAL_TYPE, FieldType.CHOICE, choices=tuple(SerialType)),
        _F(FieldId.SERIAL_NO, max_length=40),
        _F(FieldId.CURRENT_CARRIER),
        _F(FieldId.CARRIER_ACCOUNT_NO, max_length=60),
        _F(FieldId.NAME_ON_INVOICE),
        _F(FieldId.TAX_ID, max_length=40),
        _F(FieldId.BILLING_ADDRESS, max_length=1_000),
        _F(FieldId.PIN, is_encrypted=True, max_length=40),
        _F(FieldId.PERSONAL_EMAIL, pattern="[^@ ]+@[^@ ]+[.][^@ ]+"),
    )
}
"""Each field once; types say which of them they ask for, and how."""
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "suspend": tuple(SuspendReason),
    "replace": tuple(ReplaceReason),
}


def optional(*names: FieldId) -> tuple[FieldDefinition, ...]:
    """Fields that may be left empty."""
    return tuple(KNOWN[name] for name in names)


def required(*names: FieldId) -> tuple[FieldDefinition, ...]:
    """Fields that have to be filled in, unless a provider says otherwise."""
    return tuple(replace(KNOWN[name], requirement=Requirement.REQUIRED) for name in names)


def fixed(*names: FieldId, reasons: str = "") -> tuple[FieldDefinition, ...]:
    """Fields without which the type makes no sense: no provider can leave them out."""
    made = (replace(one, is_fixed=True) for one in required(*names))
    return tuple(replace(one, choices=_CHOICES[reasons]) if reasons else one for one in made)
