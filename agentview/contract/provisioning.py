"""The manual provisioning queue: its states, commands, and the operations on one task or many."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.task_migration import TaskMigration
from agentview.contract.value import (
    MOST_CHOSEN,
    Columns,
    CommandState,
    FieldChange,
    Line,
    Prose,
    RecordId,
    RefusalInfo,
    Version,
)
from agentview.core.power import Power


class TaskStatus(StrEnum):
    """The states of SM-1."""

    AWAITING_PROVISIONING = "AWAITING_PROVISIONING"
    IN_PROGRESS = "IN_PROGRESS"
    PROVISIONING_HALTED = "PROVISIONING_HALTED"
    COMPLETED = "COMPLETED"
    ABORTED = "ABORTED"


class TransferType(StrEnum):
    """What a task does: to a service, or to a whole package where it is migrated."""

    NEW = "NEW"
    CHOWN = "CHOWN"
    UPGRADE = "UPGRADE"
    CANCEL = "CANCEL"
    MIGRATE = "MIGRATE"


class TaskCommand(StrEnum):
    """What can be done to a task (SM-1, D-18)."""

    CLAIM = "claim"
    RELEASE = "release"
    TAKE_OVER = "take_over"
    RENEW = "renew"
    EDIT = "edit"
    ACTIVATE = "activate"
    FINALISE_CANCELLATION = "finalise_cancellation"
    FINALISE_MIGRATION = "finalise_migration"
    HALT = "halt"
    AMEND = "amend"
    RESUBMIT = "resubmit"
    ABORT = "abort"
    ADD_NOTE = "add_note"


class HaltCode(StrEnum):
    """Why a task was halted (D-21)."""

    ADDRESS_INVALID = "ADDRESS_INVALID"
    CARRIER_REJECTED = "CARRIER_REJECTED"
    INFORMATION_MISSING = "INFORMATION_MISSING"
    NO_CAPACITY = "NO_CAPACITY"
    DUPLICATE = "DUPLICATE"
    CUSTOMER_REQUEST = "CUSTOMER_REQUEST"
    OTHER = "OTHER"


class Side(StrEnum):
    """The side of a task: the provider that works it, or the one whose customer asked for it."""

    WORK = "WORK"
    REQUESTED = "REQUESTED"


class View(StrEnum):
    """The views of the queue, each a pill with a count."""

    MINE = "MINE"
    UNCLAIMED = "UNCLAIMED"
    BREACHING = "BREACHING"
    HALTED = "HALTED"
    OPEN = "OPEN"
    DONE = "DONE"


class Sort(StrEnum):
    """What the queue may be sorted by; TARGET is the default and the order of take next (D-20)."""

    TARGET = "TARGET"
    REQUESTED = "REQUESTED"
    REFERENCE = "REFERENCE"
    CUSTOMER = "CUSTOMER"


class PresenceMode(StrEnum):
    """What somebody does with a record."""

    VIEWING = "VIEWING"
    EDITING = "EDITING"
    AWAY = "AWAY"


class QueueFilter(Message):
    """What to list. Empty tuples do not filter; halted tasks show only in their view (R-PRV-43)."""

    side: Side = Side.WORK
    view: View = View.OPEN
    transfer_types: tuple[TransferType, ...] = Field(default=(), max_length=MOST_CHOSEN)
    statuses: tuple[TaskStatus, ...] = Field(default=(), max_length=MOST_CHOSEN)
    service_type_ids: tuple[RecordId, ...] = Field(default=(), max_length=MOST_CHOSEN)
    retailer_ids: tuple[RecordId, ...] = Field(default=(), max_length=MOST_CHOSEN)
    account_id: RecordId | None = None
    text: Line = ""
    requested_from: date | None = None
    requested_to: date | None = None


class QueueRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: QueueFilter = QueueFilter()
    sort: Sort = Sort.TARGET
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class Watcher(Message):
    """Somebody who has the record open."""

    user_id: int
    name: str
    mode: PresenceMode


class QueueRow(Message):
    """A line of the queue. `commands` is a key into the page's `commands`."""

    task_id: int
    version: int
    reference: str
    transfer_type: TransferType
    is_port: bool
    status: TaskStatus
    attempt_no: int
    customer: str
    account_no: str
    package: str
    service_type: str
    identifier: str | None
    requested_on: date
    received_at: datetime
    due_at: datetime
    target_seconds: int
    paused_remaining_seconds: int | None
    claimed_by_id: int | None
    claimed_by: str | None
    claimed_at: datetime | None
    retailer: str
    watchers: tuple[Watcher, ...]
    commands: str


