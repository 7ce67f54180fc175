"""Why commands of the stock check are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import StockSource
from agentview.contract.stock import StockCell, StockWarehouse
from agentview.ui.failure_words import offline_text
from agentview.ui.views.stock.commands import (
    ADD,
    BACK,
    CHECK,
    COPY,
    CORRECT,
    EXPORT,
    FIND,
    LEAVE,
    LOAD,
    PASTE,
    STOP,
    USE,
)
from agentview.ui.views.stock.rows import StockRow


@dataclass(frozen=True)
class OrderStanding:
    """How the order stands for which stock is checked.

    `against_check` and `against_change` say why its stock is not checked, and why its lines are not changed.
    """

    reference: str
    is_read: bool
    is_sending: bool
    against_check: str | None
    against_change: str | None
    products: frozenset[int]


@dataclass(frozen=True)
class Standing:
    """What decides which commands are open: the line, warehouses, rows, the chosen row, the order."""

    is_cut_off: bool
    is_checking: bool
    places: Sequence[StockWarehouse]
    rows: Sequence[StockRow]
    chosen: StockRow | None
    order: OrderStanding | None


def cause_of(name: str, standing: Standing) -> str | None:
    """Return why a command is closed; None where it is open."""
    is_open = name in {FIND, PASTE, BACK, LEAVE} or (name == COPY and bool(standing.rows))
    if is_open or name == STOP:
        return None if is_open or standing.is_checking else _word("Nobody is asked now")
    if name in {CHECK, ADD, USE, CORRECT, LOAD} and standing.is_cut_off:
        return offline_text()
    if not standing.places:
        return _word("No warehouse can be asked")
    if name == LOAD:
        has_file = any(one.source is StockSource.FILE for one in standing.places)
        return None if has_file else _word("No warehouse sends stock files")
    if not standing.rows:
        return _word("Find a product first")
    return _cause_of_row(name, standing)


def filed_cells(row: StockRow, places: Sequence[StockWarehouse]) -> dict[StockWarehouse, StockCell]:
    """Return the warehouses whose files tell of a product, with what they say."""
    found = {}
    for place in places:
        cell = row.cells.get(place.warehouse_id)
        if place.source is StockSource.FILE and isinstance(cell, StockCell) and cell.is_held:
            found[place] = cell
    return found


def _cause_of_row(name: str, standing: Standing) -> str | None:
    row = standing.chosen
    if name == EXPORT:
        has_answers = any(one.found for one in standing.rows)
        return None if has_answers else _word("Check the stock first")
    if name in {CHECK, COPY}:
        return standing.order.against_check if standing.order is not None and name == CHECK else None
    if row is None:
        return _word("Choose a product first")
    if name in {ADD, USE}:
        return _cause_of_order(name, row, standing.order)
    if name == CORRECT:
        has_filed = bool(filed_cells(row, standing.places))
        return None if has_filed else _word("Check first; only what comes from files is corrected")
    return _word("Press Enter to check it as well") if row.instead_of else None


def _cause_of_order(name: str, row: StockRow, order: OrderStanding | None) -> str | None:
    if order is None:
        return _word("Open the stock check from an order to add products to it")
    if not order.is_read:
        return _word("The order has not been read yet")
    if order.against_change is not None:
        return order.against_change
    is_in_order = row.product_id in order.products
    if name == USE:
        missing = _word("{order} has no line of it yet").replace("{order}", order.reference)
        return None if is_in_order and not row.instead_of else missing
    if is_in_order:
        return _word("{order} has it already; change its line there").replace("{order}", order.reference)
    return _word("The last product is on its way into the order") if order.is_sending else None


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)
