"""What a warehouse has, as AgentView asks it: so many pieces, or no answer and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeAlias


class Silence(StrEnum):
    """Why a warehouse tells nothing of a product; each is a code with a text."""

    ADDRESS = "E-STOCK-ADDRESS"
    UNREACHABLE = "E-STOCK-UNREACHABLE"
    TIMEOUT = "E-STOCK-TIMEOUT"
    REFUSED = "E-STOCK-REFUSED"
    KEY = "E-STOCK-KEY"
    LATER = "E-STOCK-LATER"
    LARGE = "E-STOCK-LARGE"
    MALFORMED = "E-STOCK-MALFORMED"
    NOT_KNOWN = "E-STOCK-NOT-KNOWN"
    NO_FILE = "E-STOCK-NO-FILE"


@dataclass(frozen=True, slots=True)
class Asked:
    """A product by its SKU, and how many pieces are wanted."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Available:
    """There are so many pieces; `is_at_least`: it said only that there are enough.

    More come on `expected_on`, where it says so.
    """

    quantity: int
    expected_on: date | None = None
    is_at_least: bool = False


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Nobody knows how many there are."""

    code: Silence


StockAnswer: TypeAlias = Available | Unavailable
StockAnswers: TypeAlias = Mapping[str, StockAnswer]
"""By SKU; every product that was asked for is there."""


class StockSystem(Protocol):
    """A warehouse that can be asked. Calls may take long and come from several threads; they raise nothing.

    Asking changes nothing and reserves nothing.
    """

    def check(self, asked: Sequence[Asked]) -> StockAnswers:
        """Ask for several products, each SKU once."""
        ...


def silent(asked: Sequence[Asked], why: Silence) -> StockAnswers:
    """Return the answers of a warehouse that tells nothing of anything."""
    return {one.sku: Unavailable(why) for one in asked}
