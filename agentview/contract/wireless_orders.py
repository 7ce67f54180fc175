"""Wireless orders: draft, confirm, submit, discard, cancel, resubmit; one order; lists (SM-6, S-28, S-29).

People see an order as WO- and its id. Amounts are in minor units excluding tax.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import (
    MOST_CHOSEN,
    Columns,
    CommandState,
    Line,
    Prose,
    RecordId,
    RefusalInfo,
    Version,
)
from agentview.contract.wireless import (
    Acknowledged,
    ItemAction,
    ItemKind,
    OrderGroup,
    OrderType,
    WirelessStatus,
)
from agentview.contract.wireless_forms import MOST_FIELDS, FieldId, FormField, Typed
from agentview.core.power import Power

MOST_ITEMS = 100
MOST_QTY = 1_000


class WirelessCommand(StrEnum):
    """What happens to a wireless order (SM-6); some are the program's own."""

    START = "start_wireless_order"
    EDIT = "edit"
    CONFIRM = "confirm"
    SUBMIT = "submit"
    DISCARD = "discard"
    CANCEL = "cancel"
    RESUBMIT = "resubmit"
    OPEN_ROUND = "open_round"
    APPROVE = "approve"
    FINISH_APPROVAL = "finish_approval"
    REJECT = "reject"
    REQUEST_INFO = "request_information"
    ANSWER = "answer"
    EDIT_BY_APPROVER = "edit_by_approver"
    EXPIRE = "expire"
    SEND = "send_to_vendor"
    COMPLETE_ITSELF = "complete_itself"
    ACCEPT = "vendor_accepts"
    RECORD = "record_progress"
    COMPLETE = "complete"
    FAIL = "fail"


class OrderRef(Message):
    """An order, by its id."""

    order_id: RecordId


class ChangeRequest(OrderRef):
    """What changes an order names the version that was seen."""

    version: Version


class StartRequest(Message):
    """Begin a draft of a type, for a line, device or person of a company; the caller is the requester."""

    account_id: RecordId
    type: OrderType
    beneficiary_id: RecordId | None = None
    vendor_id: RecordId | None = None
    line_id: RecordId | None = None
    device_id: RecordId | None = None


class ItemWish(Message):
    """An item that is wanted: the id of a product, plan or feature, by the kind."""

    kind: ItemKind
    offer_id: RecordId
    qty: Annotated[int, Field(ge=1, le=MOST_QTY)] = 1
    action: ItemAction | None = None


class ShipTo(Message):
    """Where the physical items go (R-WL-10). The country is its ISO code of two letters."""

    name: Line = ""
    attention_to: Line = ""
    line1: Line = ""
    city: Line = ""
    state: Annotated[Line, Field(max_length=100)] = ""
    postal_code: Annotated[Line, Field(max_length=20)] = ""
    country: Annotated[Line, Field(max_length=2)] = ""
    is_expedited: bool = False


Fields = Annotated[dict[FieldId, Typed], Field(max_length=MOST_FIELDS)]


class Content(Message):
    """All that a requester says in an order. Days in fields are ISO.

    A field that is not named keeps what was typed before; "" empties it.
    """

    beneficiary_id: RecordId | None = None
    vendor_id: RecordId | None = None
    line_id: RecordId | None = None
    device_id: RecordId | None = None
    fields: Fields = Field(default_factory=dict)
    items: Annotated[tuple[ItemWish, ...], Field(max_length=MOST_ITEMS)] = ()
    ship_to: ShipTo = ShipTo()
    justification: Annotated[Prose, Field(max_length=4_000)] = ""
    acknowledged: Annotated[tuple[Acknowledged, ...], Field(max_length=10)] = ()
    is_policy_overwritten: bool = False


class EditRequest(ChangeRequest):
    """Replace what a draft says; prices are computed anew, and it has to be confirmed again (R-WL-16)."""

    content: Content


class CommentRequest(ChangeRequest):
    """Cancel an order, with a comment (R-WL-23)."""

    comment: Annotated[Prose, Field(max_length=4_000)]


class ResubmitRequest(ChangeRequest):
    """Make a new draft of an order that is over, with a note (R-WL-27)."""

    note: Annotated[Prose, Field(max_length=4_000)]


