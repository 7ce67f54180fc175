"""Decides what the stock check asks and shows; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Protocol

from agentview.contract.feed import Topic
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_catalogue import PRODUCTS, ProductRow, Products, ProductsRequest
from agentview.contract.hardware_orders import HardwareOrder
from agentview.contract.op import Nothing
from agentview.contract.stock import (
    CHECK,
    MOST_PIECES,
    MOST_PRODUCTS,
    WAREHOUSES,
    CheckedProduct,
    CheckStockRequest,
    StockChecked,
    StockWarehouse,
    StockWarehouses,
    WantedProduct,
)
from agentview.core.errors import AgentViewError
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.stock.arrivals import Arrival, Arrivals
from agentview.ui.views.stock.order_host import OrderHost, OrderPlace
from agentview.ui.views.stock.pasting import Pasted, find_pasted, pasted_lines
from agentview.ui.views.stock.rows import Asking, Failed, Progress, StockRow, row_of, row_of_stock

_FOUND = 50


class StockView(Protocol):
    """What the presenter tells."""

    def show_products(self, found: Products) -> None:
        """Show what was found in the catalogue."""
        ...

    def show_search_failed(self, error: Exception) -> None:
        """Say that the catalogue could not be read."""
        ...

    def show_warehouses(self, places: Sequence[StockWarehouse]) -> None:
        """Make a column for each warehouse that is asked; none: nobody can be."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Say that the warehouses could not be read."""
        ...

    def show_rows(self) -> None:
        """Show rows, substitutes and how far the check is, as they are now."""
        ...

    def show_pasted(self, pasted: Pasted) -> None:
        """Say what was found of what was pasted."""
        ...

    def show_order(self, order: HardwareOrder) -> None:
        """Show for which order stock is checked."""
        ...

    def show_order_failed(self, error: Exception) -> None:
        """Say that the order could not be read."""
        ...

    def show_added(self, row: StockRow, order: HardwareOrder) -> None:
        """Say that a product is in the order now."""
        ...

    def show_not_added(self, error: Exception) -> None:
        """Say that a product could not be put into the order, or that nobody knows."""
        ...


