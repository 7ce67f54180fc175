"""Reads what a TMF687 `ProductStock` says of a product: how many there are, and when more come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

MOST_PIECES = 999_999_999
"""More than this of one product is no quantity but a fault."""

_LONGEST_NUMBER = 40
_LONGEST_SKU = 100
_ISO_DAY = 10


@dataclass(frozen=True, slots=True)
class StockLevel:
    """A product by its SKU; how many pieces there are, None where it does not say; when more are expected."""

    sku: str
    quantity: int | None
    expected_on: date | None


def read_level(stock: object) -> StockLevel:
    """Return what a `ProductStock` says. Raises ValueError where it names no product, or no real quantity."""
    level = part(stock, "productStockLevel")
    said = level.get("amount")
    quantity = None if said is None else pieces(said)
    return StockLevel(sku_of(stock), quantity, day_of(part(stock, None).get("replenishmentDate")))


def sku_of(stock: object) -> str:
    """Return the SKU of a `ProductStock`: the id of the specification, else of the product itself."""
    product = part(stock, "stockedProduct")
    for said in (part(product, "productSpecification").get("id"), product.get("id")):
        if isinstance(said, str) and said.strip() and len(said) <= _LONGEST_SKU:
            return said.strip()
    raise ValueError("names no product")


def pieces(said: object) -> int:
    """Return a quantity in whole pieces: 2.5 are 2, less than none is none. Raises ValueError otherwise.

    Numbers come as numbers and as texts ("12.0").
    """
    text = str(said).strip() if isinstance(said, int | float | str) and not isinstance(said, bool) else ""
    if not text.isascii() or len(text) > _LONGEST_NUMBER:
        raise ValueError("is no number")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("is no number") from error
    # Before it becomes whole: a number of a million digits would never end.
    if not number.is_finite() or number > MOST_PIECES:
        raise ValueError("is no number of pieces")
    return int(number) if number > 0 else 0


def day_of(said: object) -> date | None:
    """Return the day of a moment or day in ISO form; None for anything else."""
    if not isinstance(said, str):
        return None
    try:
        return date.fromisoformat(said.strip()[:_ISO_DAY])
    except ValueError:
        return None


def part(value: object, name: str | None) -> Mapping[str, object]:
    """Return an object within an object (None: the value itself); an empty one where there is none."""
    found = value.get(name) if isinstance(value, Mapping) and name is not None else value
    return found if isinstance(found, Mapping) and (name is None or isinstance(value, Mapping)) else {}
