"""Many package migrations from a file or a selection: what would become of each line (E16).

The semantics of the import: no line in the past, today counts as the future, no first period end, services
follow by their type. Extras are given up and fees are charged; the dry run says of each line how much.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from agentview.contract.migration_quote import Direction
from agentview.contract.op import Message, Op
from agentview.contract.value import Line, Position, Prose, RecordId, RefusalInfo
from agentview.core.power import Power

LARGEST_BLOCK = 100
"""As many lines are judged in one request."""


class BulkLine(Message):
    """A line: a package by its PS- number, to a plan by its code.

    `effective_on` None: the day on which it is carried out. `row` is that of the spreadsheet, or 0.
    `refusals` are why the line could not be read; it is refused for them.
    """

    package: Line
    plan_code: Line
    effective_on: date | None = None
    force_complete: bool = False
    note: Prose = ""
    row: Position = 0
    refusals: Annotated[tuple[RefusalInfo, ...], Field(max_length=20)] = ()


class CheckLines(Message):
    """Lines to judge as they would be migrated now; nothing is written."""

    lines: Annotated[tuple[BulkLine, ...], Field(min_length=1, max_length=LARGEST_BLOCK)]


class LineFit(Message):
    """What a line comes to, in minor units excluding tax.

    `charged_cents` and `credited_cents` are both positive; their difference is the total of the quote.
    `dropped` names the services that end, `extras` counts the bolt-ons and add-ons given up (R-MIG-15).
    """

    package_id: int
    reference: str
    account_id: int
    customer: str
    losing_plan: str
    winning_plan: str
    effective_on: date
    direction: Direction
    charged_cents: int
    credited_cents: int
    currency: str
    dropped: tuple[str, ...]
    extras: int


class LineVerdict(Message):
    """A line fits where there are no refusals. `fit` is None where no pool holds both plans."""

    fit: LineFit | None
    refusals: tuple[RefusalInfo, ...]


class LinesChecked(Message):
    """The verdicts in the order of the lines."""

    verdicts: tuple[LineVerdict, ...]


class CandidatesRequest(Message):
    """Ask for the active packages of a plan, after one that is known."""

    plan_code: Line
    after_id: Position = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 500


class Candidate(Message):
    """A package that could be chosen."""

    package_id: RecordId
    reference: str
    account_no: str
    customer: str


class Candidates(Message):
    """A page of packages, the oldest first."""

    packages: tuple[Candidate, ...]
    has_more: bool


CHECK = Op(
    "bulk_migrations.check",
    CheckLines,
    LinesChecked,
    False,
    Power.PKG_CANCEL_MIGRATE,
    "Judge the lines of a bulk migration",
)
CANDIDATES = Op(
    "bulk_migrations.candidates",
    CandidatesRequest,
    Candidates,
    False,
    Power.PKG_CANCEL_MIGRATE,
    "List the active packages of a plan",
)
