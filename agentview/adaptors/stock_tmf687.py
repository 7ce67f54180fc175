"""The words of TMF687 4.1: how a warehouse is asked for its stock, and what its answers mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from agentview.adaptors.stock_port import Asked, Available, Silence, StockAnswer, Unavailable
from agentview.files.product_stock import day_of, part, pieces, read_level

CHECK, QUERY = "checkProductStock", "queryProductStock"
_PIECES = "piece"
_ENOUGH = frozenset({"available", "instock", "ok"})
_TOO_FEW = frozenset({"unavailable", "notavailable", "outofstock", "alternate", "alternative"})
_AT_WORK = frozenset({"accepted", "inprogress"})
_FAILED = "terminatedwitherror"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says without telling a quantity: whether there are enough, and when more come."""

    is_enough: bool
    expected_on: date | None

    def answer(self, wanted: int) -> Available:
        """Return the answer that this amounts to: as many as were asked for at least, or none."""
        return Available(wanted if self.is_enough else 0, self.expected_on, is_at_least=self.is_enough)


def check_body(asked: Sequence[Asked]) -> bytes:
    """Return a `CheckProductStock` that asks for several products at once."""
    items = [
        {
            "@type": "CheckProductStockItem",
            "id": str(number),
            "requestedQuantity": {"amount": one.quantity, "units": _PIECES},
            "checkedProductStock": _product(one.sku),
        }
        for number, one in enumerate(asked, 1)
    ]
    return msgspec.json.encode(
        {
            "@type": "CheckProductStock",
            "instantSyncCheck": True,
            "provideAlternative": False,
            "checkProductStockItem": items,
        }
    )


def query_body(sku: str) -> bytes:
    """Return a `QueryProductStock` that asks how many there are of a product."""
    return msgspec.json.encode(
        {"@type": "QueryProductStock", "instantSyncCheck": True, "searchCriteria": _product(sku)}
    )


def _product(sku: str) -> dict[str, object]:
    specification = {"@type": "ProductSpecificationRef", "id": sku}
    return {
        "@type": "ProductStock",
        "stockedProduct": {"@type": "Product", "productSpecification": specification},
    }


def read_check(body: bytes, asked: Sequence[Asked]) -> dict[str, StockAnswer | Verdict]:
    """Return what an answered check says of each product. Raises ValueError where it cannot be read at all.

    Items are told apart by the ids that were sent; what is not among them says nothing.
    """
    task = _task(body)
    told = {str(item.get("id")): item for item in _items(task, "checkProductStockItem")}
    whole = _state(task)
    return {one.sku: _of_item(told.get(str(number)), whole) for number, one in enumerate(asked, 1)}


def read_query(body: bytes, sku: str) -> StockAnswer:
    """Return how many there are of a product, all places together. Raises ValueError."""
    task = _task(body)
    unfinished = _unfinished(_state(task))
    if unfinished is not None:
        return unfinished
    found = [(read_level(item), item) for item in _items(task, "queryProductStockItem")]
    of_product = [(level, item) for level, item in found if level.sku == sku and level.quantity is not None]
    if not of_product:
        return Unavailable(Silence.NOT_KNOWN)
    total = sum(
        level.quantity or 0
        for level, item in of_product
        if _word(item.get("productStockStatusType")) in {"", "available"}
    )
    days = [level.expected_on for level, _ in of_product if level.expected_on is not None]
    return Available(pieces(total), min(days, default=None))


def _of_item(item: Mapping[str, object] | None, whole: str) -> StockAnswer | Verdict:
    unfinished = _unfinished(_state(item) if item else whole) or _unfinished(whole)
    if unfinished is not None:
        return unfinished
    if item is None:
        return Unavailable(Silence.NOT_KNOWN)
    stock = part(item, "checkedProductStock")
    expected_on = day_of(stock.get("replenishmentDate"))
    amount = part(stock, "productStockLevel").get("amount")
    if amount is not None:
        try:
            return Available(pieces(amount), expected_on)
        except ValueError:
            return Unavailable(Silence.MALFORMED)
    result = _word(item.get("availabilityResult"))
    if result in _ENOUGH or result in _TOO_FEW:
        return Verdict(result in _ENOUGH, expected_on)
    return Unavailable(Silence.NOT_KNOWN if result == "unknown" else Silence.MALFORMED)


def _unfinished(state: str) -> Unavailable | None:
    if state == _FAILED:
        return Unavailable(Silence.REFUSED)
    return Unavailable(Silence.LATER) if state in _AT_WORK else None


def _task(body: bytes) -> Mapping[str, object]:
    try:
        task = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError("is no JSON") from error
    if not isinstance(task, dict):
        raise ValueError("is no task")  # noqa: TRY004 - what was sent is wrong, not how we call
    return task


def _items(task: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    many = task.get(name)
    if not isinstance(many, list):
        many = []
    return (item for item in many if isinstance(item, dict))


def _state(task: Mapping[str, object]) -> str:
    return _word(task.get("state"))


def _word(said: object) -> str:
    """Return a word of an enumeration without case and marks: they are spelt in many ways."""
    return "".join(filter(str.isalpha, said.lower())) if isinstance(said, str) else ""
