"""The audit log: who did what to which record, and when; reading it is written down as well (S-35, D-19)."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, RecordId
from agentview.core.power import Power

_FIRST, _LAST = date(1990, 1, 1), date(2199, 12, 31)
Day = Annotated[date, Field(ge=_FIRST, le=_LAST)]
At = Annotated[
    AwareDatetime,
    Field(ge=datetime(1990, 1, 1, tzinfo=UTC), le=datetime(2199, 12, 31, tzinfo=UTC)),
]
Place = Annotated[str, Field(min_length=1, max_length=500)]


class AuditFilter(Message):
    """What to look for; what is empty does not filter.

    `record` is a reference as people see it: PO-10482, PO-10482/1, CR-, PS-, SS-, AC- or WI- with a number.
    `customer` is an account number. `entity` alone means a kind of record, with `entity_id` one of them.
    The days go from `from_on` to `to_on`, both included, where the caller works; to the moment, the span goes
    from `since` to before `until`. `text` is looked for in reasons.
    """

    user_id: RecordId | None = None
    entity: Line | None = None
    entity_id: RecordId | None = None
    record: Line = ""
    action: Line | None = None
    customer: Line = ""
    from_on: Day | None = None
    to_on: Day | None = None
    since: At | None = None
    until: At | None = None
    text: Line = ""


class OpenRequest(Message):
    """What will be read."""

    filter: AuditFilter = AuditFilter()


class Reading(Message):
    """A reading that was written down; pages of this filter may be read with it for twelve hours.

    `matches` counts what was found among the newest `looked_at` entries, up to `cap`; `is_whole`: all were
    looked at, and `matches` is what there is if it is below `cap`.
    """

    reading_id: int
    matches: int
    cap: int
    is_whole: bool
    as_of: datetime


class EntriesRequest(Message):
    """The next entries of a reading, from the place where the last page ended."""

    reading_id: RecordId
    filter: AuditFilter = AuditFilter()
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class AuditEntryLine(Message):
    """An entry. Old and new stand as they were written: what was masked then stays masked."""

    id: int
    at: datetime
    by: str
    user_id: int | None
    entity: str
    entity_id: int
    reference: str
    action: str
    field: str | None
    old: str | None
    new: str | None
    reason: str | None
    account_id: int | None
    account_no: str | None
    is_internal: bool


class Entries(Message):
    """Entries, newest first. A page may be short where little matches: `last` says where to go on looking.

    `looked_back_to` is the time of the oldest entry that was looked at; `last` is None at the end.
    """

    rows: tuple[AuditEntryLine, ...]
    last: str | None
    looked_back_to: datetime | None


class AuditExportRequest(Message):
    """The next rows of an export; the first page (no `after`) is audited."""

    filter: AuditFilter = AuditFilter()
    columns: tuple[Line, ...] = Field(default=(), max_length=30)
    after: Place | None = None


class AuditExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[AuditEntryLine, ...]
    last: str | None
    total: int
    zone: str


class AuditPerson(Message):
    """Somebody of the own provider who may stand in the log."""

    user_id: int
    name: str


class AuditFacets(Message):
    """What the filters can be set to: the own people, the kinds of record, and actions of late."""

    people: tuple[AuditPerson, ...]
    entities: tuple[str, ...]
    actions: tuple[str, ...]


OPEN = Op(
    "audit.open",
    OpenRequest,
    Reading,
    True,
    Power.READ_AUDIT,
    "Begin to read the audit log",
    is_beat=True,
)
ENTRIES = Op(
    "audit.entries", EntriesRequest, Entries, False, Power.READ_AUDIT, "Read entries of the audit log"
)
FACETS = Op(
    "audit.facets", Nothing, AuditFacets, False, Power.READ_AUDIT, "List what the audit log is filtered by"
)
EXPORT = Op(
    "audit.export",
    AuditExportRequest,
    AuditExportPage,
    True,
    Power.READ_AUDIT,
    "Export the audit log",
)
