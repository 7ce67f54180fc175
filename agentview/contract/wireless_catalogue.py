"""What a person can order for lines and devices: types with reasons, whom and what for, offers, the form."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RecordId, RefusalInfo
from agentview.contract.wireless import (
    Acknowledged,
    DeviceStatus,
    DeviceType,
    ItemAction,
    ItemKind,
    LineStatus,
    OrderGroup,
    OrderType,
)
from agentview.contract.wireless_forms import FormField
from agentview.core.power import Power

Limit = Annotated[int, Field(ge=1, le=200)]


class Need(StrEnum):
    """Whether an order of a type is about a line, a device or a person."""

    NONE = "NONE"
    OPTIONAL = "OPTIONAL"
    REQUIRED = "REQUIRED"


class VendorChoice(StrEnum):
    """Which carrier fulfils: none, the one of the line, or one that the requester chooses."""

    NONE = "NONE"
    OF_LINE = "OF_LINE"
    CHOSEN = "CHOSEN"


class TypesRequest(Message):
    """Ask what can be ordered, for a line, device or person where one is named; words rank the answers."""

    account_id: RecordId
    line_id: RecordId | None = None
    device_id: RecordId | None = None
    beneficiary_id: RecordId | None = None
    text: Line = ""


class ItemRule(Message):
    """So many items of a kind an order of a type holds; `actions`: whether they come or go.

    `has_quantity`: of each as many may be ordered as the orderer's permission allows (R-WL-13).
    """

    kind: ItemKind
    least: int
    most: int
    actions: tuple[ItemAction, ...] = ()
    has_quantity: bool = False


class TypeRow(Message):
    """A type of order; `refusals` say why it is not possible for what was named (none: it is).

    `is_found`: it fits the words. `is_shipped`: something of it always goes by post.
    """

    type: OrderType
    group: OrderGroup
    line: Need
    device: Need
    beneficiary: Need
    vendor: VendorChoice
    items: tuple[ItemRule, ...]
    acknowledgements: tuple[Acknowledged, ...]
    is_shipped: bool
    is_found: bool
    refusals: tuple[RefusalInfo, ...]


class Types(Message):
    """All types; where words were given, those that fit stand first, the best on top."""

    rows: tuple[TypeRow, ...]


class SubjectsRequest(Message):
    """Search the lines, devices or people of a company, for an order of a type."""

    account_id: RecordId
    type: OrderType
    text: Line = ""
    line_id: RecordId | None = None
    """The line that was chosen already: devices are judged for it."""
    beneficiary_id: RecordId | None = None
    """The person who was chosen: whose lines stand first."""
    limit: Limit = 50


class LineRow(Message):
    """A line; `refusals` say why the type is not possible for it. `is_theirs`: the person has it."""

    line_id: int
    number: str
    alias: str
    status: LineStatus
    vendor_id: int
    vendor: str
    plan: str
    employee: str
    device_id: int | None
    device: str
    is_theirs: bool
    refusals: tuple[RefusalInfo, ...]


class LineRows(Message):
    """The best matches; `has_more`: further ones match too."""

    rows: tuple[LineRow, ...]
    has_more: bool


class DeviceRow(Message):
    """A device; `refusals` say why the type is not possible for it."""

    device_id: int
    serial_no: str
    make_model: str
    device_type: DeviceType
    status: DeviceStatus
    line: str
    employee: str
    refusals: tuple[RefusalInfo, ...]


class DeviceRows(Message):
    """The best matches; `has_more`: further ones match too."""

    rows: tuple[DeviceRow, ...]
    has_more: bool


class PersonRow(Message):
    """An employee; `refusals` say why the type is not possible for this person."""

    employee_id: int
    employee_no: str
    name: str
    unit: str
    is_self: bool
    refusals: tuple[RefusalInfo, ...]


class PersonRows(Message):
    """The best matches; `has_more`: further ones match too."""

    rows: tuple[PersonRow, ...]
    has_more: bool


class CompaniesRequest(Message):
    """Search the companies that have wireless employees, lines or devices, by words of the name."""

    text: Line = ""
    limit: Limit = 50


class CompanyRow(Message):
    """A company, and the employee that the caller is there."""

    account_id: int
    account_no: str
    name: str
    employee_id: int | None
    currency: str


class Companies(Message):
    """The best matches; for a company's own people theirs alone."""

    rows: tuple[CompanyRow, ...]
    has_more: bool


class VendorsRequest(Message):
    """Ask for the carriers of a type; `not_of_line_id`: a line that is to leave its own."""

    account_id: RecordId
    type: OrderType
    not_of_line_id: RecordId | None = None


class VendorRow(Message):
    """A carrier."""

    vendor_id: int
    code: str
    name: str


class Vendors(Message):
    """The carriers, by name."""

    rows: tuple[VendorRow, ...]


class OffersRequest(Message):
    """Ask what can be chosen of a kind.

    For accessories `product_ids` name the models that were chosen, else the device counts (R-WL-13).
    """

    account_id: RecordId
    type: OrderType
    kind: ItemKind
    vendor_id: RecordId | None = None
    line_id: RecordId | None = None
    device_id: RecordId | None = None
    product_ids: Annotated[tuple[RecordId, ...], Field(max_length=20)] = ()
    text: Line = ""
    limit: Limit = 200


class OfferRow(Message):
    """Something to choose, with its prices in minor units excluding tax; `most` of it at once.

    `offer_id` is the id of a product, plan or feature, by the kind. `is_had`: the line has it already.
    """

    offer_id: int
    code: str
    name: str
    device_type: DeviceType | None
    once_cents: int
    monthly_cents: int
    is_in_policy: bool
    is_had: bool
    most: int


class Offers(Message):
    """What can be chosen, by name; in policy first."""

    kind: ItemKind
    rows: tuple[OfferRow, ...]
    currency: str
    has_more: bool


class FormRequest(Message):
    """Ask for the form of a type at a carrier."""

    account_id: RecordId
    type: OrderType
    vendor_id: RecordId | None = None


class Form(Message):
    """The fields that are asked for; excluded ones are not among them. `can_overwrite`: R-WL-32."""

    type: OrderType
    fields: tuple[FormField, ...]
    acknowledgements: tuple[Acknowledged, ...]
    can_overwrite: bool


_P = Power.WIRELESS_REQUEST

COMPANIES = Op(
    "wireless_catalogue.companies",
    CompaniesRequest,
    Companies,
    False,
    _P,
    "Search the companies for which wireless orders are made",
)
TYPES = Op("wireless_catalogue.types", TypesRequest, Types, False, _P, "List the types of wireless orders")
LINES = Op("wireless_catalogue.lines", SubjectsRequest, LineRows, False, _P, "Search lines for an order")
DEVICES = Op(
    "wireless_catalogue.devices", SubjectsRequest, DeviceRows, False, _P, "Search devices for an order"
)
PEOPLE = Op("wireless_catalogue.people", SubjectsRequest, PersonRows, False, _P, "Search people for an order")
VENDORS = Op("wireless_catalogue.vendors", VendorsRequest, Vendors, False, _P, "List carriers for an order")
OFFERS = Op("wireless_catalogue.offers", OffersRequest, Offers, False, _P, "List what can be chosen")
FORM = Op("wireless_catalogue.form", FormRequest, Form, False, _P, "Read the form of a wireless order")
