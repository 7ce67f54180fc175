"""Bulk migrations as they are carried out: begun once, line by line, and gone on with after an interruption.

A run is recognised by the digest of its lines: the same lines begun twice are one run. The server keeps the
lines and what became of each, so that any desktop goes on with them.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.bulk_migrations import LARGEST_BLOCK, BulkLine
from agentview.contract.op import Message, Op
from agentview.contract.value import Line, Position, RecordId, RefusalInfo
from agentview.core.power import Power

MOST_LINES = 10_000
"""A run has at most as many lines."""

TYPED_FROM = 20
"""Of more lines the number is typed before they are carried out, and always where any is forced (D-22)."""

LARGEST_STEP = 10
"""As many lines are carried out in one request, and in one transaction."""


class BulkStatus(StrEnum):
    """How far a run is; while it is LOADING its lines are still coming in."""

    LOADING = "LOADING"
    RUNNING = "RUNNING"
    FINISHED = "FINISHED"
    CANCELLED = "CANCELLED"

    @property
    def is_open(self) -> bool:
        """Say whether it goes on."""
        return self in {BulkStatus.LOADING, BulkStatus.RUNNING}


class LineOutcome(StrEnum):
    """What became of a line."""

    WAITING = "WAITING"
    MADE = "MADE"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"


class BeginBulk(Message):
    """Begin a run, or go on with the one that has these lines. `again`: they were done before, and are meant.

    `is_forced`: lines of it may be completed at once (R-MIG-19). `typed_number` is the number of lines as it
    was typed, where it must be (D-22).
    """

    name: Line
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    total: Annotated[int, Field(ge=1, le=MOST_LINES)]
    is_forced: bool = False
    typed_number: Annotated[int, Field(ge=0, le=MOST_LINES)] | None = None
    again: bool = False


class BulkRef(Message):
    """A run."""

    bulk_id: RecordId


class PutLines(Message):
    """Bring the lines that follow the first `loaded` ones. The same block again changes nothing."""

    bulk_id: RecordId
    loaded: Position
    lines: Annotated[tuple[BulkLine, ...], Field(min_length=1, max_length=LARGEST_BLOCK)]


class NextLines(Message):
    """Carry out the next lines of a run. Several at once come one after the other: no line is done twice."""

    bulk_id: RecordId
    limit: Annotated[int, Field(ge=1, le=LARGEST_STEP)] = LARGEST_STEP


class BulkState(Message):
    """How far a run is. Of `total` lines `loaded` are with the server and `done` are over."""

    bulk_id: int
    name: str
    status: BulkStatus
    is_forced: bool
    total: int
    loaded: int
    done: int
    made: int
    refused: int
    started_at: datetime
    finished_at: datetime | None
    started_by: str
    may_go_on: bool


class LineResult(Message):
    """A line and what became of it. `order_id`, `customer` and the quote are those of the migration made.

    `number` counts from 1; `row` is that of the spreadsheet, 0 where there is none.
    """

    number: int
    row: int
    package: str
    plan_code: str
    effective_on: date | None
    force_complete: bool
    outcome: LineOutcome
    order_id: int | None
    reference: str
    customer: str
    quoted_cents: int | None
    currency: str
    refusals: tuple[RefusalInfo, ...]


class ResultsRequest(Message):
    """The lines of a run, after one that is known; of one outcome, or all."""

    bulk_id: RecordId
    outcome: LineOutcome | None = None
    after_number: Position = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 200


class Results(Message):
    """A page of lines in their order."""

    lines: tuple[LineResult, ...]
    has_more: bool


class RunsRequest(Message):
    """The runs of the provider, newest first, before one that is known."""

    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Runs(Message):
    """A page of runs."""

    runs: tuple[BulkState, ...]
    has_older: bool


def digest_of(lines: Iterable[BulkLine]) -> str:
    """Return what recognises these lines, from whatever file or selection they come."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.model_dump_json(exclude={"row"}).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def must_type(total: int, *, is_forced: bool) -> bool:
    """Say whether the number of lines must be typed before they are carried out (D-22)."""
    return is_forced or total > TYPED_FROM


_POWER = Power.PKG_CANCEL_MIGRATE
BEGIN = Op(
    "bulk_migrations.begin", BeginBulk, BulkState, True, _POWER, "Begin or go on with a bulk migration"
)
PUT = Op(
    "bulk_migrations.put",
    PutLines,
    BulkState,
    True,
    _POWER,
    "Bring lines of a bulk migration",
    is_beat=True,
)
NEXT = Op(
    "bulk_migrations.next",
    NextLines,
    BulkState,
    True,
    _POWER,
    "Carry out the next lines of a bulk migration",
    is_beat=True,
)
CANCEL = Op(
    "bulk_migrations.cancel", BulkRef, BulkState, True, _POWER, "Leave the rest of a bulk migration undone"
)
STATUS = Op("bulk_migrations.status", BulkRef, BulkState, False, _POWER, "Read how far a bulk migration is")
RESULTS = Op(
    "bulk_migrations.results", ResultsRequest, Results, False, _POWER, "List what became of each line"
)
RUNS = Op("bulk_migrations.runs", RunsRequest, Runs, False, _POWER, "List the bulk migrations")
