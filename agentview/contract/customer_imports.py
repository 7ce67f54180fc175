"""Customers that come in from a file, block by block, and go out into one.

A file is recognised by its SHA-256: what was taken in of it is not taken in twice, and an import that was
interrupted goes on after its last whole block. Rows are counted as in a spreadsheet: the header is 1.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.customers import AccountType
from agentview.contract.op import Message, Op
from agentview.contract.value import Line, Position, RecordId, RefusalInfo
from agentview.core.power import Power

LARGEST_BLOCK = 1_000
"""As many rows come in one request, and in one transaction."""

LONGEST_CELL = 10_000
Cell: TypeAlias = Annotated[str, Field(max_length=LONGEST_CELL)]


class ImportField(StrEnum):
    """What a column of the file can hold."""

    ACCOUNT_NO = "account_no"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    ACCOUNT_TYPE = "account_type"
    PROFILE = "profile"
    EXPORT_REFERENCE = "export_reference"
    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"
    DATE_OF_BIRTH = "date_of_birth"
    LANGUAGE = "language"
    LINE1 = "line1"
    LINE2 = "line2"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"


class ImportStatus(StrEnum):
    """How far an import is."""

    RUNNING = "RUNNING"
    FINISHED = "FINISHED"
    TAKEN_BACK = "TAKEN_BACK"


class ImportDefaults(Message):
    """What holds for rows that do not say it themselves."""

    account_type: AccountType = AccountType.CONSUMER
    profile_id: RecordId


class BeginImport(Message):
    """Begin a file, or go on with it. `again` takes in a file once more that was finished before."""

    file_name: Line
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=1, le=10_000_000)]
    columns: dict[Line, ImportField] = Field(max_length=100)
    defaults: ImportDefaults
    again: bool = False


class ImportRef(Message):
    """An import."""

    import_id: RecordId


class ImportRow(Message):
    """A row by its fields, or why it could not be read. One with neither is blank, and passed over."""

    values: dict[ImportField, Cell] = Field(default_factory=dict)
    refusals: Annotated[tuple[RefusalInfo, ...], Field(max_length=20)] = ()


class CheckRows(Message):
    """Rows to judge as they would be taken in; nothing is written."""

    defaults: ImportDefaults
    rows: Annotated[tuple[ImportRow, ...], Field(max_length=LARGEST_BLOCK)]


class RowVerdict(Message):
    """What would become of a row: taken in where there are no reasons against it."""

    refusals: tuple[RefusalInfo, ...] = ()


class Checked(Message):
    """The verdicts in the order of the rows."""

    verdicts: tuple[RowVerdict, ...]


class PutRows(Message):
    """Take in a block: `done` rows of the file came before it.

    The same block again changes nothing, by its place in the file and without a key.
    """

    import_id: RecordId
    done: Position
    rows: Annotated[tuple[ImportRow, ...], Field(min_length=1, max_length=LARGEST_BLOCK)]


class ImportState(Message):
    """How far an import is. `known` customers were there before, under the same number and name."""

    import_id: int
    file_name: str
    status: ImportStatus
    columns: dict[str, ImportField]
    defaults: ImportDefaults
    rows: int
    done: int
    made: int
    rejected: int
    known: int
    started_at: datetime
    finished_at: datetime | None
    started_by: str


class Reject(Message):
    """A row that was not taken in, and why."""

    row: int
    refusals: tuple[RefusalInfo, ...]


class RejectsRequest(Message):
    """The rows of an import that were not taken in, after one that is known."""

    import_id: RecordId
    after_row: Position = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 500


class Rejects(Message):
    """A page of rejects."""

    rejects: tuple[Reject, ...]
    has_more: bool


class TakenBack(Message):
    """What became of taking back: `left` are still to be removed, `kept` were touched since and stay."""

    removed: int
    left: int
    kept: int


class ImportsRequest(Message):
    """The imports of the provider, newest first, before one that is known."""

    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Imports(Message):
    """A page of imports."""

    imports: tuple[ImportState, ...]
    has_older: bool


class ExportRequest(Message):
    """A page of customers to write into a file, after one that is known. In full takes REVEAL_PII."""

    after_id: Position = 0
    limit: Annotated[int, Field(ge=1, le=LARGEST_BLOCK)] = LARGEST_BLOCK
    in_full: bool = False


class ExportedRow(Message):
    """A customer in the fields that a file has."""

    account_id: int
    values: dict[ImportField, str]


class ExportedRows(Message):
    """A page of customers."""

    rows: tuple[ExportedRow, ...]
    has_more: bool


BEGIN = Op(
    "customer_imports.begin",
    BeginImport,
    ImportState,
    True,
    Power.IMPORT_CUSTOMERS,
    "Begin or go on with a file of customers",
)
CHECK = Op(
    "customer_imports.check",
    CheckRows,
    Checked,
    False,
    Power.IMPORT_CUSTOMERS,
    "Judge rows of a file of customers",
)
PUT = Op(
    "customer_imports.put",
    PutRows,
    ImportState,
    True,
    Power.IMPORT_CUSTOMERS,
    "Take in a block of rows",
    is_beat=True,
)
FINISH = Op("customer_imports.finish", ImportRef, ImportState, True, Power.IMPORT_CUSTOMERS, "End an import")
STATUS = Op(
    "customer_imports.status", ImportRef, ImportState, False, Power.IMPORT_CUSTOMERS, "Read an import"
)
IMPORTS = Op(
    "customer_imports.imports", ImportsRequest, Imports, False, Power.IMPORT_CUSTOMERS, "List the imports"
)
REJECTS = Op(
    "customer_imports.rejects",
    RejectsRequest,
    Rejects,
    False,
    Power.IMPORT_CUSTOMERS,
    "List the rows that were not taken in",
)
TAKE_BACK = Op(
    "customer_imports.take_back",
    ImportRef,
    TakenBack,
    True,
    Power.IMPORT_CUSTOMERS,
    "Remove the untouched customers of an import",
)
EXPORT = Op(
    "customer_imports.export",
    ExportRequest,
    ExportedRows,
    True,
    Power.IMPORT_CUSTOMERS,
    "Give customers for a file",
)
