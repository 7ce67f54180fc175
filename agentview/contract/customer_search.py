"""Search customers by any of their fields, and export what was found (S-02)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Columns, Line, RecordId
from agentview.core.power import Power


class CustomerSort(StrEnum):
    """What the list can be sorted by."""

    NAME = "NAME"
    ACCOUNT_NO = "ACCOUNT_NO"
    STATUS = "STATUS"


class CustomerFilter(Message):
    """What customers to look for; every field given must fit.

    `number` is a telephone number or what identifies a service. `account_ids` names customers, such as those
    that were opened last.
    """

    name: Line = ""
    account_no: Line = ""
    number: Line = ""
    contact: Line = ""
    address: Line = ""
    serial: Line = ""
    order_no: Line = ""
    statuses: Annotated[tuple[Annotated[int, Field(ge=0, le=1_000)], ...], Field(max_length=20)] = ()
    profiles: Annotated[tuple[RecordId, ...], Field(max_length=50)] = ()
    account_ids: Annotated[tuple[RecordId, ...], Field(max_length=50)] = ()


class CustomersRequest(Message):
    """A page of the list: the rows after the one that `after` names."""

    filter: CustomerFilter = CustomerFilter()
    sort: CustomerSort = CustomerSort.NAME
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=1_000)
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class CustomerRow(Message):
    """A customer in a list. `owing_cents` is what open invoices add up to; the number is masked."""

    account_id: int
    account_no: str
    name: str
    status: int
    account_type: str
    owing_cents: int
    currency: str
    contact: str
    number: str
    agent: str


class CustomersPage(Message):
    """Rows; `last` names the last one, None at the end of the list."""

    rows: tuple[CustomerRow, ...]
    last: str | None
    as_of: datetime


class CustomersExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: CustomerFilter = CustomerFilter()
    sort: CustomerSort = CustomerSort.NAME
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=1_000)


class CustomersExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[CustomerRow, ...]
    last: str | None
    total: int


CUSTOMERS = Op(
    "customers.list", CustomersRequest, CustomersPage, False, Power.FIND_CUSTOMER, "Search customers by field"
)
CUSTOMERS_EXPORT = Op(
    "customers.list_export",
    CustomersExportRequest,
    CustomersExportPage,
    True,
    Power.FIND_CUSTOMER,
    "Export what a search for customers found",
)
