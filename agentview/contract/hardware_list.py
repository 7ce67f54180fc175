"""The list of hardware orders (S-17)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import FraudStatus, HardwareStatus
from agentview.contract.op import Message, Op
from agentview.contract.value import MOST_CHOSEN, Columns, CommandState, Line, RecordId
from agentview.core.power import Power


class HardwareView(StrEnum):
    """The pills over the list."""

    OPEN = "OPEN"
    MINE = "MINE"
    """Open, and begun by the caller."""
    NEW = "NEW"
    FRAUD = "FRAUD"
    """Held by the fraud check."""
    AWAITING = "AWAITING"
    """Awaiting generation or dispatch."""
    ERROR = "ERROR"
    ENDED = "ENDED"
    ALL = "ALL"


class HardwareSort(StrEnum):
    """What the list may be sorted by; NUMBER is the default, newest first."""

    NUMBER = "NUMBER"
    CUSTOMER = "CUSTOMER"
    GENERATED = "GENERATED"


class HardwareFilter(Message):
    """What to list: words of the customer's name, a number, a SKU or a serial. Empty does not filter."""

    view: HardwareView = HardwareView.OPEN
    text: Line = ""
    account_id: RecordId | None = None
    statuses: Annotated[tuple[HardwareStatus, ...], Field(max_length=MOST_CHOSEN)] = ()
    warehouse_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] = ()
    generated_from: date | None = None
    generated_to: date | None = None


class HardwareRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: HardwareFilter = HardwareFilter()
    sort: HardwareSort = HardwareSort.NUMBER
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class HardwareRow(Message):
    """An order. `commands` is a key into the page's `commands`; `delivery_name` is masked."""

    order_id: int
    version: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    status: HardwareStatus
    fraud: FraudStatus
    line_count: int
    total_cents: int
    currency: str
    delivery_name: str
    created_by: str
    generated_at: datetime | None
    changed_at: datetime
    commands: str


class HardwarePage(Message):
    """A page of orders; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[HardwareRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class HardwareSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: HardwareFilter = HardwareFilter()


class HardwareSize(Message):
    """The exact number of rows."""

    rows: int


class HardwareViewCount(Message):
    """A view and how many rows it has, counted to `HardwareViewCounts.cap` at most."""

    view: HardwareView
    rows: int


class HardwareViewsRequest(Message):
    """Ask for the counts of the pills."""


class HardwareViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[HardwareViewCount, ...]
    cap: int


class HardwareExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: HardwareFilter = HardwareFilter()
    sort: HardwareSort = HardwareSort.NUMBER
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class HardwareExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[HardwareRow, ...]
    last: str | None
    total: int
    zone: str


_POWER = Power.READ_STATUS

FIND = Op(
    "hardware_list.find", HardwareRequest, HardwarePage, False, _POWER, "List a page of hardware orders"
)
SIZE = Op("hardware_list.size", HardwareSizeRequest, HardwareSize, False, _POWER, "Count the hardware orders")
VIEWS = Op(
    "hardware_list.views",
    HardwareViewsRequest,
    HardwareViewCounts,
    False,
    _POWER,
    "Count the hardware orders of each view",
)
EXPORT = Op(
    "hardware_list.export",
    HardwareExportRequest,
    HardwareExportPage,
    True,
    _POWER,
    "Export a list of hardware orders",
)