class QueuePage(Message):
    """A page of the queue; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[QueueRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class SizeRequest(Message):
    """Ask how many rows a list has."""

    filter: QueueFilter = QueueFilter()


class Size(Message):
    """The exact number of rows."""

    rows: int


class ViewCount(Message):
    """A view and how many rows it has, counted to `ViewCounts.cap` at most."""

    view: View
    rows: int


class ViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[ViewCount, ...]
    cap: int


class SideRequest(Message):
    """Ask about one side of the queue."""

    side: Side = Side.WORK


class Choice(Message):
    """A record that can be chosen in a filter."""

    id: int
    name: str


class Facets(Message):
    """What the filters of one side can be set to."""

    service_types: tuple[Choice, ...]
    retailers: tuple[Choice, ...]


class AddressFields(Message):
    """A service address."""

    line1: Line = ""
    line2: Line = ""
    city: Line = ""
    region: Line = ""
    postcode: Line = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""


class TaskFields(Message):
    """What can be edited on a task: by its provisioner, or by the retailer while it is halted."""

    identifier: Line = ""
    address: AddressFields = AddressFields()
    supplier_reference: Line = ""
    service_start_on: date | None = None
    service_end_on: date | None = None
    first_period_end_on: date | None = None


class Attempt(Message):
    """One try at a task, with how it ended."""

    number: int
    opened_at: datetime
    closed_at: datetime | None
    outcome: str | None
    halt_code: HaltCode | None
    halt_text: str | None


class TimelineEntry(Message):
    """Something that happened to a task. `text` is what a person wrote, `is_internal` that only we see it."""

    id: int
    at: datetime
    by: str
    action: str
    field: str | None = None
    old: str | None = None
    new: str | None = None
    text: str | None = None
    is_internal: bool = False


class HaltInfo(Message):
    """Why the task is halted, by whom, since when, and what was changed since (R-PRV-23)."""

    code: HaltCode
    text: str
    at: datetime
    by: str
    changes: tuple[FieldChange, ...]


class ContactInfo(Message):
    """The customer's contact, masked until revealed; None where the retailer keeps it private (R-PRV-24)."""

    name: str
    phone: str | None
    email: str | None


class RetailPrice(Message):
    """What the customer pays for the package each period, in minor units."""

    access_fee: int
    currency: str


class Milestone(Message):
    """A step of the lifecycle strip; `state` is done, current, failed or future."""

    name: str
    state: str
    at: datetime | None


class TaskDetail(Message):
    """All that a person needs to work one task."""

    row: QueueRow
    side: Side
    order_reference: str
    order_status: str
    service_status: str
    package_status: str
    fields: TaskFields
    identifier_label: str
    can_set_first_period_end: bool
    source_package: str | None
    source_customer: str | None
    closed_until: date | None
    migration: TaskMigration | None = None
    contact: ContactInfo | None
    price: RetailPrice | None
    private_fields: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    commands: tuple[CommandState, ...]
    halt: HaltInfo | None
    attempts: tuple[Attempt, ...]
    timeline: tuple[TimelineEntry, ...]
    has_older_timeline: bool
    lease_until: datetime | None
    as_of: datetime


class TaskRef(Message):
    """A task."""

    task_id: RecordId


class TaskAt(TaskRef):
    """A task in the version that the caller saw; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class Reason(TaskRef):
    """A task and why."""

    reason: Prose


class EditRequest(TaskAt):
    """Replace the editable fields. A changed identifier of a live service must be confirmed (R-PRV-42)."""

    fields: TaskFields
    confirm_identifier: bool = False


class ActivateRequest(TaskAt):
    """Complete a NEW, CHOWN or UPGRADE task. Fields left out keep what the task has."""

    service_start_on: date | None = None
    first_period_end_on: date | None = None
    identifier: Line | None = None
    supplier_reference: Line | None = None
    confirm_backdate: bool = False


class FinaliseRequest(TaskAt):
    """Complete a CANCEL task with the last day of the service."""

    service_end_on: date | None = None
    supplier_reference: Line | None = None


class FinaliseMigrationRequest(TaskAt):
    """Complete a MIGRATE task. `is_early`: though its effective day is still to come, with a reason."""

    supplier_reference: Line | None = None
    is_early: bool = False
    reason: Prose = ""


class HaltRequest(TaskAt):
    """Halt with a code, the text that the retailer and customer read, and a note that only we read (D-21)."""

    code: HaltCode | None = None
    text: Prose = ""
    internal_note: Prose = ""


class ResubmitRequest(TaskAt):
    """Send a halted task back to the queue; a note, unless a field was changed (R-PRV-20)."""

    note: Prose = ""


class AbortRequest(TaskAt):
    """End a task for good, with a reason."""

    reason: Prose = ""


class NoteRequest(TaskRef):
    """Write a note: internal, or shared with the provider on the other side."""

    text: Prose
    is_internal: bool = True


class TakeNextRequest(Message):
    """Take the next task of the own queue, optionally of some kinds only."""

    transfer_types: tuple[TransferType, ...] = Field(default=(), max_length=MOST_CHOSEN)


class Acted(Message):
    """A command was carried out: the task as it is now."""

    task_id: int
    version: int
    reference: str
    status: TaskStatus


class Taken(Message):
    """What take next gave, and why this one; empty when nothing waits."""

    task: Acted | None
    due_at: datetime | None


class BulkCommand(StrEnum):
    """What can be done to many tasks at once."""

    CLAIM = "claim"
    RELEASE = "release"
    HALT = "halt"
    ABORT = "abort"


class BulkRequest(Message):
    """One command for up to 500 tasks; more than 50 need BULK_LARGE. Each row stands for itself."""

    command: BulkCommand
    tasks: tuple[TaskAt, ...] = Field(min_length=1, max_length=500)
    halt_code: HaltCode | None = None
    text: Prose = ""
    internal_note: Prose = ""


class BulkResult(Message):
    """What became of one row: done, or refused with the reasons."""

    task_id: int
    reference: str
    acted: Acted | None
    refusals: tuple[RefusalInfo, ...]


class BulkResults(Message):
    """The results in the order of the request."""

    results: tuple[BulkResult, ...]


class ExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: QueueFilter = QueueFilter()
    sort: Sort = Sort.TARGET
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class ExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[QueueRow, ...]
    last: str | None
    total: int
    zone: str


class HistoryRequest(TaskRef):
    """Older timeline entries, before the one with id `before`."""

    before: RecordId | None = None


class History(Message):
    """Timeline entries, newest first."""

    entries: tuple[TimelineEntry, ...]
    has_older: bool


class RevealRequest(TaskRef):
    """Show the customer's contact in full; audited."""

    reason: Line