class RevealRequest(OrderRef):
    """Show an encrypted field in full, to who places the order; the reason is audited."""

    field_id: FieldId
    reason: Annotated[Line, Field(min_length=1)]


class RevealedField(Message):
    """An encrypted field in full; the asking was audited."""

    field_id: FieldId
    text: Typed


class Subject(Message):
    """A person, carrier, line or device of an order: its id, what people call it, and its state."""

    subject_id: int
    name: str
    more: str = ""
    status: str = ""


class OrderField(Message):
    """A field with what was typed; of an encrypted one `text` has the last two characters alone (R-WL-15).

    `is_filled`: something was typed. `is_veiled`: there is more to it than `text` shows (`REVEAL`).
    """

    field: FormField
    text: Typed
    is_filled: bool
    is_veiled: bool = False


class OrderItem(Message):
    """An item with its prices of one piece as they were when it was chosen."""

    item_id: int
    kind: ItemKind
    offer_id: int
    name: str
    qty: int
    action: ItemAction | None
    once_cents: int
    monthly_cents: int
    is_in_policy: bool


class Agreement(Message):
    """What has to be agreed to, in which words (`text_version`); `accepted_at` None: it was not yet."""

    code: Acknowledged
    text_version: int
    accepted_at: datetime | None


class WirelessOrder(Message):
    """An order with all that its page shows.

    `problems` stand against submitting a draft, each with the field that it names. `policy_reasons`: why it
    breaks the company's mobile policy. `is_shipped`: something of it goes by post. `known_place`: where that
    goes as far as person and company tell, for a draft; None else. `not_asked`: what was typed into fields
    that are not asked for any more.
    """

    order_id: int
    version: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    type: OrderType
    group: OrderGroup
    status: WirelessStatus
    round_no: int
    level: int
    requester_id: int
    requester: str
    is_own: bool
    beneficiary: Subject | None
    vendor: Subject | None
    line: Subject | None
    device: Subject | None
    justification: str
    fields: tuple[OrderField, ...]
    not_asked: tuple[OrderField, ...] = ()
    items: tuple[OrderItem, ...]
    is_shipped: bool
    ship_to: ShipTo | None
    known_place: ShipTo | None = None
    agreements: tuple[Agreement, ...]
    policy_reasons: tuple[RefusalInfo, ...]
    is_policy_exception: bool
    is_policy_overwritten: bool
    can_overwrite: bool
    preferred_date: date | None
    currency: str
    once_cents: int
    monthly_cents: int
    parent_id: int | None
    parent_reference: str
    resubmit_note: str
    close_reason: str
    edit_count: int
    vendor_order_no: str
    created_at: datetime
    changed_at: datetime
    confirmed_at: datetime | None
    submitted_at: datetime | None
    waiting_since: datetime | None
    expires_at: datetime | None
    closed_at: datetime | None
    problems: tuple[RefusalInfo, ...]
    commands: tuple[CommandState, ...]


class HistoryRequest(OrderRef):
    """What was done to an order, newest first, before the entry named."""

    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class HistoryEntry(Message):
    """Who did what to an order; `text` is what somebody wrote."""

    entry_id: int
    at: datetime
    by: str
    action: str
    field: str | None
    old: str | None
    new: str | None
    text: str


class History(Message):
    """Entries, newest first; `has_older`: there were more before."""

    entries: tuple[HistoryEntry, ...]
    has_older: bool


class WirelessScope(StrEnum):
    """Whose orders a list shows; ALL needs ALL_WIRELESS (R-WL-33)."""

    MINE = "MINE"
    """Requested by the caller, or for the caller."""
    ALL = "ALL"


class WirelessView(StrEnum):
    """The pills over the lists."""

    OPEN = "OPEN"
    DRAFTS = "DRAFTS"
    WAITING = "WAITING"
    """Awaiting approval."""
    ASKED = "ASKED"
    """An approver waits for an answer."""
    FULFILMENT = "FULFILMENT"
    """Approved, with the vendor, or in fulfilment."""
    FAILED = "FAILED"
    ENDED = "ENDED"
    EVERY = "EVERY"


