"""The rows of the stock check: a product, how many are wanted, how each warehouse stands; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from agentview.contract.hardware import StockStatus
from agentview.contract.hardware_catalogue import ProductRow
from agentview.contract.hardware_orders import OrderLine
from agentview.contract.stock import ProductStock, StockCell
from agentview.core.errors import AgentViewError


@dataclass(frozen=True, slots=True)
class Asking:
    """The warehouse has been asked and has not answered yet."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The question did not reach the warehouse, or its answer not us."""

    error: AgentViewError


CellState = StockCell | Asking | Failed


@dataclass(frozen=True)
class StockRow:
    """A product that is looked for, or (`instead_of`) one that can be sold in the place of another one.

    `cells` are by warehouse; one that is missing was not asked. `ships_from` are the warehouses of
    its lines in the order for which stock is checked.
    """

    product_id: int
    sku: str
    name: str
    price_cents: int
    currency: str
    qty: int
    cells: Mapping[int, CellState] = field(default_factory=dict)
    instead_of: str = ""
    ships_from: str = ""

    @property
    def row_id(self) -> str:
        """What tells rows apart: a substitute may stand for several products."""
        return f"{self.product_id}/{self.instead_of}"

    @property
    def found(self) -> tuple[StockCell, ...]:
        """What warehouses answered."""
        return tuple(cell for cell in self.cells.values() if isinstance(cell, StockCell))

    @property
    def is_settled(self) -> bool:
        """Whether something was answered, and nobody is waited for."""
        return bool(self.found) and not any(isinstance(cell, Asking) for cell in self.cells.values())

    @property
    def source(self) -> int | None:
        """The first warehouse that has enough."""
        return next((one.warehouse_id for one in self.found if one.result is StockStatus.OK), None)

    @property
    def is_short(self) -> bool:
        """Whether no warehouse has enough, now that all have answered."""
        return self.is_settled and self.source is None

    def with_cell(self, warehouse_id: int, cell: CellState) -> StockRow:
        """Return the row with what a warehouse says."""
        return replace(self, cells={**self.cells, warehouse_id: cell})

    def with_cells(self, cells: Iterable[StockCell]) -> StockRow:
        """Return the row with what warehouses answered."""
        return replace(self, cells={**self.cells, **{cell.warehouse_id: cell for cell in cells}})


@dataclass(frozen=True)
class Progress:
    """How far a check is: how many are asked now, when answers came, whether something changed since."""

    is_checking: bool
    asked: int
    checked_at: datetime | None
    is_outdated: bool


def row_of(product: ProductRow, qty: int = 1) -> StockRow:
    """Return the row of a product of the catalogue."""
    return StockRow(product.product_id, product.sku, product.name, product.price_cents, product.currency, qty)


def row_of_lines(lines: Sequence[OrderLine], currency: str, most: int) -> StockRow:
    """Return the row of what the lines of one product want together, `most` at the most."""
    first = lines[0]
    return StockRow(
        first.product_id,
        first.sku,
        first.product,
        first.unit_price_cents,
        currency,
        min(sum(line.qty for line in lines), most),
        ships_from=", ".join(dict.fromkeys(line.warehouse for line in lines if line.warehouse)),
    )


def row_of_stock(stock: ProductStock, instead_of: str) -> StockRow:
    """Return the row of a substitute, without cells."""
    return StockRow(
        stock.product_id,
        stock.sku,
        stock.name,
        stock.price_cents,
        stock.currency,
        stock.requested,
        instead_of=instead_of,
    )
