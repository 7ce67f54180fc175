"""Fulfilment of wireless orders: a segment for each vendor, what it brought, and the queue (S-31, R-WL-30).

A segment without a vendor is carried out by our own warehouses, as a hardware order.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import HardwareStatus, SerialType
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import MOST_CHOSEN, Columns, CommandState, Line, Prose, RecordId, Version
from agentview.contract.wireless import OrderType, SegmentStatus, WirelessStatus
from agentview.contract.wireless_orders import OrderRef
from agentview.core.power import Power

VendorOrderNo = Annotated[Line, Field(max_length=60)]
Tracking = Annotated[Line, Field(max_length=100)]


class SegmentCommand(StrEnum):
    """What happens to a segment."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    RECORD = "record"
    COMPLETE = "complete"
    FAIL = "fail"


class SegmentRequest(Message):
    """What changes a segment names the version that was seen."""

    segment_id: RecordId
    version: Version


class SubmitRequest(SegmentRequest):
    """Say that the vendor was given its part by hand, under a number of its own."""

    vendor_order_no: Annotated[VendorOrderNo, Field(min_length=1)]
    due_on: date | None = None


class AcceptRequest(SegmentRequest):
    """Say that the vendor has accepted its part; an empty number leaves the one that is known."""

    vendor_order_no: VendorOrderNo = ""
    due_on: date | None = None


class RecordRequest(SegmentRequest):
    """Record what a vendor gave; what is empty leaves what is known. A tracking number is a new parcel."""

    service_number: Annotated[Line, Field(max_length=40)] = ""
    serial_type: SerialType = SerialType.IMEI
    serial_no: Annotated[Line, Field(max_length=60)] = ""
    iccid: Annotated[Line, Field(max_length=40)] = ""
    carrier: Tracking = ""
    tracking_no: Tracking = ""
    due_on: date | None = None


class FailRequest(SegmentRequest):
    """Say that a vendor cannot do its part, and why: the whole order has failed with it."""

    reason: Annotated[Prose, Field(max_length=4_000)]


class Parcel(Message):
    """A parcel of a segment."""

    carrier: str
    tracking_no: str
    shipped_at: datetime
    delivered_at: datetime | None


class Segment(Message):
    """A vendor's part of an order. `wanted` names what it has to bring before it can be completed.

    `vendor` is "" for our own warehouses. `is_exchanged`: the program sends it and asks about it;
    `exchange_text` is what was said last. `hardware_goes_on`: the part is over without what was ordered of
    our own warehouses, but that could not be cancelled any more. `more_serials` are those of the devices
    beside the first one, where several were ordered.
    """

    segment_id: int
    version: int
    position: int
    reference: str
    vendor_id: int | None
    vendor: str
    hardware_order_id: int | None
    hardware_reference: str
    hardware_status: HardwareStatus | None
    status: SegmentStatus
    vendor_order_no: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    completed_at: datetime | None
    due_on: date | None
    failed_reason: str
    service_number: str
    serial_type: str
    serial_no: str
    more_serials: tuple[str, ...]
    iccid: str
    parcels: tuple[Parcel, ...]
    wanted: tuple[str, ...]
    missing: tuple[str, ...]
    is_exchanged: bool
    exchange_text: str
    commands: tuple[CommandState, ...]

    @property
    def hardware_goes_on(self) -> bool:
        """Whether a warehouse still has what this part does not wait for any more."""
        is_over = self.status in {SegmentStatus.FAILED, SegmentStatus.CANCELLED}
        return is_over and self.hardware_status not in {None, HardwareStatus.CANCELLED}


class Fulfilment(Message):
    """An order with all its segments."""

    order_id: int
    version: int
    reference: str
    type: OrderType
    status: WirelessStatus
    segments: tuple[Segment, ...]


class QueueView(StrEnum):
    """The pills over the queue."""

    OPEN = "OPEN"
    TO_SUBMIT = "TO_SUBMIT"
    """Not with the vendor yet."""
    WITH_VENDOR = "WITH_VENDOR"
    IN_FULFILMENT = "IN_FULFILMENT"
    OVERDUE = "OVERDUE"
    """Open past the vendor's day."""
    FAILED = "FAILED"
    DONE = "DONE"