class WirelessSort(StrEnum):
    """What the lists may be sorted by; NUMBER is the default, newest first."""

    NUMBER = "NUMBER"
    SUBMITTED = "SUBMITTED"
    CUSTOMER = "CUSTOMER"


class WirelessFilter(Message):
    """What to list: a number of an order or line, a serial number, words of a name. Empty filters nothing."""

    scope: WirelessScope = WirelessScope.MINE
    view: WirelessView = WirelessView.OPEN
    text: Line = ""
    account_id: RecordId | None = None
    line_id: RecordId | None = None
    device_id: RecordId | None = None
    types: Annotated[tuple[OrderType, ...], Field(max_length=MOST_CHOSEN)] = ()
    statuses: Annotated[tuple[WirelessStatus, ...], Field(max_length=MOST_CHOSEN)] = ()
    vendor_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] = ()
    submitted_from: date | None = None
    submitted_to: date | None = None


class FindRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: WirelessFilter = WirelessFilter()
    sort: WirelessSort = WirelessSort.NUMBER
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class WirelessRow(Message):
    """An order. `commands` is a key into the page's `commands`."""

    order_id: int
    version: int
    reference: str
    account_id: int
    customer: str
    type: OrderType
    status: WirelessStatus
    level: int
    requester: str
    beneficiary: str
    line: str
    device: str
    vendor: str
    once_cents: int
    monthly_cents: int
    currency: str
    is_policy_exception: bool
    created_at: datetime
    submitted_at: datetime | None
    expires_at: datetime | None
    changed_at: datetime
    commands: str


class WirelessPage(Message):
    """A page of orders; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[WirelessRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class SizeRequest(Message):
    """Ask how many rows a list has."""

    filter: WirelessFilter = WirelessFilter()


class WirelessSize(Message):
    """The exact number of rows."""

    rows: int


class ViewsRequest(Message):
    """Ask for the counts of the pills."""

    scope: WirelessScope = WirelessScope.MINE


class ViewCount(Message):
    """A view and how many rows it has, counted to `ViewCounts.cap` at most."""

    view: WirelessView
    rows: int


class ViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[ViewCount, ...]
    cap: int


class ExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: WirelessFilter = WirelessFilter()
    sort: WirelessSort = WirelessSort.NUMBER
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class ExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[WirelessRow, ...]
    last: str | None
    total: int
    zone: str


_P = Power.WIRELESS_REQUEST
_R = Power.READ_STATUS

START = Op("wireless_orders.start", StartRequest, WirelessOrder, True, _P, "Begin a wireless order")
GET = Op("wireless_orders.get", OrderRef, WirelessOrder, False, _R, "Read a wireless order")
HISTORY = Op(
    "wireless_orders.history", HistoryRequest, History, False, _R, "Read what was done to a wireless order"
)
EDIT = Op("wireless_orders.edit", EditRequest, WirelessOrder, True, _P, "Edit a draft of a wireless order")
CONFIRM = Op(
    "wireless_orders.confirm", ChangeRequest, WirelessOrder, True, _P, "Confirm what a wireless order costs"
)
SUBMIT = Op("wireless_orders.submit", ChangeRequest, WirelessOrder, True, _P, "Submit a wireless order")
DISCARD = Op("wireless_orders.discard", ChangeRequest, WirelessOrder, True, _P, "Discard a draft")
CANCEL = Op("wireless_orders.cancel", CommentRequest, WirelessOrder, True, None, "Cancel a wireless order")
RESUBMIT = Op(
    "wireless_orders.resubmit", ResubmitRequest, WirelessOrder, True, None, "Order the same once more"
)
REVEAL = Op(
    "wireless_orders.reveal",
    RevealRequest,
    RevealedField,
    True,
    Power.FULFIL,
    "Show an encrypted field of a wireless order",
)
FIND = Op("wireless_orders.find", FindRequest, WirelessPage, False, _R, "List a page of wireless orders")
SIZE = Op("wireless_orders.size", SizeRequest, WirelessSize, False, _R, "Count the wireless orders")
VIEWS = Op(
    "wireless_orders.views", ViewsRequest, ViewCounts, False, _R, "Count the wireless orders of each view"
)
EXPORT = Op("wireless_orders.export", ExportRequest, ExportPage, True, _R, "Export a list of wireless orders")
