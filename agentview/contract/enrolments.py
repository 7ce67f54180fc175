"""Devices in the enrolment programmes of manufacturers: what was asked for, what came of it (S-21)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.hardware import (
    BatchStatus,
    EnrolmentRequestType,
    EnrolmentStatus,
    RecordOutcome,
    SerialType,
)
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
from agentview.core.power import Power


class EnrolmentView(StrEnum):
    """The views of the list, each a pill with a count."""

    REFUSED = "REFUSED"
    """What a programme has refused."""
    UNDER_WAY = "UNDER_WAY"
    ENROLLED = "ENROLLED"
    NOT_REQUESTED = "NOT_REQUESTED"
    OVER = "OVER"
    """Unenrolled and voided."""
    ALL = "ALL"


class EnrolmentSort(StrEnum):
    """What the list may be sorted by; UPDATED is the default, what happened last first."""

    UPDATED = "UPDATED"
    SERIAL = "SERIAL"
    CUSTOMER = "CUSTOMER"


class EnrolmentFilter(Message):
    """What to list. Empty tuples do not filter; `text` is part of a serial, customer or product."""

    view: EnrolmentView = EnrolmentView.ALL
    statuses: tuple[EnrolmentStatus, ...] = Field(default=(), max_length=MOST_CHOSEN)
    programme_ids: tuple[RecordId, ...] = Field(default=(), max_length=MOST_CHOSEN)
    account_id: RecordId | None = None
    text: Line = ""


class EnrolmentsRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: EnrolmentFilter = EnrolmentFilter()
    sort: EnrolmentSort = EnrolmentSort.UPDATED
    is_descending: bool = True
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class EnrolmentRow(Message):
    """A device. `order_id` is the hardware order that it was shipped for."""

    enrolment_id: int
    version: int
    serial_type: SerialType
    serial_no: str
    product_id: int
    product: str
    sku: str
    account_id: int
    account_no: str
    customer: str
    order_id: int | None
    programme_id: int
    programme: str
    status: EnrolmentStatus
    request_type: EnrolmentRequestType | None
    attempt_no: int
    last_error: str | None
    updated_at: datetime


class EnrolmentsPage(Message):
    """A page of devices; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[EnrolmentRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class EnrolmentSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: EnrolmentFilter = EnrolmentFilter()


class EnrolmentSize(Message):
    """The exact number of rows."""

    rows: int


class EnrolmentViewsRequest(Message):
    """Ask how many devices each view has."""


class EnrolmentViewCounts(Message):
    """The counts of the views; one that has reached `cap` may be more."""

    counts: dict[EnrolmentView, int]
    cap: int


class EnrolmentAttempt(Message):
    """One request to the programme, and its answer. `request_id` is the order id of the files (M6, M7)."""

    request_id: int
    request_type: EnrolmentRequestType
    attempt_no: int
    batch_id: int
    file_name: str
    batch_status: BatchStatus
    requested_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    outcome: RecordOutcome | None
    error_text: str | None


class EnrolmentEvent(Message):
    """Something that happened to a device's enrolment."""

    id: int
    at: datetime
    by: str
    action: str
    old: str | None = None
    new: str | None = None
    text: str | None = None


class EnrolmentDetail(Message):
    """All that is known of a device's enrolment.

    `organisation_ref` is under which organisation the programme lists the account's devices;
    `is_void_due`: the order that was sent is voided before the next one. `case_id` is an open case about it.
    """

    row: EnrolmentRow
    organisation_ref: str
    provider_device_id: str | None
    unenrol_reason: str | None
    is_void_due: bool
    is_override: bool
    enrolled_at: datetime | None
    unenrolled_at: datetime | None
    case_id: int | None
    commands: tuple[CommandState, ...]
    attempts: tuple[EnrolmentAttempt, ...]
    timeline: tuple[EnrolmentEvent, ...]
    as_of: datetime


class EnrolmentRef(Message):
    """A device's enrolment."""

    enrolment_id: RecordId


class EnrolmentAt(EnrolmentRef):
    """A device's enrolment in the version that the caller saw; a newer one refuses with `E-STALE`."""

    version: Version


class AskRequest(EnrolmentAt):
    """Ask for an enrolment, or ask again; `is_override` overrides what the programme lists (R-ENR-10)."""

    is_override: bool = False


class UnenrolRequest(EnrolmentAt):
    """Let a programme let a device go, and say why."""

    reason: Prose = ""


class EnrolmentActed(Message):
    """A command was carried out: the device's enrolment as it is now."""

    enrolment_id: int
    version: int
    serial_no: str
    status: EnrolmentStatus


class ResubmitManyRequest(Message):
    """Ask again for up to 500 devices; more than 50 need BULK_LARGE. Each row stands for itself."""

    enrolments: tuple[EnrolmentAt, ...] = Field(min_length=1, max_length=500)


class ResubmitResult(Message):
    """What became of one row: done, or refused with the reasons."""

    enrolment_id: int
    reference: str
    acted: EnrolmentActed | None
    refusals: tuple[RefusalInfo, ...]


class ResubmitResults(Message):
    """One result a row, in the order asked."""

    results: tuple[ResubmitResult, ...]


class EnrolmentExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: EnrolmentFilter = EnrolmentFilter()
    sort: EnrolmentSort = EnrolmentSort.UPDATED
    is_descending: bool = True
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class EnrolmentExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[EnrolmentRow, ...]
    last: str | None
    total: int


_READ, _ENROL, _WORK = Power.READ_STATUS, Power.ENROL_DEVICE, Power.RUN_JOBS

DEVICES = Op("enrolments.devices", EnrolmentsRequest, EnrolmentsPage, False, _READ, "List enrolled devices")
SIZE = Op("enrolments.size", EnrolmentSizeRequest, EnrolmentSize, False, _READ, "Count the devices of a list")
VIEWS = Op(
    "enrolments.views", EnrolmentViewsRequest, EnrolmentViewCounts, False, _READ, "Count devices by view"
)
DEVICE = Op("enrolments.device", EnrolmentRef, EnrolmentDetail, False, _READ, "Read a device's enrolment")
REQUEST = Op("enrolments.request", AskRequest, EnrolmentActed, True, _ENROL, "Ask for a device's enrolment")
UNENROL = Op("enrolments.unenrol", UnenrolRequest, EnrolmentActed, True, _ENROL, "Let a device go")
RESUBMIT = Op("enrolments.resubmit", AskRequest, EnrolmentActed, True, _WORK, "Ask a programme again")
VOID = Op("enrolments.void", EnrolmentAt, EnrolmentActed, True, _WORK, "Void a request for enrolment")
RESUBMIT_MANY = Op(
    "enrolments.resubmit_many",
    ResubmitManyRequest,
    ResubmitResults,
    True,
    _WORK,
    "Ask again for many devices",
)
EXPORT = Op(
    "enrolments.export", EnrolmentExportRequest, EnrolmentExportPage, True, _READ, "Export enrolled devices"
)