class QueueSort(StrEnum):
    """What the queue may be sorted by; DUE is the default: what is late comes first, without a day last."""

    DUE = "DUE"
    NUMBER = "NUMBER"


class QueueFilter(Message):
    """Which segments: a number of an order (WO-12), of a vendor's order, a line's number, a serial number."""

    view: QueueView = QueueView.OPEN
    text: Line = ""
    vendor_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] = ()
    is_own_warehouse: bool = False
    """Only what our own warehouses ship."""


class FindRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: QueueFilter = QueueFilter()
    sort: QueueSort = QueueSort.DUE
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class QueueRow(Message):
    """A segment in the queue, with what it brought. `commands` is a key into the page's `commands`."""

    segment_id: int
    version: int
    order_id: int
    reference: str
    type: OrderType
    customer: str
    requester: str
    vendor: str
    hardware_order_id: int | None
    status: SegmentStatus
    order_status: WirelessStatus
    vendor_order_no: str
    due_on: date | None
    is_overdue: bool
    service_number: str
    serial_no: str
    iccid: str
    tracking_no: str
    exchange_text: str
    submitted_at: datetime | None
    commands: str


class QueuePage(Message):
    """A page of the queue; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[QueueRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class ViewsRequest(Message):
    """Ask for the counts of the pills."""


class ViewCount(Message):
    """A view and how many rows it has, counted to `ViewCounts.cap` at most."""

    view: QueueView
    rows: int


class ViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[ViewCount, ...]
    cap: int


class QueueSizeRequest(Message):
    """Ask how many rows the queue has."""

    filter: QueueFilter = QueueFilter()


class QueueSize(Message):
    """The exact number of rows."""

    rows: int


class QueueExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: QueueFilter = QueueFilter()
    sort: QueueSort = QueueSort.DUE
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class QueueExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[QueueRow, ...]
    last: str | None
    total: int
    zone: str


class QueueVendor(Message):
    """A vendor that the queue can be narrowed to; one that takes no orders any more may still owe some."""

    vendor_id: int
    name: str


class QueueVendors(Message):
    """The vendors of the queue, by name."""

    rows: tuple[QueueVendor, ...]


_F = Power.FULFIL

GET = Op(
    "wireless_fulfilment.get",
    OrderRef,
    Fulfilment,
    False,
    Power.READ_STATUS,
    "Read how a wireless order is fulfilled",
)
SUBMIT = Op(
    "wireless_fulfilment.submit", SubmitRequest, Fulfilment, True, _F, "Note that a vendor was given an order"
)
ACCEPT = Op(
    "wireless_fulfilment.accept", AcceptRequest, Fulfilment, True, _F, "Note that a vendor accepts an order"
)
RECORD = Op("wireless_fulfilment.record", RecordRequest, Fulfilment, True, _F, "Record what a vendor gave")
COMPLETE = Op(
    "wireless_fulfilment.complete", SegmentRequest, Fulfilment, True, _F, "Complete a vendor's part"
)
FAIL = Op("wireless_fulfilment.fail", FailRequest, Fulfilment, True, _F, "Say that a vendor's part failed")
FIND = Op(
    "wireless_fulfilment.find", FindRequest, QueuePage, False, _F, "List a page of the fulfilment queue"
)
VIEWS = Op(
    "wireless_fulfilment.views",
    ViewsRequest,
    ViewCounts,
    False,
    _F,
    "Count the views of the fulfilment queue",
)
SIZE = Op("wireless_fulfilment.size", QueueSizeRequest, QueueSize, False, _F, "Count the fulfilment queue")
EXPORT = Op(
    "wireless_fulfilment.export",
    QueueExportRequest,
    QueueExportPage,
    True,
    _F,
    "Export the fulfilment queue",
)
VENDORS = Op(
    "wireless_fulfilment.vendors",
    Nothing,
    QueueVendors,
    False,
    _F,
    "List the vendors of the fulfilment queue",
)
