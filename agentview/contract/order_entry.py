"""Taking a new order: it is saved page by page, goes on at any desktop, and is submitted once (S-05)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.order_form import MOST_SERVICES, OrderForm, OrderPage
from agentview.contract.orders import OrderStatus, OrderType
from agentview.contract.provisioning import AddressFields, TaskStatus
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.contract.value import CommandState, Line, RecordId, RefusalInfo, Version
from agentview.core.power import Power


class Method(StrEnum):
    """How a service type is provisioned."""

    AUTOMATIC = "AUTOMATIC"
    SEMI_MANUAL = "SEMI_MANUAL"
    MANUAL = "MANUAL"


class StartRequest(Message):
    """Begin an order: for a customer, or for one who is chosen later."""

    account_id: RecordId | None = None


class OrderRef(Message):
    """An order, by its number."""

    order_id: RecordId


class OrderAt(OrderRef):
    """An order, in the version that was seen."""

    version: Version


class SavePageRequest(OrderAt):
    """Save what was typed. A page is checked when the order goes on behind it, not when it is left open."""

    page: OrderPage
    go_on_at: OrderPage
    form: OrderForm


class CheckRequest(OrderRef):
    """Check an order as it was saved, or as it would be with this form."""

    form: OrderForm | None = None


class PageCheck(Message):
    """A page with every reason against it. A field of a service is called services/<plan>/<name>."""

    page: OrderPage
    refusals: tuple[RefusalInfo, ...] = ()


class Checked(Message):
    """All pages, in their order."""

    pages: tuple[PageCheck, ...]


class OfferedPart(Message):
    """A service plan of a package plan. `queue`: the provider who provisions it; "" where it is automatic."""

    service_plan_id: int
    name: str
    service_type_id: int
    service_type: str
    identifier_label: str
    method: Method
    is_mandatory: bool
    queue: str


class OfferedPackage(Message):
    """A package plan on sale. Fees in minor units excluding tax; the access fee is for each month."""

    package_plan_id: int
    code: str
    name: str
    internal_name: str
    setup_fee_cents: int
    access_fee_cents: int
    currency: str
    parts: tuple[OfferedPart, ...]


class OfferedType(Message):
    """A service type on sale. `can_join`: some package holds it together with all chosen ones (R-PRV-40)."""

    service_type_id: int
    name: str
    identifier_label: str
    method: Method
    can_join: bool
    package_count: int
    """How many packages would be left with it."""


class OfferedAgent(Message):
    """A third party that a sale can be credited to."""

    agent_id: int
    name: str


class OffersRequest(Message):
    """Ask what is on sale with these service types."""

    service_type_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_SERVICES)] = ()


class Offers(Message):
    """What is on sale: all service types, the packages that hold every chosen one (R-PRV-40), agents."""

    types: tuple[OfferedType, ...]
    packages: tuple[OfferedPackage, ...]
    agents: tuple[OfferedAgent, ...]


class Buyer(Message):
    """Who orders: a known customer (`account_id`), or a new one with the name that was typed."""

    account_id: int | None
    account_no: str
    name: str
    status: int | None
    address: AddressFields | None
    """Where services are used that have no address of their own."""
    has_birth_date: bool
    packages: int
    """How many packages the customer has now, and what they come to each month."""
    monthly_cents: int


class PlannedService(OfferedPart):
    """A service that the order will make, as far as it is known."""

    identifier: str
    identifier_pattern: str | None
    address: AddressFields | None
    target_hours: int | None
    """How long provisioning may take; None where it is automatic."""
    has_carrier_check: bool
    """False: no carrier is asked, so service qualification counts as passed (E6)."""


class Draft(Message):
    """An order that is not submitted yet, with what is known of all that it names."""

    order_id: int
    reference: str
    status: OrderStatus
    version: int
    owner: str
    is_mine: bool
    started_at: datetime | None
    saved_at: datetime
    saved_by: str
    current_page: OrderPage
    form: OrderForm
    is_contact_hidden: bool
    """The contact of the new customer is masked, for another person typed it; it is kept as it is."""
    buyer: Buyer | None
    package: OfferedPackage | None
    services: tuple[PlannedService, ...]
    pages: tuple[PageCheck, ...]
    commands: tuple[CommandState, ...]


class DraftsRequest(Message):
    """Ask for incomplete orders, newest first, before one that is known: the own ones, or all."""

    is_mine: bool = True
    account_id: RecordId | None = None
    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class DraftRow(Message):
    """An incomplete order in a list."""

    order_id: int
    reference: str
    customer: str
    package: str
    order_type: OrderType
    current_page: OrderPage
    owner: str
    is_mine: bool
    saved_at: datetime


class Drafts(Message):
    """A page of incomplete orders."""

    drafts: tuple[DraftRow, ...]
    has_older: bool


class TypedIdentifier(Message):
    """What was typed as the identifier of a service of this type."""

    service_type_id: RecordId
    text: Line


class IdentifiersRequest(Message):
    """Check identifiers while they are typed."""

    identifiers: Annotated[tuple[TypedIdentifier, ...], Field(max_length=MOST_SERVICES)]


class IdentifierUse(Message):
    """A service that has an identifier already. The customer is named to staff alone."""

    service: str
    account_id: int | None
    customer: str
    status: SubscriptionStatus


class IdentifierCheck(Message):
    """An identifier as it will be stored, why it cannot be, and who has it already (a warning)."""

    text: str
    normalised: str
    refusals: tuple[RefusalInfo, ...]
    uses: tuple[IdentifierUse, ...]


class IdentifierChecks(Message):
    """The answers, in the order of the questions."""

    checks: tuple[IdentifierCheck, ...]


class Submitted(Message):
    """An order after it was submitted."""

    order_id: int
    reference: str
    status: OrderStatus
    version: int
    account_id: int
    account_no: str
    customer: str
    is_new_customer: bool
    task_references: tuple[str, ...]


class Discarded(Message):
    """An order that was given up; `reopen` brings it back."""

    order_id: int
    reference: str
    version: int


class OrderedService(Message):
    """A service of a submitted order, and the task that provisions it."""

    service_id: int
    reference: str
    name: str
    service_type: str
    identifier_label: str
    identifier: str
    status: SubscriptionStatus
    provisioning_state: ProvisioningState
    method: Method
    address: AddressFields | None
    task_id: int | None
    task_reference: str
    task_status: TaskStatus | None
    queue: str
    due_at: datetime | None
    halt_code: str
    halt_reason: str
    halted_at: datetime | None


class OrderEvent(Message):
    """One thing that happened to an order or to its tasks: who did what."""

    event_id: int
    at: datetime
    by: str
    record: str
    """The reference of the order or task."""
    action: str
    field: str
    old: str
    new: str
    text: str


class OrderDetail(Message):
    """An order as it stands; a submitted one is for reading alone (R-PRV-38, R-PRV-39)."""

    order_id: int
    reference: str
    order_type: OrderType
    status: OrderStatus
    source: str
    version: int
    account_id: int | None
    account_no: str
    customer: str
    package: str
    package_reference: str
    setup_fee_cents: int
    access_fee_cents: int
    currency: str
    requested_on: date
    started_at: datetime | None
    owner: str
    submitted_at: datetime | None
    submitted_by: str
    agent: str
    purchase_order_ref: str
    port: str
    services: tuple[OrderedService, ...]
    events: tuple[OrderEvent, ...]
    has_older_events: bool
    commands: tuple[CommandState, ...]


START = Op("order_entry.start", StartRequest, Draft, True, Power.CREATE_ORDER, "Begin an order")
OFFERS = Op("order_entry.offers", OffersRequest, Offers, False, Power.CREATE_ORDER, "List what is on sale")
SAVE_PAGE = Op(
    "order_entry.save_page", SavePageRequest, Draft, True, Power.CREATE_ORDER, "Save a page of an order"
)
DRAFT = Op("order_entry.draft", OrderRef, Draft, False, Power.CREATE_ORDER, "Read an incomplete order")
DRAFTS = Op("order_entry.drafts", DraftsRequest, Drafts, False, Power.CREATE_ORDER, "List incomplete orders")
CHECK = Op("order_entry.check", CheckRequest, Checked, False, Power.CREATE_ORDER, "Check an order")
CHECK_IDENTIFIERS = Op(
    "order_entry.check_identifiers",
    IdentifiersRequest,
    IdentifierChecks,
    False,
    Power.CREATE_ORDER,
    "Check identifiers of services",
)
SUBMIT = Op("order_entry.submit", OrderAt, Submitted, True, Power.CREATE_ORDER, "Submit an order")
DISCARD = Op(
    "order_entry.discard", OrderAt, Discarded, True, Power.CREATE_ORDER, "Give up an incomplete order"
)
REOPEN = Op("order_entry.reopen", OrderAt, Draft, True, Power.CREATE_ORDER, "Bring back a discarded order")
ORDER = Op("order_entry.order", OrderRef, OrderDetail, False, Power.READ_STATUS, "Read an order")
