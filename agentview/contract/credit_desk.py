"""What a credit controller sees first: the list of cases and the figures of the day (S-23)."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.contract.suspension_candidates import Forecast
from agentview.contract.value import Columns, Line, RecordId
from agentview.core.power import Power

LATELY_DAYS = 30
"""The days for which a restored case is still listed, and for which restrictions are counted."""


class CaseView(StrEnum):
    """The pills over the list."""

    OPEN = "OPEN"
    FLAGGED = "FLAGGED"
    """They wait for a window."""
    RESTRICTED = "RESTRICTED"
    """Open and past the flag: their services are barred, become so, or are being restored."""
    FAILED = "FAILED"
    """Open, and the network has refused what it was asked for last."""
    RESTORED = "RESTORED"
    """Restored in the last 30 days."""
    ALL = "ALL"


class CaseSort(StrEnum):
    """What the list may be sorted by; AGE is the due day of the oldest open invoice."""

    NUMBER = "NUMBER"
    CUSTOMER = "CUSTOMER"
    OWING = "OWING"
    AGE = "AGE"


class CaseFilter(Message):
    """Which cases; `text` is a number of a case (SC-12) or account, or words of a name."""

    view: CaseView = CaseView.OPEN
    text: Line = ""
    account_id: RecordId | None = None
    origin: CaseOrigin | None = None


class CasesRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: CaseFilter = CaseFilter()
    sort: CaseSort = CaseSort.NUMBER
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class CaseRow(Message):
    """A case; amounts in minor units including tax, what is owed and its days are those of now.

    `since` is when it came into its state. `restricted_services` are held by this case, `failed_services`
    those for which the network has refused. `next_window`: when a flagged one is restricted, None: not
    by itself. `resuspend_not_before`: restored by hand, it is not flagged again before that day.
    """

    case_id: int
    version: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    account_status: int
    state: CaseState
    origin: CaseOrigin
    since: datetime
    flagged_at: datetime
    owing_cents: int
    owing_cents_at_flag: int
    currency: str
    overdue_days: int | None
    restricted_services: int
    failed_services: int
    next_window: datetime | None
    resuspend_not_before: date | None
    closed_code: str


class CasesPage(Message):
    """A page of cases; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[CaseRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class CasesSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: CaseFilter = CaseFilter()


class CasesSize(Message):
    """The exact number of rows."""

    rows: int


class CaseViewCount(Message):
    """A view and how many cases it has, exactly."""

    view: CaseView
    rows: int


class CaseViewCounts(Message):
    """The counts of the pills."""

    counts: tuple[CaseViewCount, ...]
    as_of: datetime


class CasesExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: CaseFilter = CaseFilter()
    sort: CaseSort = CaseSort.NUMBER
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class CasesExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[CaseRow, ...]
    last: str | None
    total: int
    zone: str


class AgeBucket(StrEnum):
    """How many days open invoices are overdue."""

    NOT_DUE = "NOT_DUE"
    TO_14 = "TO_14"
    TO_30 = "TO_30"
    TO_60 = "TO_60"
    TO_90 = "TO_90"
    OVER_90 = "OVER_90"


class Owing(Message):
    """What is due of the invoices of an age, in minor units including tax, and of how many accounts.

    An account with invoices of several ages counts in each of them.
    """

    bucket: AgeBucket
    accounts: int
    cents: int


class DayCount(Message):
    """How many cases were restricted, and how many restored, on a day of the provider's zone."""

    on: date
    restricted: int
    restored: int


class CaseStateCount(Message):
    """How many open cases are in a state."""

    state: CaseState
    cases: int


class Dashboard(Message):
    """The figures of the day, all of one moment.

    `owing` has every age, `days` the last 30 to today. `accounts_owing` counts an account once.
    `failed_cases` are open with a refusal of the network. Promises are those that are open for today;
    `promises_broken` were broken in the last 7 days. Notices are those queued today that were not sent, or
    failed.
    """

    currency: str
    accounts_owing: int
    owing: tuple[Owing, ...]
    days: tuple[DayCount, ...]
    open_cases: tuple[CaseStateCount, ...]
    failed_cases: int
    forecast: Forecast
    promises_today: int
    promises_today_cents: int
    promises_broken: int
    notices_not_sent: int
    notices_failed: int
    as_of: datetime


_POWER = Power.READ_STATUS

CASES = Op("credit_desk.cases", CasesRequest, CasesPage, False, _POWER, "List a page of restriction cases")
SIZE = Op(
    "credit_desk.size", CasesSizeRequest, CasesSize, False, _POWER, "Count the restriction cases of a list"
)
VIEWS = Op(
    "credit_desk.views", Nothing, CaseViewCounts, False, _POWER, "Count the restriction cases of each view"
)
EXPORT = Op(
    "credit_desk.export",
    CasesExportRequest,
    CasesExportPage,
    True,
    _POWER,
    "Export a list of restriction cases",
)
DASHBOARD = Op(
    "credit_desk.dashboard", Nothing, Dashboard, False, _POWER, "Read the figures of credit control"
)
