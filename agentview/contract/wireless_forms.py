"""The forms of wireless orders: fields, how each is asked for, and how providers configure them (R-WL-15)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Columns, Line, RecordId, RefusalInfo, Version
from agentview.contract.wireless import FieldType, OrderGroup, OrderType, Requirement
from agentview.core.power import Power
from agentview.core.text import has_forbidden

MOST_FIELDS = 60
MOST_CHARS = 4_000
"""So long what is typed into a field may be (T16: additional instructions)."""
LAST_PLACE = 999


class FieldId(StrEnum):
    """The fields that some form has."""

    PREFERRED_AREA_CODE = "PREFERRED_AREA_CODE"
    CONTACT_PHONE = "CONTACT_PHONE"
    CONTACT_EXTENSION = "CONTACT_EXTENSION"
    INSTRUCTIONS = "INSTRUCTIONS"
    COMMENTS = "COMMENTS"
    REASON = "REASON"
    PREFERRED_DATE = "PREFERRED_DATE"
    EFFECTIVE_DATE = "EFFECTIVE_DATE"
    DESTINATION = "DESTINATION"
    TRAVEL_FROM = "TRAVEL_FROM"
    TRAVEL_TO = "TRAVEL_TO"
    FAULT = "FAULT"
    FAULT_DESCRIPTION = "FAULT_DESCRIPTION"
    OLD_DEVICE = "OLD_DEVICE"
    """What becomes of the device that is replaced (R-WL-29)."""
    MOBILE_NUMBER = "MOBILE_NUMBER"
    SERIAL_TYPE = "SERIAL_TYPE"
    SERIAL_NO = "SERIAL_NO"
    CURRENT_CARRIER = "CURRENT_CARRIER"
    CARRIER_ACCOUNT_NO = "CARRIER_ACCOUNT_NO"
    NAME_ON_INVOICE = "NAME_ON_INVOICE"
    TAX_ID = "TAX_ID"
    BILLING_ADDRESS = "BILLING_ADDRESS"
    PIN = "PIN"
    PERSONAL_EMAIL = "PERSONAL_EMAIL"


class SuspendReason(StrEnum):
    """Why a line is suspended; the first three without billing, the others with (R-WL-05)."""

    SEASONAL = "SEASONAL"
    VACATION = "VACATION"
    SEPARATION = "SEPARATION"
    LOST = "LOST"
    STOLEN = "STOLEN"
    DAMAGED = "DAMAGED"


class ReplaceReason(StrEnum):
    """Why a device is replaced (T4)."""

    UPGRADE = "UPGRADE"
    LOST = "LOST"
    STOLEN = "STOLEN"
    BROKEN = "BROKEN"


class Fault(StrEnum):
    """What is wrong with a device; the warranty covers the first alone (R-WL-02)."""

    MALFUNCTION = "MALFUNCTION"
    PHYSICAL = "PHYSICAL"
    LIQUID = "LIQUID"
    BATTERY = "BATTERY"


def _storable(text: str) -> str:
    if has_forbidden(text):
        raise ValueError("holds characters that cannot be stored")
    return text


Typed: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=False, max_length=MOST_CHARS), AfterValidator(_storable)
]
"""What somebody typed, exactly so: port data has to match what the other carrier knows (R-WL-12)."""


class FormField(Message):
    """A field of a form. `label` is the provider's own word, "" for the usual one; `help` stands below it.

    Lengths count characters; `pattern` is a regular expression that the whole text has to match. A choice
    with `has_other` also takes other text.
    """

    field_id: FieldId
    label: str
    type: FieldType
    requirement: Requirement
    is_encrypted: bool
    min_length: int
    max_length: int
    pattern: str
    choices: tuple[str, ...]
    has_other: bool
    help: str = ""


class FieldConfigRequest(Message):
    """Ask how the fields of a type are asked for, at one vendor, or where no vendor has its own way."""

    type: OrderType
    vendor_id: RecordId | None = None


Label = Annotated[Line, Field(max_length=200)]
Help = Annotated[Line, Field(max_length=300)]
Place = Annotated[int, Field(ge=0, le=LAST_PLACE)]
Length = Annotated[int, Field(ge=0, le=MOST_CHARS)]
Pattern = Annotated[str, Field(max_length=200)]
Choice = Annotated[Line, Field(min_length=1, max_length=100)]


class FieldFields(Message):
    """What can be set of a field. Fields without which a type makes no sense cannot be excluded.

    Fields stand in the order of their places; 0 is the place that the definition gives a field.
    """

    label: Label = ""
    help: Help = ""
    place: Place = 0
    requirement: Requirement
    is_encrypted: bool = False
    min_length: Length = 0
    max_length: Length = MOST_CHARS
    pattern: Pattern = ""
    choices: Annotated[tuple[Choice, ...], Field(max_length=100)] = ()
    has_other: bool = False


class FieldSource(StrEnum):
    """Where what stands of a field comes from."""

    SHIPPED = "SHIPPED"
    """The definition of AgentView."""
    EVERY_CARRIER = "EVERY_CARRIER"
    """The provider set it for all carriers."""
    HERE = "HERE"
    """The provider set it for the carrier that was asked for; or for all, where none was."""


class ConfiguredField(Message):
    """A field of a form as it stands, and what it comes from.

    `version` is 0 where nothing was set here. `place` is where it stands. `shipped` is the definition, and
    `otherwise` what would hold if nothing was set here. `is_fixed`: it can be neither excluded nor made
    optional. `has_fixed_choices`: its choices mean something to AgentView. `changed_at` and `changed_by` tell
    who set what stands.
    """

    field_id: FieldId
    type: FieldType
    version: int
    source: FieldSource
    place: int
    fields: FieldFields
    shipped: FieldFields
    otherwise: FieldFields
    is_fixed: bool
    has_fixed_choices: bool
    changed_at: datetime | None
    changed_by: str


class ConfiguredForm(Message):
    """All fields that a type can ask for, in their order."""

    type: OrderType
    vendor_id: int | None
    rows: tuple[ConfiguredField, ...]


class SaveFieldRequest(Message):
    """Set how a field is asked for, from the next draft on; `version` is 0 for one that was not set yet."""

    type: OrderType
    vendor_id: RecordId | None = None
    field_id: FieldId
    version: Annotated[int, Field(ge=0, le=2**31)]
    fields: FieldFields


class ResetFieldRequest(Message):
    """Take back what was set of a field here."""

    type: OrderType
    vendor_id: RecordId | None = None
    field_id: FieldId
    version: Version


class FormTypeRow(Message):
    """A type of order, and how many of its fields are set by this provider."""

    type: OrderType
    group: OrderGroup
    field_count: int
    set_count: int


class FormVendor(Message):
    """A carrier that can have its own way of asking."""

    vendor_id: int
    name: str


class FormTypes(Message):
    """All types in their order, and the carriers by name."""

    rows: tuple[FormTypeRow, ...]
    vendors: tuple[FormVendor, ...]


class FormExportRequest(FieldConfigRequest):
    """Ask for a form as a file; it is audited with the columns."""

    columns: Columns = ()


class TryFieldRequest(Message):
    """Try what somebody might type into a field with these settings; nothing is saved."""

    type: OrderType
    field_id: FieldId
    fields: FieldFields
    text: Typed


class TriedField(Message):
    """What stands against the text; nothing where it fits. `shown`: how it stands in an order."""

    refusals: tuple[RefusalInfo, ...]
    shown: str


_P = Power.EDIT_POLICY

FORM_TYPES = Op("wireless_forms.types", Nothing, FormTypes, False, _P, "List the forms of wireless orders")
FORM_CONFIG = Op(
    "wireless_forms.config", FieldConfigRequest, ConfiguredForm, False, _P, "Read how a form is configured"
)
SAVE_FIELD = Op(
    "wireless_forms.save_field", SaveFieldRequest, ConfiguredForm, True, _P, "Set how a field is asked for"
)
RESET_FIELD = Op(
    "wireless_forms.reset_field", ResetFieldRequest, ConfiguredForm, True, _P, "Take a field's setting back"
)
TRY_FIELD = Op(
    "wireless_forms.try_field", TryFieldRequest, TriedField, False, _P, "Try a text in a field of a form"
)
EXPORT = Op(
    "wireless_forms.export", FormExportRequest, ConfiguredForm, True, _P, "Export how a form is configured"
)
