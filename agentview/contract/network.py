"""Services of automatic types: what the carrier's platform was asked and what it refused (S-09)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Columns, CommandState, Line, Prose, RecordId, RefusalInfo, Version
from agentview.core.power import Power


class NetworkStatus(StrEnum):
    """How far a request to the carrier's platform is. SENT: nobody knows yet what came of it."""

    PENDING = "PENDING"
    SENT = "SENT"
    DONE = "DONE"
    REFUSED = "REFUSED"
    ABORTED = "ABORTED"


class NetworkAction(StrEnum):
    """What the platform is asked to do with a service."""

    ACTIVATE = "ACTIVATE"
    END = "END"
    CHANGE = "CHANGE"
    """Move it to another plan (a migration)."""
    RESTRICT = "RESTRICT"
    """Bar it (R-SUS-15)."""
    RESTORE = "RESTORE"
    """Take the bar off (R-SUS-21)."""


class NetworkCommand(StrEnum):
    """What happens to a request. People retry and abort; the rest is sending, and the platform's answers."""

    SEND = "send"
    DONE = "answer_done"
    REFUSE = "answer_refused"
    NEVER_RECEIVED = "answer_not_known"
    RETRY = "retry"
    ABORT = "abort"
    WITHDRAW = "withdraw"
    TRY_AGAIN = "try_again"


class SubscriptionKind(StrEnum):
    """What kind of subscription failed. Bolt-ons, add-ons and features join with their areas."""

    SERVICE = "SERVICE"


class ErrorSort(StrEnum):
    """What the provisioning errors may be sorted by; SINCE is the default, oldest first."""

    SINCE = "SINCE"
    SUBSCRIPTION = "SUBSCRIPTION"
    CUSTOMER = "CUSTOMER"


class ErrorView(StrEnum):
    """The pills over the list: all errors, services that did not start, and those that did not end."""

    ALL = "ALL"
    NOT_STARTED = "NOT_STARTED"
    NOT_ENDED = "NOT_ENDED"


class ErrorFilter(Message):
    """What to list: part of the customer's name, of the subscription's number, identifier or error."""

    view: ErrorView = ErrorView.ALL
    text: Line = ""


class ErrorsRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: ErrorFilter = ErrorFilter()
    sort: ErrorSort = ErrorSort.SINCE
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class ErrorRow(Message):
    """A subscription whose request the platform refused. `commands` is a key into the page's `commands`."""

    request_id: int
    version: int
    subscription: str
    kind: SubscriptionKind
    action: NetworkAction
    service: str
    identifier: str | None
    account_id: int
    account_no: str
    customer: str
    status: str
    code: str
    error: str
    since: datetime
    attempt_no: int
    request: str
    order_id: int | None
    commands: str


class ErrorsPage(Message):
    """A page of errors; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[ErrorRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class ErrorSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: ErrorFilter = ErrorFilter()


class ErrorSize(Message):
    """The exact number of rows."""

    rows: int


class ErrorViewCount(Message):
    """A view and how many rows it has."""

    view: ErrorView
    rows: int


class ErrorViewsRequest(Message):
    """Ask for the counts of the pills."""


class ErrorViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[ErrorViewCount, ...]
    cap: int


class ErrorExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: ErrorFilter = ErrorFilter()
    sort: ErrorSort = ErrorSort.SINCE
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class ErrorExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[ErrorRow, ...]
    last: str | None
    total: int
    zone: str


class NetworkRef(Message):
    """A request to the carrier's platform."""

    request_id: RecordId


class NetworkAt(NetworkRef):
    """A request in the version that the caller saw; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class RetryRequest(NetworkAt):
    """Ask the platform again. For a service that never started this must be confirmed (R-PRV-36)."""

    confirm: bool = False


class GiveUpRequest(NetworkAt):
    """Give the request up for good, with a reason."""

    reason: Prose = ""


class NetworkActed(Message):
    """A command was carried out: the request as it is now."""

    request_id: int
    version: int
    reference: str
    status: NetworkStatus


class NetworkBulkCommand(StrEnum):
    """What can be done to many requests at once."""

    RETRY = "retry"
    ABORT = "abort"


class NetworkBulkRow(NetworkAt):
    """A row of a bulk command with an idempotency key of its own: sent again, it does nothing twice."""

    key: str = Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")


class NetworkBulkRequest(Message):
    """One command for up to 500 requests; more than 50 need BULK_LARGE. Each row stands for itself."""

    command: NetworkBulkCommand
    rows: tuple[NetworkBulkRow, ...] = Field(min_length=1, max_length=500)
    confirm: bool = False
    reason: Prose = ""


class NetworkBulkResult(Message):
    """What became of one row: done, or refused with the reasons."""

    request_id: int
    reference: str
    acted: NetworkActed | None
    refusals: tuple[RefusalInfo, ...]


class NetworkBulkResults(Message):
    """The results in the order of the request."""

    results: tuple[NetworkBulkResult, ...]


class LogEntry(Message):
    """One exchange with the platform: when, at which try, how it ended, and what the platform said."""

    at: datetime
    attempt_no: int
    outcome: str
    text: str


class ProvisioningLog(Message):
    """All exchanges about one subscription, newest first, and where its request stands."""

    request_id: int
    version: int
    reference: str
    subscription: str
    status: NetworkStatus
    next_try_at: datetime | None
    entries: tuple[LogEntry, ...]


_POWER = Power.MANAGE_HALTED_SUBSCRIPTIONS

ERRORS = Op("network.errors", ErrorsRequest, ErrorsPage, False, _POWER, "List a page of provisioning errors")
SIZE = Op("network.size", ErrorSizeRequest, ErrorSize, False, _POWER, "Count the provisioning errors")
VIEWS = Op(
    "network.views", ErrorViewsRequest, ErrorViewCounts, False, _POWER, "Count the errors of each view"
)
EXPORT = Op(
    "network.export", ErrorExportRequest, ErrorExportPage, True, _POWER, "Export the provisioning errors"
)
LOG = Op(
    "network.log", NetworkRef, ProvisioningLog, False, _POWER, "Read what the platform was asked and said"
)
RETRY = Op("network.retry", RetryRequest, NetworkActed, True, _POWER, "Ask the platform again")
ABORT = Op("network.abort", GiveUpRequest, NetworkActed, True, _POWER, "Give a refused request up for good")
BULK = Op(
    "network.bulk", NetworkBulkRequest, NetworkBulkResults, True, _POWER, "One command for many requests"
)