class StockPresenter:
    """Keeps the rows; each warehouse fills its column when it answers."""

    def __init__(
        self, desk: Desk, view: StockView, place: OrderPlace | None = None, make_key: NewKey = new_key
    ) -> None:
        """Reads nothing before `start`; `place` names the order for which stock is checked."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self.host = None if place is None else OrderHost(desk, self, place, make_key)
        self.rows: tuple[StockRow, ...] = ()
        self.places: tuple[StockWarehouse, ...] = ()
        self.checked_at: datetime | None = None
        self.is_outdated = False
        self._substitutes: dict[int, dict[int, StockRow]] = {}
        self._arrivals: Arrivals | None = None
        self._ordered: dict[int, int] = {}
        self._is_check_due = False
        self._unsubscribe = desk.shell.on_news(self._hear)

    def start(self) -> None:
        """Reads warehouses and the catalogue, and checks what the order asks for, where there is one."""
        gateway = self._desk.gateway
        if self.host is not None:
            self.check_order()
        self._desk.runner.submit(
            lambda: gateway.call(WAREHOUSES, Nothing()),
            self._on_places,
            self._view.show_failed,
            self,
            newest="places",
        )
        self.search("")

    def close(self) -> None:
        """Stops waiting and hearing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._desk.runner.drop(self)
        if self.host is not None:
            self.host.close()

    # What the person does

    def check_order(self) -> None:
        """Checks what the order asks for, as soon as it is read."""
        if self.host is not None:
            self._is_check_due = True
            self.host.read()

    def search(self, text: str) -> None:
        """Looks for products on sale."""
        gateway, request = self._desk.gateway, ProductsRequest(text=text, limit=_FOUND)
        self._desk.runner.submit(
            lambda: gateway.call(PRODUCTS, request),
            self._view.show_products,
            self._view.show_search_failed,
            self,
            newest="search",
        )

    def add_product(self, product: ProductRow) -> bool:
        """Puts a product among those that are checked, or one more of it; say whether there was room."""
        known = next((row for row in self.rows if row.product_id == product.product_id), None)
        if known is not None:
            self.set_quantity(known.product_id, known.qty + 1)
            return True
        if len(self.rows) == MOST_PRODUCTS:
            return False
        self._change((*self.rows, row_of(product)))
        return True

    def take_instead(self, substitute: StockRow) -> None:
        """Puts a substitute among those that are checked, with what is known of it."""
        if all(row.product_id != substitute.product_id for row in self.rows):
            self._change((*self.rows, replace(substitute, instead_of="")))

    def set_quantity(self, product_id: int, qty: int) -> None:
        """Asks for so many pieces; what was answered for another number is gone."""
        if not 1 <= qty <= MOST_PIECES:
            return
        rows = tuple(
            replace(row, qty=qty, cells={}) if row.product_id == product_id and row.qty != qty else row
            for row in self.rows
        )
        if rows != self.rows:
            self._substitutes.pop(product_id, None)
            self._change(rows)

    def remove(self, product_id: int) -> None:
        """Takes a product away."""
        self._substitutes.pop(product_id, None)
        self._change(tuple(row for row in self.rows if row.product_id != product_id))

    def check(self) -> None:
        """Asks every warehouse, each with a question of its own; a check that runs goes on."""
        if not self.rows or not self.places or self.is_checking:
            return
        gateway = self._desk.gateway
        products = tuple(WantedProduct(product_id=row.product_id, qty=row.qty) for row in self.rows)
        asked = {
            place.warehouse_id: CheckStockRequest(
                products=products,
                hardware_order_id=None if self.host is None else self.host.place.order_id,
                warehouse_ids=(place.warehouse_id,),
            )
            for place in self.places
        }
        self._arrivals = Arrivals(
            {
                number: partial(gateway.call, CHECK, request, key=self._make_key())
                for number, request in asked.items()
            }
        )
        self._substitutes, self.is_outdated = {}, False
        self.rows = tuple(replace(row, cells=dict.fromkeys(asked, Asking())) for row in self.rows)
        self._view.show_rows()
        self._await(self._arrivals)

    def stop(self) -> None:
        """Waits for nobody any more; what has been answered stays."""
        if self.is_checking:
            self._change(self.rows)

    def paste(self, text: str) -> None:
        """Puts products among those that are checked, as they stand in a spreadsheet: SKU and quantity."""
        lines = pasted_lines(text)
        if not lines:
            return
        gateway = self._desk.gateway
        known = {row.sku.casefold() for row in self.rows}
        new = sum(line.sku.casefold() not in known for line in lines)
        room = MOST_PRODUCTS - len(self.rows) + len(lines) - new
        self._desk.runner.submit(
            lambda: find_pasted(gateway, lines, room),
            self._on_pasted,
            self._view.show_search_failed,
            self,
            newest="paste",
        )

    def add_to_order(self, row: StockRow) -> None:
        """Puts a product into the order, from the first warehouse that has enough."""
        if self.host is not None:
            self.host.add(row)
            self._view.show_rows()

    # What the order tells (OrderScreen)

    def show_order(self, order: HardwareOrder) -> None:
        """Follows the order: what it wants now is what is checked; what was typed here beside it stays."""
        if self.host is None:
            return
        asked = self.host.rows()[:MOST_PRODUCTS]
        by_id = {row.product_id: row for row in asked}
        rows = [self._follow(row, by_id.get(row.product_id)) for row in self.rows]
        known = {row.product_id for row in rows}
        rows += [self._with_what_is_known(row) for row in asked if row.product_id not in known]
        self._ordered = {row.product_id: row.qty for row in asked}
        self._take_rows(tuple(rows[:MOST_PRODUCTS]))
        self._view.show_order(order)
        self._check_if_due()

    def show_order_failed(self, error: Exception) -> None:
        """Says that the order could not be read."""
        self._is_check_due = False
        self._view.show_order_failed(error)

    def show_added(self, row: StockRow, order: HardwareOrder) -> None:
        """Says that a product is in the order now."""
        self._view.show_added(row, order)

    def show_not_added(self, error: Exception) -> None:
        """Says that a product could not be put into the order."""
        self._view.show_rows()
        self._view.show_not_added(error)

    # What is shown

    @property
    def is_checking(self) -> bool:
        """Whether a warehouse is still waited for."""
        return self._arrivals is not None

    @property
    def progress(self) -> Progress:
        """How far the check is, or how old what it found."""
        has_answers = any(row.found for row in self.rows)
        return Progress(
            is_checking=self.is_checking,
            asked=len(self.places),
            checked_at=self.checked_at if has_answers else None,
            is_outdated=self.is_outdated,
        )

    @property
    def substitutes(self) -> tuple[StockRow, ...]:
        """What can be sold in the place of products of which no warehouse has enough."""
        return tuple(
            other
            for row in self.rows
            if row.is_short
            for other in self._substitutes.get(row.product_id, {}).values()
        )

    # Inside

    def _on_pasted(self, pasted: Pasted) -> None:
        rows = {row.product_id: row for row in self.rows}
        for product, qty in pasted.found:
            known = rows.get(product.product_id)
            if known is None or known.qty != qty:
                self._substitutes.pop(product.product_id, None)
                ships_from = "" if known is None else known.ships_from
                rows[product.product_id] = replace(row_of(product, qty), ships_from=ships_from)
        self._change(tuple(rows.values())[:MOST_PRODUCTS])
        self._view.show_pasted(pasted)

    def _follow(self, row: StockRow, asked: StockRow | None) -> StockRow:
        """Return a row as the order wants it now, if that is another quantity than before."""
        if asked is None:
            return replace(row, ships_from="")
        row = replace(row, ships_from=asked.ships_from)
        if self._ordered.get(row.product_id) == asked.qty or row.qty == asked.qty:
            return row
        self._substitutes.pop(row.product_id, None)
        return replace(row, qty=asked.qty, cells={})

    def _with_what_is_known(self, row: StockRow) -> StockRow:
        """Return a row with the cells of the substitute that it was until now."""
        for others in self._substitutes.values():
            other = others.get(row.product_id)
            if other is not None and other.qty == row.qty:
                return replace(row, cells=other.cells)
        return row

    def _take_rows(self, rows: tuple[StockRow, ...]) -> None:
        """Takes rows that may be the same but for where their lines ship from."""
        if [(row.product_id, row.qty) for row in rows] == [(row.product_id, row.qty) for row in self.rows]:
            self.rows = rows
            self._view.show_rows()
        else:
            self._change(rows)

    def _check_if_due(self) -> None:
        """Checks once both the order and the warehouses are known."""
        is_known = self.host is not None and self.host.order is not None
        if self._is_check_due and is_known and self.places:
            self._is_check_due = False
            if self.host is not None and self.host.refusal(HardwareCommand.CHECK_STOCK) is None:
                self.check()

    def _change(self, rows: tuple[StockRow, ...]) -> None:
        """Takes other rows; answers on the way are to a question that nobody asks any more."""
        if self._arrivals is not None:
            self._arrivals = None
            rows = tuple(
                replace(
                    row, cells={at: cell for at, cell in row.cells.items() if not isinstance(cell, Asking)}
                )
                for row in rows
            )
        self.rows = rows
        self._view.show_rows()

    def _await(self, arrivals: Arrivals) -> None:
        self._desk.runner.submit(
            arrivals.take,
            lambda arrival: self._on_arrival(arrivals, arrival),
            lambda error: self._on_broken(arrivals, error),
            self,
            newest="check",
        )

    def _on_places(self, found: StockWarehouses) -> None:
        self.places = tuple(place for place in found.rows if place.is_asked)
        self._view.show_warehouses(self.places)
        self._view.show_rows()
        self._check_if_due()

    def _on_arrival(self, arrivals: Arrivals, arrival: Arrival) -> None:
        if arrivals is not self._arrivals:
            return
        warehouse_id, answer = arrival
        if isinstance(answer, AgentViewError):
            self.rows = tuple(row.with_cell(warehouse_id, Failed(answer)) for row in self.rows)
        else:
            self._take(answer)
        if not arrivals.left:
            self._arrivals = None
        self._view.show_rows()
        if arrivals.left:
            self._await(arrivals)

    def _take(self, answer: StockChecked) -> None:
        self.checked_at = answer.checked_at
        self._desk.shell.data_read(answer.checked_at)
        told = {one.stock.product_id: one for one in answer.products}
        self.rows = tuple(
            self._answered(row, told[row.product_id]) if row.product_id in told else row for row in self.rows
        )

    def _answered(self, row: StockRow, told: CheckedProduct) -> StockRow:
        known = self._substitutes.setdefault(row.product_id, {})
        for other in told.substitutes:
            found = known.get(other.product_id) or row_of_stock(other, row.name)
            known[other.product_id] = found.with_cells(other.cells)
        return row.with_cells(told.stock.cells)

    def _on_broken(self, arrivals: Arrivals, error: Exception) -> None:
        """Ends a check that cannot go on; what has been answered stays."""
        if arrivals is self._arrivals:
            self._change(self.rows)
            self._desk.shell.show_error(error)

    def _hear(self, news: FeedNews) -> None:
        """A stock file or a correction has come: what is shown of that warehouse is of before."""
        changed = {change.record_id for change in news.changes if change.topic is Topic.STOCK}
        if self.host is not None:
            self.host.hear(news)
        is_shown = any(row.cells for row in self.rows)
        if news.is_gap or changed & {place.warehouse_id for place in self.places}:
            self.is_outdated = is_shown and not self.is_checking
        self._view.show_rows()


def _nothing() -> None:
    """Do nothing, because it was done before."""
