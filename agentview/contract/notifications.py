"""Messages to customers: what was sent to whom, what was not and why, word for word (S-27)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Columns, CommandState, Line, RecordId, Version
from agentview.core.power import Power


class Channel(StrEnum):
    """How a message goes out."""

    EMAIL = "EMAIL"
    SMS = "SMS"


class NotificationStatus(StrEnum):
    """How far a message is (R-EVT-13).

    NOT_SENT: somebody did not want it, or it could not be addressed. ERROR: the server did not take it.
    """

    QUEUED = "QUEUED"
    SENT = "SENT"
    NOT_SENT = "NOT_SENT"
    ERROR = "ERROR"


class NotSentReason(StrEnum):
    """Why a message was not sent, though nothing went wrong (R-EVT-14)."""

    OPT_OUT = "OPT_OUT"
    """The contact does not want messages of this channel."""
    NO_ADDRESS = "NO_ADDRESS"
    """The customer has no contact with an e-mail address or a mobile number."""
    NO_SUBSCRIPTION = "NO_SUBSCRIPTION"
    """The provider has no SMS subscription (R-EVT-05)."""
    NO_SERVER = "NO_SERVER"
    """The provider has set up no server or sender for the channel."""
    QUIET_HOURS = "QUIET_HOURS"
    """It would have come more than a day late."""
    NO_LONGER_DUE = "NO_LONGER_DUE"
    """What it would have told of is settled meanwhile (R-EVT-08)."""


class NotificationCommand(StrEnum):
    """What happens to a message. People resend; the rest is delivery."""

    ACCEPTED = "answer_accepted"
    TRY_LATER = "try_later"
    WITHHOLD = "withhold"
    FAIL = "answer_refused"
    RESEND = "resend"


class NotificationView(StrEnum):
    """The pills over the log: all, or those that stand so."""

    ALL = "ALL"
    QUEUED = "QUEUED"
    SENT = "SENT"
    NOT_SENT = "NOT_SENT"
    ERROR = "ERROR"


class NotificationSort(StrEnum):
    """What the log may be sorted by; newest first unless asked otherwise."""

    TIME = "TIME"


class NotificationFilter(Message):
    """What to list; None and "" do not filter.

    `text`: part of the account's number, of the customer's name, of the service's identifier or of the
    subject; who may see addresses finds messages by them too.
    """

    view: NotificationView = NotificationView.ALL
    channel: Channel | None = None
    event_type: Line = ""
    account_id: RecordId | None = None
    text: Line = ""


class NotificationsRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: NotificationFilter = NotificationFilter()
    sort: NotificationSort = NotificationSort.TIME
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class NotificationRow(Message):
    """A line of the log. `at` is when it was queued; `to` is masked for who may not see addresses.

    `reason` says why it was not sent, `error` what the server said. `digest_id`: it went out as a part of
    that message. `commands` is a key into the page's `commands`.
    """

    notification_id: int
    version: int
    at: datetime
    event_type: str
    channel: Channel
    to: str
    account_id: int
    account_no: str
    customer: str
    service_id: int | None
    service: str
    status: NotificationStatus
    reason: NotSentReason | None
    error: str
    sent_at: datetime | None
    next_try_at: datetime | None
    digest_id: int | None
    resend_of_id: int | None
    commands: str


class NotificationsPage(Message):
    """A page of the log; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[NotificationRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class NotificationSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: NotificationFilter = NotificationFilter()


class NotificationSize(Message):
    """The exact number of rows."""

    rows: int


class NotificationViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    views: dict[NotificationView, int]
    cap: int


class NotificationExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: NotificationFilter = NotificationFilter()
    sort: NotificationSort = NotificationSort.TIME
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class NotificationExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[NotificationRow, ...]
    last: str | None
    total: int
    zone: str


class NotificationRef(Message):
    """A message to a customer."""

    notification_id: RecordId


class NotificationAt(NotificationRef):
    """A message in the version that the caller saw; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class NotificationCopy(Message):
    """The stored copy of a message, word for word as it goes out, and what became of it.

    `message_id` names it to servers, the same at each try; `proof` is what the server answered. It may
    arrive before or after what it tells of has happened (R-EVT-15).
    """

    row: NotificationRow
    contact: str
    from_address: str
    subject: str
    body: str
    message_id: str
    attempts: int
    proof: str
    case_id: int | None
    digest_ids: tuple[int, ...]
    commands: tuple[CommandState, ...]


class NotificationActed(Message):
    """A message was queued to be sent again: the new one."""

    notification_id: int
    version: int
    status: NotificationStatus
    reason: NotSentReason | None


_READ = Power.READ_STATUS

NOTIFICATIONS = Op(
    "notifications.list", NotificationsRequest, NotificationsPage, False, _READ, "List messages to customers"
)
SIZE = Op("notifications.size", NotificationSizeRequest, NotificationSize, False, _READ, "Count the messages")
VIEWS = Op(
    "notifications.views", Nothing, NotificationViewCounts, False, _READ, "Count the messages of each view"
)
EXPORT = Op(
    "notifications.export",
    NotificationExportRequest,
    NotificationExportPage,
    True,
    _READ,
    "Export the log of messages",
)
NOTIFICATION = Op(
    "notifications.notification",
    NotificationRef,
    NotificationCopy,
    False,
    _READ,
    "Read the stored copy of a message",
)
RESEND = Op(
    "notifications.resend",
    NotificationAt,
    NotificationActed,
    True,
    Power.CREDIT_CONTROL,
    "Send a message again",
)
