"""The list of migrations, past and in progress (S-13)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import Direction
from agentview.contract.migrations import MigrationStatus
from agentview.contract.op import Message, Op
from agentview.contract.value import MOST_CHOSEN, Columns, CommandState, Line, RecordId
from agentview.core.power import Power


class MigrationView(StrEnum):
    """The pills over the list."""

    OPEN = "OPEN"
    MINE = "MINE"
    INCOMPLETE = "INCOMPLETE"
    AWAITING = "AWAITING"
    HALTED = "HALTED"
    ENDED = "ENDED"


class MigrationSort(StrEnum):
    """What the list may be sorted by; NUMBER is the default, newest first."""

    NUMBER = "NUMBER"
    CUSTOMER = "CUSTOMER"
    EFFECTIVE = "EFFECTIVE"


class MigrationFilter(Message):
    """What to list: part of the customer's name, of a plan's name, or a number. Empty does not filter."""

    view: MigrationView = MigrationView.OPEN
    text: Line = ""
    account_id: RecordId | None = None
    directions: Annotated[tuple[Direction, ...], Field(max_length=MOST_CHOSEN)] = ()
    effective_from: date | None = None
    effective_to: date | None = None


class MigrationsRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: MigrationFilter = MigrationFilter()
    sort: MigrationSort = MigrationSort.NUMBER
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class MigrationRow(Message):
    """A migration. `commands` is a key into the page's `commands`; `page` is where the wizard goes on."""

    order_id: int
    version: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    losing_package_id: int
    losing_reference: str
    losing_plan: str
    winning_plan: str
    direction: Direction | None
    status: MigrationStatus
    effective_on: date | None
    fee_cents: int | None
    currency: str
    agent: str
    initiator: str
    page: MigrationPage | None
    changed_at: datetime
    commands: str


class MigrationsPage(Message):
    """A page of migrations; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[MigrationRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class MigrationSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: MigrationFilter = MigrationFilter()


class MigrationSize(Message):
    """The exact number of rows."""

    rows: int


class MigrationViewCount(Message):
    """A view and how many rows it has, counted to `MigrationViewCounts.cap` at most."""

    view: MigrationView
    rows: int


class MigrationViewsRequest(Message):
    """Ask for the counts of the pills."""


class MigrationViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[MigrationViewCount, ...]
    cap: int


class MigrationExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: MigrationFilter = MigrationFilter()
    sort: MigrationSort = MigrationSort.NUMBER
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class MigrationExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[MigrationRow, ...]
    last: str | None
    total: int
    zone: str


_POWER = Power.READ_STATUS

FIND = Op(
    "migration_list.find", MigrationsRequest, MigrationsPage, False, _POWER, "List a page of migrations"
)
SIZE = Op("migration_list.size", MigrationSizeRequest, MigrationSize, False, _POWER, "Count the migrations")
VIEWS = Op(
    "migration_list.views",
    MigrationViewsRequest,
    MigrationViewCounts,
    False,
    _POWER,
    "Count the migrations of each view",
)
EXPORT = Op(
    "migration_list.export",
    MigrationExportRequest,
    MigrationExportPage,
    True,
    _POWER,
    "Export a list of migrations",
)
