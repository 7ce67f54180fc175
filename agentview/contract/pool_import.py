"""The plans of pools from a file: a dry run line by line, then all of it or nothing (S-15, E51)."""

from enum import StrEnum

from pydantic import Field

from agentview.contract.contract_catalogue import Cents
from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RefusalInfo
from agentview.core.power import Power

MOST_LINES = 1_000
"""So many lines one import may have."""


class PoolLine(Message):
    """A line: which plan stands in which pool, and how. `refusals` say what of it could not be read.

    Amounts in minor units excluding tax; None is nothing.
    """

    number: int = Field(ge=1, le=2**31)
    pool: Line
    plan_code: Line
    weight: int | None = Field(default=None, ge=0, le=1_000_000)
    upgrade_charge_cents: Cents | None = None
    crossgrade_charge_cents: Cents | None = None
    downgrade_charge_cents: Cents | None = None
    upgrade_discount_cents: Cents | None = None
    crossgrade_discount_cents: Cents | None = None
    downgrade_discount_cents: Cents | None = None
    refusals: tuple[RefusalInfo, ...] = Field(default=(), max_length=20)


class PoolLines(Message):
    """The lines of a file."""

    lines: tuple[PoolLine, ...] = Field(min_length=1, max_length=MOST_LINES)


class LineEffect(StrEnum):
    """What a line comes to."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    SAME = "SAME"


class PoolLineVerdict(Message):
    """What a line comes to, or every reason against it; `changed` names the fields that it changes."""

    number: int
    pool: str
    plan_code: str
    plan: str
    effect: LineEffect | None
    changed: tuple[str, ...]
    refusals: tuple[RefusalInfo, ...]


class PoolLinesChecked(Message):
    """A verdict for each line; nothing was written."""

    verdicts: tuple[PoolLineVerdict, ...]


class PoolLinesImported(Message):
    """How many plans were put into pools, changed, and were so already."""

    added: int
    changed: int
    same: int


CHECK_PLANS = Op(
    "contract_catalogue.check_plans",
    PoolLines,
    PoolLinesChecked,
    False,
    Power.CATALOGUE_ADMIN,
    "Try out a file of pool plans",
)
IMPORT_PLANS = Op(
    "contract_catalogue.import_plans",
    PoolLines,
    PoolLinesImported,
    True,
    Power.CATALOGUE_ADMIN,
    "Import pool plans",
)
