"""The worklist: cases that need a person, from every area (S-34)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
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
from agentview.core.power import Power, Role


class CaseType(StrEnum):
    """What kind of case it is: four letters, as work lists show them (M14)."""

    HALTED_REQUEST = "PRVH"
    NETWORK_ERROR = "NETE"
    FRAUD_FAILED = "FRAU"
    DISPATCH_ERROR = "DISP"
    ENROLMENT_ERROR = "ENRE"
    ENROLMENT_DONE = "ENRD"
    BATCH_FAILED = "BATF"
    RUN_STOPPED = "RUNS"
    MESSAGE_NOT_SENT = "MSGN"
    APPROVER_MISSING = "APRM"
    """Nobody is there to approve a wireless order (R-WL-20)."""
    EVENT = "EVNT"
    """What an event wants somebody to do."""
    QUERY = "QURY"


class CaseStatus(StrEnum):
    """How far a case is."""

    OPEN = "OPEN"
    IN_PROGRESS = "IN_PROGRESS"
    RESOLVED = "RESOLVED"
    CANCELLED = "CANCELLED"


class CaseCommand(StrEnum):
    """What can be done to a case."""

    TAKE = "take"
    ASSIGN = "assign"
    RELEASE = "release"
    RESOLVE = "resolve"
    CANCEL = "cancel"
    ADD_NOTE = "add_note"


class CaseView(StrEnum):
    """The views of the worklist, each a pill with a count."""

    MINE = "MINE"
    UNASSIGNED = "UNASSIGNED"
    OVERDUE = "OVERDUE"
    OPEN = "OPEN"
    DONE = "DONE"


class CaseSort(StrEnum):
    """What the worklist may be sorted by."""

    RESOLVE_BY = "RESOLVE_BY"
    RAISED = "RAISED"
    REFERENCE = "REFERENCE"
    CUSTOMER = "CUSTOMER"


class CaseFilter(Message):
    """What to list. Empty tuples do not filter; UNASSIGNED shows what the caller may take."""

    view: CaseView = CaseView.OPEN
    types: tuple[CaseType, ...] = Field(default=(), max_length=MOST_CHOSEN)
    departments: tuple[Role, ...] = Field(default=(), max_length=MOST_CHOSEN)
    assignee_ids: tuple[RecordId, ...] = Field(default=(), max_length=MOST_CHOSEN)
    is_overdue: bool = False
    account_id: RecordId | None = None
    text: Line = ""


class CasesRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: CaseFilter = CaseFilter()
    sort: CaseSort = CaseSort.RESOLVE_BY
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class CaseRow(Message):
    """A line of the worklist. `level` and `level_id` name the record that the case is about."""

    case_id: int
    version: int
    reference: str
    type: CaseType
    code: str
    level: str
    level_id: int | None
    account_id: int | None
    account_no: str
    customer: str
    summary: str
    department: str
    raised_at: datetime
    resolve_by: datetime | None
    is_overdue: bool
    assigned_to_id: int | None
    assigned_to: str | None
    status: CaseStatus


class CasesPage(Message):
    """A page of the worklist; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[CaseRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class CaseSizeRequest(Message):
    """Ask how many cases a list has."""

    filter: CaseFilter = CaseFilter()


class CaseSize(Message):
    """The exact number of cases."""

    rows: int


class CaseLoad(Message):
    """How many cases wait in a department or for a person, and how many of them are overdue.

    `key` is the department or the person's id; "" stands for cases that nobody has.
    """

    key: str
    name: str
    open: int
    overdue: int


class CaseCounts(Message):
    """The counts of the views and the load of the department's people; `waiting` is the caller's own."""

    views: dict[CaseView, int]
    departments: tuple[CaseLoad, ...]
    people: tuple[CaseLoad, ...]
    waiting: int


class Colleague(Message):
    """Somebody to whom cases can be assigned."""

    user_id: int
    name: str
    roles: tuple[Role, ...]


class Colleagues(Message):
    """The active people of the own provider, by name."""

    people: tuple[Colleague, ...]


class CaseNote(Message):
    """A note on a case."""

    number: int
    text: str
    author: str
    at: datetime


class CaseEvent(Message):
    """Something that happened to a case."""

    id: int
    at: datetime
    by: str
    action: str
    old: str | None = None
    new: str | None = None
    text: str | None = None


class CaseDetail(Message):
    """All that a person needs to settle a case. `follows` names the record that ends it, where one does."""

    row: CaseRow
    raised_by: str
    follows: str
    resolution: str | None
    resolved_at: datetime | None
    resolved_by: str | None
    notes: tuple[CaseNote, ...]
    timeline: tuple[CaseEvent, ...]
    commands: tuple[CommandState, ...]
    as_of: datetime


class CaseRef(Message):
    """A case."""

    case_id: RecordId


class CaseAt(CaseRef):
    """A case in the version that the caller saw; a newer one refuses with `E-STALE` (R-PRV-41)."""

    version: Version


class AssignRequest(CaseAt):
    """Give a case to somebody of the own provider."""

    user_id: RecordId


class EndRequest(CaseAt):
    """End a case, with what came of it or why it is not needed."""

    text: Prose = ""


class CaseNoteRequest(CaseRef):
    """Write a note on a case."""

    text: Prose


class RaiseRequest(Message):
    """Raise a case about a customer by hand: what it is about, and which role's people work it."""

    account_id: RecordId
    summary: Line
    text: Prose = ""
    code: Line = ""
    department: Role = Role.CSA


class CaseActed(Message):
    """A command was carried out: the case as it is now."""

    case_id: int
    version: int
    reference: str
    status: CaseStatus
    assigned_to: str | None


class CaseBulkCommand(StrEnum):
    """What can be done to many cases at once."""

    TAKE = "take"
    ASSIGN = "assign"
    RELEASE = "release"
    RESOLVE = "resolve"


class CaseBulkRequest(Message):
    """One command for up to 500 cases; more than 50 need BULK_LARGE. Each row stands for itself."""

    command: CaseBulkCommand
    cases: tuple[CaseAt, ...] = Field(min_length=1, max_length=500)
    user_id: RecordId | None = None
    text: Prose = ""


class CaseBulkResult(Message):
    """What became of one row: done, or refused with the reasons."""

    case_id: int
    reference: str
    acted: CaseActed | None
    refusals: tuple[RefusalInfo, ...]


class CaseBulkResults(Message):
    """One result a row, in the order asked."""

    results: tuple[CaseBulkResult, ...]


class CaseExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: CaseFilter = CaseFilter()
    sort: CaseSort = CaseSort.RESOLVE_BY
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class CaseExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[CaseRow, ...]
    last: str | None
    total: int


_READ = Power.READ_STATUS

CASES = Op("worklist.cases", CasesRequest, CasesPage, False, _READ, "List cases")
SIZE = Op("worklist.size", CaseSizeRequest, CaseSize, False, _READ, "Count the cases of a list")
COUNTS = Op("worklist.counts", Nothing, CaseCounts, False, _READ, "Count cases by view, person, department")
COLLEAGUES = Op("worklist.colleagues", Nothing, Colleagues, False, _READ, "List who can take cases")
CASE = Op("worklist.case", CaseRef, CaseDetail, False, _READ, "Read a case")
RAISE = Op("worklist.raise_case", RaiseRequest, CaseActed, True, _READ, "Raise a case by hand")
TAKE = Op("worklist.take", CaseRef, CaseActed, True, _READ, "Take a case")
ASSIGN = Op("worklist.assign", AssignRequest, CaseActed, True, _READ, "Assign a case")
RELEASE = Op("worklist.release", CaseRef, CaseActed, True, _READ, "Give a case back")
RESOLVE = Op("worklist.resolve", EndRequest, CaseActed, True, _READ, "Resolve a case")
CANCEL = Op("worklist.cancel", EndRequest, CaseActed, True, _READ, "Cancel a case")
ADD_NOTE = Op("worklist.add_note", CaseNoteRequest, CaseActed, True, _READ, "Write a note on a case")
BULK = Op("worklist.bulk", CaseBulkRequest, CaseBulkResults, True, _READ, "Do the same to many cases")
EXPORT = Op("worklist.export", CaseExportRequest, CaseExportPage, True, _READ, "Export cases")
