"""Batches: the files that go to warehouses and enrolment programmes, and those that come back (S-20)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from agentview.contract.attachments import BytesMessage
from agentview.contract.hardware import BatchKind, BatchStatus, RecordOutcome
from agentview.contract.op import Message, Op
from agentview.contract.value import (
    MOST_CHOSEN,
    CommandState,
    Line,
    Prose,
    RecordId,
    RefusalInfo,
    Version,
)
from agentview.core.power import Power

PART_SIZE = 512 * 1024
"""So many bytes of a file go into one answer."""
TEXT_SIZE = 64 * 1024
"""So many bytes of a file are one page of the viewer."""

_Place = Annotated[str, Field(min_length=1, max_length=500)]
_Number = Annotated[int, Field(ge=0, le=1_000_000)]


class BatchFilter(Message):
    """What to list. Empty tuples do not filter; `text` finds names of files and partners."""

    kinds: tuple[BatchKind, ...] = Field(default=(), max_length=len(BatchKind))
    statuses: tuple[BatchStatus, ...] = Field(default=(), max_length=len(BatchStatus))
    warehouse_ids: tuple[RecordId, ...] = Field(default=(), max_length=MOST_CHOSEN)
    enrolment_provider_ids: tuple[RecordId, ...] = Field(default=(), max_length=MOST_CHOSEN)
    text: Line = ""


class BatchesRequest(Message):
    """One page, newest first: behind the row named by `after`, or before the one named by `before`."""

    filter: BatchFilter = BatchFilter()
    after: _Place | None = None
    before: _Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class BatchRow(Message):
    """A batch. `partner` is the code of its warehouse or programme; `error` is why it failed as a whole.

    ok + errors + duplicates = `records` once it is processed; `settled` says how far it is until then.
    """

    batch_id: int
    version: int
    kind: BatchKind
    partner: str
    partner_name: str
    file_name: str
    status: BatchStatus
    records: int
    settled: int
    ok: int
    errors: int
    duplicates: int
    error: str | None
    created_at: datetime
    processed_at: datetime | None


class BatchesPage(Message):
    """A page of batches; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[BatchRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class BatchSizeRequest(Message):
    """Ask how many batches a list has."""

    filter: BatchFilter = BatchFilter()


class BatchSize(Message):
    """The exact number of batches."""

    rows: int


class BatchRef(Message):
    """A batch."""

    batch_id: RecordId


class BatchDetail(Message):
    """All of a batch but its records and its file.

    `report` is what validation found, to a limit. `size` is that of the file that is kept, None where there
    is none.
    """

    row: BatchRow
    identifier: int | None
    external_file_name: str | None
    sha256: str
    size: int | None
    received_at: datetime | None
    sent_at: datetime | None
    report: tuple[RefusalInfo, ...]
    ignore_reason: str | None
    commands: tuple[CommandState, ...]
    as_of: datetime


class RecordsRequest(BatchRef):
    """One page of the records of a batch, in their order, behind number `after`; those of some outcomes."""

    outcomes: tuple[RecordOutcome, ...] = Field(default=(), max_length=len(RecordOutcome))
    after: Annotated[int, Field(ge=0, le=2**31)] = 0
    limit: int = Field(default=100, ge=1, le=200)


class BatchRecordRow(Message):
    """A record of a batch: of which order, line, piece or device, and what became of it.

    `outcome` is None for a record that went out, and one that is not settled. `text` is the partner's own.
    """

    seq: int
    order_id: int | None
    order: str
    line_id: int | None
    product: str
    unit_no: int | None
    enrolment_id: int | None
    serial_no: str
    outcome: RecordOutcome | None
    code: str | None
    text: str | None


class Records(Message):
    """A page of records; `last` names its end for the next page, None where there is none."""

    rows: tuple[BatchRecordRow, ...]
    last: int | None


class PartRequest(BatchRef):
    """Ask for a part of the file of a batch, counted from 0."""

    number: _Number = 0


class FilePart(BytesMessage):
    """A part of a file; `is_last`: nothing follows."""

    number: int
    content: bytes
    is_last: bool


class TextPage(Message):
    """A page of the file of a batch as text, for looking at it; what is no text is shown as such."""

    number: int
    text: str
    pages: int


class BatchAt(BatchRef):
    """A batch in the version that the caller saw; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class IgnoreRequest(BatchAt):
    """Say that a failed batch needs nothing more, and why."""

    reason: Annotated[Prose, Field(min_length=1)]


class BatchActed(Message):
    """A command was carried out: the batch as it is now."""

    batch_id: int
    version: int
    status: BatchStatus


_POWER = Power.RUN_JOBS

LIST = Op("batches.list", BatchesRequest, BatchesPage, False, _POWER, "List a page of batches")
SIZE = Op("batches.size", BatchSizeRequest, BatchSize, False, _POWER, "Count the batches of a list")
READ = Op("batches.read", BatchRef, BatchDetail, False, _POWER, "Read a batch with its validation report")
RECORDS = Op("batches.records", RecordsRequest, Records, False, _POWER, "List a page of a batch's records")
TEXT = Op(
    "batches.text",
    PartRequest,
    TextPage,
    True,
    _POWER,
    "Look at a page of a batch's file; the reading is audited",
    is_beat=True,
)
DOWNLOAD = Op(
    "batches.download",
    PartRequest,
    FilePart,
    True,
    _POWER,
    "Download a part of a batch's file; the reading is audited",
    is_beat=True,
)
REPROCESS = Op(
    "batches.reprocess", BatchAt, BatchActed, True, _POWER, "Take a failed file that came in from its start"
)
IGNORE = Op(
    "batches.ignore", IgnoreRequest, BatchActed, True, _POWER, "Say that a failed batch needs nothing"
)
