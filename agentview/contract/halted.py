"""Halted requests as their retailer sees them (S-08): what stopped, why, and what can be done about it."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.provisioning import HaltCode, TransferType
from agentview.contract.value import MOST_CHOSEN, Columns, CommandState, Line
from agentview.core.power import Power


class HaltedSort(StrEnum):
    """What halted requests may be sorted by; HALTED_AT is the default, the longest halted first."""

    HALTED_AT = "HALTED_AT"
    ORDER = "ORDER"
    CUSTOMER = "CUSTOMER"


class HaltedFilter(Message):
    """What to list: some reasons, or part of customer, order, identifier or reason."""

    codes: tuple[HaltCode, ...] = Field(default=(), max_length=MOST_CHOSEN)
    text: Line = ""


class HaltedRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: HaltedFilter = HaltedFilter()
    sort: HaltedSort = HaltedSort.HALTED_AT
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class HaltedRow(Message):
    """A halted request. `commands` is a key into the page's `commands`."""

    task_id: int
    version: int
    reference: str
    order_id: int | None
    transfer_type: TransferType
    account_id: int
    account_no: str
    customer: str
    service: str
    identifier: str | None
    halt_code: HaltCode
    halt_text: str
    halted_at: datetime
    halted_by: str
    attempt_no: int
    commands: str


class HaltedPage(Message):
    """A page of halted requests; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[HaltedRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class HaltedSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: HaltedFilter = HaltedFilter()


class HaltedSize(Message):
    """The exact number of rows."""

    rows: int


class HaltedExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: HaltedFilter = HaltedFilter()
    sort: HaltedSort = HaltedSort.HALTED_AT
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class HaltedExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[HaltedRow, ...]
    last: str | None
    total: int
    zone: str


_POWER = Power.READ_STATUS

REQUESTS = Op("halted.requests", HaltedRequest, HaltedPage, False, _POWER, "List a page of halted requests")
SIZE = Op("halted.size", HaltedSizeRequest, HaltedSize, False, _POWER, "Count the halted requests")
EXPORT = Op("halted.export", HaltedExportRequest, HaltedExportPage, True, _POWER, "Export halted requests")
