"""What a warehouse has, from its stock file: a dry run line by line, then all of it or nothing."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.stock import StockQuantity
from agentview.contract.value import Line, RecordId, RefusalInfo
from agentview.core.power import Power

MOST_LINES = 5_000
"""So many lines one stock file may have."""


class StockLine(Message):
    """A line: how many pieces there are of a product, and when more come.

    `refusals` say what of it could not be read.
    """

    number: int = Field(ge=1, le=2**31)
    sku: Line
    available: StockQuantity | None = None
    expected_on: date | None = None
    refusals: tuple[RefusalInfo, ...] = Field(default=(), max_length=10)


class StockLines(Message):
    """The lines of a file of a warehouse; `as_of` is when it was so, None: now.

    Products of the warehouse that the file does not name stay as they are known.
    """

    warehouse_id: RecordId
    file_name: Line
    lines: Annotated[tuple[StockLine, ...], Field(min_length=1, max_length=MOST_LINES)]
    as_of: datetime | None = None


class StockEffect(StrEnum):
    """What a line comes to."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    SAME = "SAME"
    PASSED_OVER = "PASSED_OVER"
    """The provider sells nothing with this SKU: the warehouse holds more than ours."""


class StockLineVerdict(Message):
    """What a line comes to, or every reason against it; `was` is what was known before."""

    number: int
    sku: str
    product: str
    available: int | None
    was: int | None
    expected_on: date | None
    effect: StockEffect | None
    refusals: tuple[RefusalInfo, ...]


class StockLinesChecked(Message):
    """A verdict for each line; nothing was written."""

    verdicts: tuple[StockLineVerdict, ...]


class StockLinesLoaded(Message):
    """How many products have become known, changed, were so already, and are not ours."""

    added: int
    changed: int
    same: int
    passed_over: int


CHECK_FILE = Op(
    "stock.check_file",
    StockLines,
    StockLinesChecked,
    False,
    Power.STOCK_ADJUST,
    "Try out a stock file",
)
LOAD_FILE = Op(
    "stock.load_file",
    StockLines,
    StockLinesLoaded,
    True,
    Power.STOCK_ADJUST,
    "Take in a stock file",
)