class PresenceRequest(TaskRef):
    """Say what one does with a task; forgotten after 20 seconds, or at once with mode None."""

    mode: PresenceMode | None


class Watchers(Message):
    """Who else has the record open."""

    watchers: tuple[Watcher, ...]


class AskRequest(TaskRef):
    """Ask the claimant for the task; they see the message at once."""

    message: Line = ""


QUEUE = Op(
    "provisioning.queue", QueueRequest, QueuePage, False, Power.READ_STATUS, "List a page of the queue"
)
SIZE = Op("provisioning.size", SizeRequest, Size, False, Power.READ_STATUS, "Count the rows of a list")
VIEWS = Op(
    "provisioning.views", SideRequest, ViewCounts, False, Power.READ_STATUS, "Count the rows of each view"
)
FACETS = Op(
    "provisioning.facets", SideRequest, Facets, False, Power.READ_STATUS, "List what filters can be set to"
)
TASK = Op("provisioning.task", TaskRef, TaskDetail, False, Power.READ_STATUS, "Read one task")
HISTORY = Op(
    "provisioning.history", HistoryRequest, History, False, Power.READ_STATUS, "Read older timeline entries"
)
CLAIM = Op("provisioning.claim", TaskRef, Acted, True, Power.WORK_QUEUE, "Claim a task")
RELEASE = Op("provisioning.release", TaskRef, Acted, True, Power.WORK_QUEUE, "Give a claimed task back")
RENEW = Op(
    "provisioning.renew",
    TaskRef,
    Acted,
    True,
    Power.WORK_QUEUE,
    "Renew the lease of a claimed task",
    is_beat=True,
)
TAKE_NEXT = Op(
    "provisioning.take_next", TakeNextRequest, Taken, True, Power.WORK_QUEUE, "Claim the next task"
)
TAKE_OVER = Op(
    "provisioning.take_over", Reason, Acted, True, Power.TAKE_OVER, "Take a task from its claimant"
)
ASK = Op("provisioning.ask", AskRequest, Acted, True, Power.WORK_QUEUE, "Ask the claimant for a task")
EDIT = Op("provisioning.edit", EditRequest, Acted, True, Power.WORK_QUEUE, "Edit a task")
ACTIVATE = Op("provisioning.activate", ActivateRequest, Acted, True, Power.WORK_QUEUE, "Activate the service")
FINALISE = Op(
    "provisioning.finalise_cancellation",
    FinaliseRequest,
    Acted,
    True,
    Power.WORK_QUEUE,
    "Finalise a cancellation",
)
FINALISE_MIGRATION = Op(
    "provisioning.finalise_migration",
    FinaliseMigrationRequest,
    Acted,
    True,
    Power.WORK_QUEUE,
    "Finalise a migration",
)
HALT = Op("provisioning.halt", HaltRequest, Acted, True, Power.WORK_QUEUE, "Halt with a public reason")
AMEND = Op("provisioning.amend", EditRequest, Acted, True, Power.RESUBMIT, "Edit a halted request")
RESUBMIT = Op(
    "provisioning.resubmit", ResubmitRequest, Acted, True, Power.RESUBMIT, "Resubmit a halted request"
)
ABORT = Op(
    "provisioning.abort", AbortRequest, Acted, True, Power.MANAGE_HALTED_SUBSCRIPTIONS, "End a task for good"
)
ADD_NOTE = Op("provisioning.add_note", NoteRequest, Acted, True, None, "Write a note on a task")
BULK = Op("provisioning.bulk", BulkRequest, BulkResults, True, Power.WORK_QUEUE, "One command for many tasks")
EXPORT = Op("provisioning.export", ExportRequest, ExportPage, True, Power.READ_STATUS, "Export a list")
REVEAL = Op("provisioning.reveal", RevealRequest, ContactInfo, True, None, "Show the contact in full")
PRESENCE = Op(
    "provisioning.presence",
    PresenceRequest,
    Watchers,
    True,
    Power.READ_STATUS,
    "Say what one looks at",
    is_beat=True,
)
