"""The customer screen: who it is, what they have, what was said and what happened (S-03, S-10 to S-12)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.provisioning import AddressFields
from agentview.contract.subscription import ChainLink, ProvisioningState, SubscriptionStatus
from agentview.contract.value import MOST_CHOSEN, CommandState, Line, Prose, RecordId, Version
from agentview.core.power import Power


class AccountType(StrEnum):
    """What kind of customer it is."""

    CONSUMER = "CONSUMER"
    BUSINESS = "BUSINESS"


class ContactKind(StrEnum):
    """What a contact is for."""

    ACCOUNT_HOLDER = "ACCOUNT_HOLDER"
    SERVICE_CONTACT = "SERVICE_CONTACT"
    BILLING = "BILLING"
    DELIVERY = "DELIVERY"


class SerialKind(StrEnum):
    """The serial numbers that are used with a service."""

    IMEI = "IMEI"
    ICCID = "ICCID"


class RestrictionStatus(StrEnum):
    """What the network was asked for and has confirmed (SM-5)."""

    NONE = "NONE"
    RESTRICT_PENDING = "RESTRICT_PENDING"
    RESTRICTED = "RESTRICTED"
    RESTORE_PENDING = "RESTORE_PENDING"
    RESTRICT_FAILED = "RESTRICT_FAILED"
    RESTORE_FAILED = "RESTORE_FAILED"


class CustomerCommand(StrEnum):
    """What can be done to a customer."""

    EDIT = "edit"
    ADD_NOTE = "add_note"
    ADD_CONTACT = "add_contact"
    REVEAL = "reveal"
    NEW_ORDER = "new_order"
    NEW_HARDWARE_ORDER = "new_hardware_order"


class ServiceCommand(StrEnum):
    """What can be done to a service from the screen of its customer."""

    EDIT = "edit_service"


class CustomerRef(Message):
    """A customer, by the id of the account."""

    account_id: RecordId


class Contact(Message):
    """A contact with numbers, address and date of birth masked; None where there is none.

    `unread` names the numbers that could not be read as telephone numbers and are kept as typed alone.
    """

    contact_id: int
    kind: ContactKind
    name: str
    phone: str | None
    mobile: str | None
    email: str | None
    date_of_birth: str | None
    language: str
    may_email: bool
    may_sms: bool
    version: int
    unread: tuple[str, ...] = ()


class RevealedContact(Message):
    """A contact in full; the asking was audited. Numbers in E.164, and as they were typed."""

    contact_id: int
    name: str
    phone: str | None
    phone_as_typed: str | None
    mobile: str | None
    mobile_as_typed: str | None
    email: str | None
    date_of_birth: date | None


class RevealContactRequest(Message):
    """Ask for a contact in full; the reason is audited (REVEAL_PII)."""

    contact_id: RecordId
    reason: Prose


class Note(Message):
    """A note on a customer, or on a service of theirs. An alert stands in the header until ended."""

    note_id: int
    text: str
    author: str
    at: datetime
    is_shared: bool
    is_system: bool
    is_alert: bool
    ended_at: datetime | None
    record: str
    """The reference of the service or package; "" for the customer as a whole."""


class ServiceHold(Message):
    """Why a service is restricted, until it is lifted (D-26)."""

    cause: str
    origin: str
    bar_code: str
    reason: str
    placed_at: datetime
    placed_by: str


class Serial(Message):
    """A serial number of a service."""

    kind: SerialKind
    serial_no: Prose


class ServiceRow(Message):
    """A service of a package. `task_id` is the open provisioning task, where there is one."""

    service_id: int
    reference: str
    name: str
    service_type: str
    identifier_label: str
    identifier: str | None
    vanity_name: str
    status: SubscriptionStatus
    provisioning_state: ProvisioningState
    halt_reason: str | None
    restriction: RestrictionStatus
    holds: tuple[ServiceHold, ...]
    start_on: date | None
    end_on: date | None
    address: str
    is_mandatory: bool
    serials: tuple[Serial, ...]
    task_id: int | None
    task_reference: str
    version: int
    commands: tuple[CommandState, ...] = ()


class PackageRow(Message):
    """A package that the customer holds, with its services. Amounts in minor units excluding tax."""

    package_id: int
    reference: str
    plan: str
    plan_internal: str
    plan_code: str
    status: SubscriptionStatus
    start_on: date | None
    end_on: date | None
    setup_fee_cents: int
    access_fee_cents: int
    period_from: date | None
    period_to: date | None
    previous: str
    """The reference of the package that it followed; "" where there is none."""
    followed_by: str
    came_from: ChainLink | None = None
    """The package of `previous`, and how it became this one (R-MIG-21)."""
    became: ChainLink | None = None
    """The package of `followed_by`."""
    group: str
    is_primary_in_group: bool
    agent: str
    services: tuple[ServiceRow, ...]
    contract: str = ""
    """The name of the contract that binds it; "" where there is none."""
    contract_end_on: date | None = None
    migration: str = ""
    """The number of the migration that it is in (R-MIG-29); "" where there is none."""
    commands: tuple[CommandState, ...] = ()


class Owing(Message):
    """What the customer owes now, in minor units including tax; days of the oldest overdue invoice."""

    owing_cents: int
    overdue_cents: int
    oldest_overdue_days: int | None
    currency: str


class CustomerCounts(Message):
    """How many records of each kind need somebody."""

    active_packages: int
    incomplete_orders: int
    open_tasks: int
    halted_tasks: int
    network_errors: int
    open_cases: int
    pending_charges: int = 0
    open_hardware: int = 0
    """Hardware orders that are neither complete nor cancelled."""


class CustomerDetail(Message):
    """A customer with all that the first look needs, read in a fixed number of queries."""

    account_id: int
    account_no: str
    name: str
    account_type: AccountType
    profile_id: int
    profile: str
    status: int
    """The number of table 3.3 (`contract.account`)."""
    status_reason: str
    opened_on: date
    closed_on: date | None
    agent: str
    export_reference: str
    omit_from_auto_restrict: bool
    version: int
    owing: Owing
    restriction: RestrictionStatus
    """The strongest of its services."""
    alerts: tuple[Note, ...]
    latest_notes: tuple[Note, ...]
    counts: CustomerCounts
    contacts: tuple[Contact, ...]
    packages: tuple[PackageRow, ...]
    commands: tuple[CommandState, ...]
    as_of: datetime


class CustomerFields(Message):
    """The fields of the account summary that a person may edit. One without a name needs a number.

    Texts are taken as they are typed; one that is too long is refused by its field (`E-LONG`).
    """

    name: Prose = ""
    account_type: AccountType
    profile_id: RecordId
    export_reference: Prose = ""
    omit_from_auto_restrict: bool = False


class EditCustomerRequest(Message):
    """Edit a customer in the version that was seen (R-PRV-41).

    A Conflict (`E-STALE`) carries by, at, version, and their side field by field as `theirs`.
    """

    account_id: RecordId
    version: Version
    fields: CustomerFields


class ContactFields(Message):
    """A contact as typed. Numbers in any spelling; they are kept as typed too."""

    kind: ContactKind = ContactKind.ACCOUNT_HOLDER
    name: Prose = ""
    phone: Prose = ""
    mobile: Prose = ""
    email: Prose = ""
    date_of_birth: date | None = None
    language: Prose = ""
    may_email: bool = True
    may_sms: bool = True


class NewCustomerRequest(Message):
    """A new customer, with at least a name or a number. Without an account number one is given.

    One who seems known already, by number or by name and address, is refused (`E-CUSTOMER-KNOWN` with
    account_id, account_no and name) until `confirm_duplicate` says that it is another one.
    """

    account_no: Prose = ""
    fields: CustomerFields
    contact: ContactFields
    address: AddressFields = AddressFields()
    note: Prose = ""
    confirm_duplicate: bool = False


class CustomerKept(Message):
    """The customer after a change."""

    account_id: int
    account_no: str
    name: str
    version: int


class AddContactRequest(Message):
    """Add a contact."""

    account_id: RecordId
    fields: ContactFields


class EditContactRequest(Message):
    """Edit a contact in the version that was seen."""

    contact_id: RecordId
    version: Version
    fields: ContactFields
    keep: tuple[Line, ...] = Field(default=(), max_length=MOST_CHOSEN)
    """The fields to leave as they are, because the person never saw them in full."""


class ContactRef(Message):
    """A contact, in the version that was seen."""

    contact_id: RecordId
    version: Version


class AddNoteRequest(Message):
    """Add a note; `service_id` puts it on a service. A shared one may be read by the customer."""

    account_id: RecordId
    text: Prose
    service_id: RecordId | None = None
    is_alert: bool = False
    is_shared: bool = False


class NoteRef(Message):
    """A note."""

    note_id: RecordId


class NotesRequest(Message):
    """The notes of a customer, newest first, before one that is known."""

    account_id: RecordId
    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Notes(Message):
    """A page of notes."""

    notes: tuple[Note, ...]
    has_older: bool


class TimelineKind(StrEnum):
    """What a timeline can be narrowed to."""

    ORDERS = "ORDERS"
    PROVISIONING = "PROVISIONING"
    SERVICES = "SERVICES"
    NOTES = "NOTES"
    ACCOUNT = "ACCOUNT"
    PRIVACY = "PRIVACY"
    CASES = "CASES"


class TimelineRequest(Message):
    """What happened to a customer, newest first, before an entry that is known. No kinds: all of them."""

    account_id: RecordId
    kinds: tuple[TimelineKind, ...] = Field(default=(), max_length=MOST_CHOSEN)
    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class TimelineEntry(Message):
    """One thing that happened: who did what to which record."""

    entry_id: int
    kind: TimelineKind
    entity: str
    entity_id: int
    reference: str
    action: str
    field: str | None
    old: str | None
    new: str | None
    text: str
    actor: str
    at: datetime
    is_internal: bool


class Timeline(Message):
    """A page of a timeline."""

    entries: tuple[TimelineEntry, ...]
    has_older: bool


class RequestKind(StrEnum):
    """What a customer asked for: an order, or a cancel request."""

    ORDER = "ORDER"
    CANCEL_REQUEST = "CANCEL_REQUEST"


class CustomerOrdersRequest(Message):
    """The orders and cancel requests of a customer, newest first, after the reference that is known."""

    account_id: RecordId
    after: Line = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class CustomerOrder(Message):
    """An order or a cancel request of a customer."""

    kind: RequestKind
    record_id: int
    reference: str
    type: str
    plan: str
    status: str
    requested_on: date
    at: datetime
    """When it was submitted; for an incomplete one, when it was started."""
    by: str
    task_id: int | None
    """The first task that is open or halted."""
    task_reference: str
    halt_reason: str


class CustomerOrders(Message):
    """A page of orders."""

    orders: tuple[CustomerOrder, ...]
    has_older: bool


class ServiceRef(Message):
    """A service subscription."""

    service_id: RecordId


class ProvisioningLogEntry(Message):
    """What the carrier, or the person who works its task, did for a service."""

    at: datetime
    reference: str
    what: str
    text: str
    by: str


class ServiceDetail(Message):
    """A service with its configuration and its provisioning log (S-12)."""

    row: ServiceRow
    account_id: int
    package: str
    plan: str
    service_plan_internal: str
    address: AddressFields
    log: tuple[ProvisioningLogEntry, ...]
    commands: tuple[CommandState, ...]


class EditServiceRequest(Message):
    """Edit a service in the version that was seen; `serials` are all that it has from now on.

    A new identifier of one in use is confirmed first (R-PRV-42).
    """

    service_id: RecordId
    version: Version
    identifier: Prose = ""
    vanity_name: Prose = ""
    serials: tuple[Serial, ...] = Field(default=(), max_length=20)
    confirm_identifier: bool = False


class Choice(Message):
    """One of a list, by its id."""

    id: int
    name: str


class CustomerChoices(Message):
    """What the forms of a customer offer."""

    profiles: tuple[Choice, ...]
    agents: tuple[Choice, ...]


CUSTOMER = Op(
    "customers.customer", CustomerRef, CustomerDetail, False, Power.FIND_CUSTOMER, "Read a customer"
)
TIMELINE = Op(
    "customers.timeline", TimelineRequest, Timeline, False, Power.FIND_CUSTOMER, "Read what happened"
)
ORDERS = Op(
    "customers.orders",
    CustomerOrdersRequest,
    CustomerOrders,
    False,
    Power.READ_STATUS,
    "List a customer's orders",
)
NOTES = Op("customers.notes", NotesRequest, Notes, False, Power.FIND_CUSTOMER, "List a customer's notes")
SERVICE = Op("customers.service", ServiceRef, ServiceDetail, False, Power.READ_STATUS, "Read a service")
CHOICES = Op(
    "customers.choices", Nothing, CustomerChoices, False, Power.FIND_CUSTOMER, "List profiles and agents"
)
CREATE = Op("customers.create", NewCustomerRequest, CustomerKept, True, Power.EDIT_CUSTOMER, "Add a customer")
EDIT = Op("customers.edit", EditCustomerRequest, CustomerKept, True, Power.EDIT_CUSTOMER, "Edit a customer")
ADD_CONTACT = Op(
    "customers.add_contact", AddContactRequest, Contact, True, Power.EDIT_CUSTOMER, "Add a contact"
)
EDIT_CONTACT = Op(
    "customers.edit_contact", EditContactRequest, Contact, True, Power.EDIT_CUSTOMER, "Edit a contact"
)
REMOVE_CONTACT = Op(
    "customers.remove_contact", ContactRef, Nothing, True, Power.EDIT_CUSTOMER, "Remove a contact"
)
REVEAL_CONTACT = Op(
    "customers.reveal",
    RevealContactRequest,
    RevealedContact,
    True,
    Power.REVEAL_PII,
    "Show a contact in full",
)
ADD_NOTE = Op("customers.add_note", AddNoteRequest, Note, True, Power.NOTE, "Add a note")
END_ALERT = Op("customers.end_alert", NoteRef, Note, True, Power.NOTE, "Take an alert out of the header")
EDIT_SERVICE = Op(
    "customers.edit_service", EditServiceRequest, ServiceRow, True, Power.EDIT_CUSTOMER, "Edit a service"
)
