"""Orders as a list that is searched (S-04): nothing is shown before something is asked for (R-PRV-37)."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.orders import OrderStatus, OrderType
from agentview.contract.value import MOST_CHOSEN, Columns, Line, RecordId
from agentview.core.power import Power


class OrderSort(StrEnum):
    """What orders may be sorted by; ORDER is the default, newest first."""

    ORDER = "ORDER"
    PACKAGE = "PACKAGE"
    CUSTOMER = "CUSTOMER"


class OrderView(StrEnum):
    """The pills over the list. TROUBLED: failed, quarantined, or pending at the carrier."""

    MINE = "MINE"
    HALTED = "HALTED"
    TROUBLED = "TROUBLED"
    ALL = "ALL"


class OrderFilter(Message):
    """What to look for. Words find a customer by the beginning of each, a package by any part of its names.

    Days are days of submission in the own zone, both included. ALL alone is no criterion (R-PRV-37).
    """

    view: OrderView = OrderView.ALL
    order: Line = ""
    customer: Line = ""
    package: Line = ""
    statuses: tuple[OrderStatus, ...] = Field(default=(), max_length=MOST_CHOSEN)
    types: tuple[OrderType, ...] = Field(default=(), max_length=MOST_CHOSEN)
    submitted_from: date | None = None
    submitted_to: date | None = None
    account_id: RecordId | None = None

    @property
    def has_criterion(self) -> bool:
        """Say whether anything is asked for."""
        return self != OrderFilter()


class OrdersRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: OrderFilter = OrderFilter()
    sort: OrderSort = OrderSort.ORDER
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class OrderRow(Message):
    """A line of the search. An order that is not submitted may have neither customer nor package yet.

    `agent` is the third-party seller; `taken_by` who submitted it, or whose it is while it is incomplete.
    """

    order_id: int
    version: int
    reference: str
    type: OrderType
    package: str | None
    account_id: int | None
    account_no: str | None
    customer: str | None
    status: OrderStatus
    submitted_at: datetime | None
    started_at: datetime | None
    source: str
    agent: str | None
    taken_by: str | None


class OrdersPage(Message):
    """A page of orders; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[OrderRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class OrderSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: OrderFilter = OrderFilter()


class OrderSize(Message):
    """The exact number of rows."""

    rows: int


class OrderViewCount(Message):
    """A view and how many rows it has; None for a view that needs a criterion first."""

    view: OrderView
    rows: int | None


class OrderViewsRequest(Message):
    """Ask for the counts of the pills."""


class OrderViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[OrderViewCount, ...]
    cap: int


class OrderExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: OrderFilter = OrderFilter()
    sort: OrderSort = OrderSort.ORDER
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class OrderExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[OrderRow, ...]
    last: str | None
    total: int
    zone: str


_POWER = Power.READ_STATUS

FIND = Op("order_search.find", OrdersRequest, OrdersPage, False, _POWER, "Search a page of orders")
SIZE = Op("order_search.size", OrderSizeRequest, OrderSize, False, _POWER, "Count the orders of a search")
VIEWS = Op(
    "order_search.views", OrderViewsRequest, OrderViewCounts, False, _POWER, "Count the orders of each view"
)
EXPORT = Op(
    "order_search.export", OrderExportRequest, OrderExportPage, True, _POWER, "Export a search of orders"
)
