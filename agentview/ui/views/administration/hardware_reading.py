"""How the lists of the hardware administration are read; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from agentview.contract.hardware_admin import (
    METHODS,
    PRODUCTS,
    WAREHOUSES,
    AdminMethod,
    AdminProduct,
    AdminWarehouse,
    ProductsPageRequest,
)
from agentview.contract.op import Message, Nothing
from agentview.contract.value import Line
from agentview.core.errors import NotFound, Refusal
from agentview.core.text import fold
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask, Pages

R = TypeVar("R")


class FoundBy(Message):
    """Which records to list: those whose name or code has the text."""

    text: Line = ""


def products() -> Pages[FoundBy, AdminProduct]:
    """Read products, page after page."""

    def read(gateway: Gateway, ask: Ask[FoundBy]) -> Answer[AdminProduct]:
        page = gateway.call(
            PRODUCTS,
            ProductsPageRequest(
                text=ask.filter.text, after_id=int(ask.after or 0), limit=min(ask.limit, 200)
            ),
        )
        return Answer(page.rows, last=None if page.last_id is None else str(page.last_id))

    return Pages(read, can_jump=False)


def warehouses() -> Pages[FoundBy, AdminWarehouse]:
    """Read warehouses: all there are come at once."""
    return at_once(lambda gateway: gateway.call(WAREHOUSES, Nothing()).rows)


def methods() -> Pages[FoundBy, AdminMethod]:
    """Read ways of delivery: all there are come at once."""
    return at_once(lambda gateway: gateway.call(METHODS, Nothing()).rows)


def warehouse_of(gateway: Gateway, warehouse_id: int) -> AdminWarehouse:
    """Read one warehouse. Raises NotFound."""
    return one_of(gateway.call(WAREHOUSES, Nothing()).rows, "warehouse_id", warehouse_id)


def method_of(gateway: Gateway, method_id: int) -> AdminMethod:
    """Read one way of delivery. Raises NotFound."""
    return one_of(gateway.call(METHODS, Nothing()).rows, "delivery_method_id", method_id)


def one_of(rows: Sequence[R], name: str, key: int) -> R:
    """The row with this key. Raises NotFound."""
    for row in rows:
        if getattr(row, name) == key:
            return row
    raise NotFound(Refusal("E-NOT-FOUND", values={name: key}))


def at_once(read_all: Callable[[Gateway], Sequence[Any]]) -> Pages[Any, Any]:
    """Pages of a list of which all rows come at once; the text is looked for in name and code."""

    def read(gateway: Gateway, ask: Ask[FoundBy]) -> Answer[Any]:
        wanted = fold(ask.filter.text)
        meant = [row for row in read_all(gateway) if wanted in fold(f"{row.fields.name} {row.fields.code}")]
        if ask.is_descending:
            meant.reverse()
        return Answer(meant[ask.offset : ask.offset + ask.limit], total=len(meant))

    return Pages(read)
