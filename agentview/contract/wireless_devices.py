"""Devices of companies: lists, detail, history, edit by back office, spare stock (S-32, 5.4)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import SerialType
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
from agentview.contract.wireless import WARRANTY_MONTHS, DeviceStatus, DeviceType
from agentview.contract.wireless_history import Past, PastRequest
from agentview.contract.wireless_lines import Day, OpenOrder
from agentview.core.power import Power

LONGEST_WARRANTY = 120
Note = Annotated[Prose, Field(max_length=4_000)]


class DeviceCommand(StrEnum):
    """What can be done to a device here; orders do the rest."""

    EDIT = "edit"
    CHECK_OUT = "check_out"
    CHECK_IN = "check_in"


class DeviceView(StrEnum):
    """The pills over the list."""

    OPEN = "OPEN"
    """All but those that are retired or disposed of."""
    MINE = "MINE"
    """Of the caller, or checked out to the caller."""
    SPARE = "SPARE"
    """In stock and with nobody."""
    OUT = "OUT"
    """Checked out."""
    REPAIR = "REPAIR"
    LOST = "LOST"
    RETURNING = "RETURNING"
    UNCONFIRMED = "UNCONFIRMED"
    RETIRED = "RETIRED"
    ALL = "ALL"


class DeviceSort(StrEnum):
    """What the list may be sorted by; SERIAL is the default."""

    SERIAL = "SERIAL"
    MODEL = "MODEL"
    EMPLOYEE = "EMPLOYEE"
    OWNED = "OWNED"
    """Owned since; the warranty ends in this order where it lasts equally long."""


class DeviceFilter(Message):
    """What to list: a serial number or its end, words of the model, a person. Empty filters nothing."""

    view: DeviceView = DeviceView.OPEN
    text: Line = ""
    account_id: RecordId | None = None
    employee_id: RecordId | None = None
    statuses: Annotated[tuple[DeviceStatus, ...], Field(max_length=MOST_CHOSEN)] = ()
    types: Annotated[tuple[DeviceType, ...], Field(max_length=MOST_CHOSEN)] = ()


class DevicesRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: DeviceFilter = DeviceFilter()
    sort: DeviceSort = DeviceSort.SERIAL
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class DeviceRow(Message):
    """A device. `commands` is a key into the page's `commands`; `warranty_until` is its last day."""

    device_id: int
    version: int
    account_id: int
    account_no: str
    customer: str
    serial_type: SerialType
    serial_no: str
    product_id: int | None
    make_model: str
    device_type: DeviceType
    status: DeviceStatus
    line_id: int | None
    line: str
    employee_id: int | None
    employee: str
    owned_since: date
    warranty_until: date
    is_under_warranty: bool
    checked_out_to_id: int | None
    checked_out_to: str
    checked_out_at: datetime | None
    commands: str


class DevicesPage(Message):
    """A page of devices; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[DeviceRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class DevicesSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: DeviceFilter = DeviceFilter()


class DevicesSize(Message):
    """The exact number of rows."""

    rows: int


class DeviceViewsRequest(Message):
    """Ask for the counts of the pills, of one company or of all."""

    account_id: RecordId | None = None


class DeviceViewCount(Message):
    """A view and how many rows it has, counted to `DeviceViewCounts.cap` at most."""

    view: DeviceView
    rows: int


class DeviceViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[DeviceViewCount, ...]
    cap: int


class DevicesExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: DeviceFilter = DeviceFilter()
    sort: DeviceSort = DeviceSort.SERIAL
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class DevicesExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[DeviceRow, ...]
    last: str | None
    total: int
    zone: str


class DeviceRef(Message):
    """A device, by its id."""

    device_id: RecordId


class DeviceDetail(Message):
    """A device with all that its page shows."""

    row: DeviceRow
    warranty_months: int
    last_order_id: int | None
    last_order: str
    open_orders: tuple[OpenOrder, ...]
    commands: tuple[CommandState, ...]


class DevicePastRequest(PastRequest):
    """What was done to a device."""

    device_id: RecordId


class DeviceFields(Message):
    """What back office can set of a device. The serial number as it is scanned: trimmed, in capitals."""

    serial_type: SerialType
    serial_no: Annotated[Line, Field(min_length=1, max_length=60)]
    product_id: RecordId | None = None
    make_model: Annotated[Line, Field(min_length=1)]
    device_type: DeviceType
    status: DeviceStatus
    line_id: RecordId | None = None
    employee_id: RecordId | None = None
    owned_since: Day
    warranty_months: Annotated[int, Field(ge=0, le=LONGEST_WARRANTY)] = WARRANTY_MONTHS


class SaveDeviceRequest(Message):
    """Change a device in the version that was seen, or add one to a company where no device is named."""

    device_id: RecordId | None = None
    version: Version | None = None
    account_id: RecordId
    fields: DeviceFields
    reason: Line = ""


class CheckOutRequest(DeviceRef):
    """Hand a spare device to somebody for a while; it stays the company's spare device."""

    version: Version
    employee_id: RecordId
    note: Note = ""


class CheckInRequest(DeviceRef):
    """Take a spare device back; `status` is how it came back."""

    version: Version
    status: DeviceStatus = DeviceStatus.IN_STOCK
    note: Note = ""


class DeviceActed(Message):
    """The device after a change; `warnings` stand against nothing and should be read."""

    device: DeviceDetail
    warnings: tuple[RefusalInfo, ...] = ()


class SparesRequest(Message):
    """Ask for devices that a line could be put on: in stock, with nobody, for that carrier (R-WL-14)."""

    account_id: RecordId
    vendor_id: RecordId | None = None
    text: Line = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class Spare(Message):
    """A spare device."""

    device_id: int
    serial_type: SerialType
    serial_no: str
    make_model: str
    device_type: DeviceType
    owned_since: date
    warranty_until: date


class Spares(Message):
    """Spare devices by their serial numbers; `has_more`: there were more."""

    rows: tuple[Spare, ...]
    has_more: bool


_R = Power.READ_STATUS
_P = Power.FULFIL

FIND = Op("wireless_devices.find", DevicesRequest, DevicesPage, False, _R, "List a page of devices")
SIZE = Op("wireless_devices.size", DevicesSizeRequest, DevicesSize, False, _R, "Count the devices")
VIEWS = Op(
    "wireless_devices.views",
    DeviceViewsRequest,
    DeviceViewCounts,
    False,
    _R,
    "Count the devices of each view",
)
EXPORT = Op(
    "wireless_devices.export", DevicesExportRequest, DevicesExportPage, True, _R, "Export a list of devices"
)
GET = Op("wireless_devices.get", DeviceRef, DeviceDetail, False, _R, "Read a device")
HISTORY = Op("wireless_devices.history", DevicePastRequest, Past, False, _R, "Read what was done to a device")
SPARES = Op("wireless_devices.spares", SparesRequest, Spares, False, _R, "List devices for a line")
SAVE = Op("wireless_devices.save", SaveDeviceRequest, DeviceActed, True, _P, "Add or change a device")
CHECK_OUT = Op(
    "wireless_devices.check_out", CheckOutRequest, DeviceActed, True, _P, "Hand a spare device out"
)
CHECK_IN = Op("wireless_devices.check_in", CheckInRequest, DeviceActed, True, _P, "Take a spare device back")
