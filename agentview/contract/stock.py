"""The stock check: what warehouses have of products, asked side by side (S-19), or corrected by hand."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import ProductKind, StockSource, StockStatus
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import MOST_CHOSEN, Prose, RecordId, RefusalInfo
from agentview.core.power import Power

MOST_PRODUCTS = 50
"""So many products can be checked at once."""
MOST_PIECES = 10_000
"""So many pieces of a product can be asked for."""

Pieces = Annotated[int, Field(ge=1, le=MOST_PIECES)]
StockQuantity = Annotated[int, Field(ge=0, le=999_999_999)]


class WantedProduct(Message):
    """A product, and how many pieces of it are wanted."""

    product_id: RecordId
    qty: Pieces = 1


class CheckStockRequest(Message):
    """Ask warehouses for products, for an order or without one (R-HW-04).

    `warehouse_ids` names those to ask; empty: all that are connected. Each product is named once.
    """

    products: Annotated[tuple[WantedProduct, ...], Field(min_length=1, max_length=MOST_PRODUCTS)]
    hardware_order_id: RecordId | None = None
    warehouse_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] = ()


class StockWarehouse(Message):
    """A warehouse of the own provider. `is_asked`: a stock check asks it (R-HW-03)."""

    warehouse_id: int
    code: str
    name: str
    source: StockSource
    is_asked: bool


class StockWarehouses(Message):
    """Warehouses by name."""

    rows: tuple[StockWarehouse, ...]


class StockCell(Message):
    """What a warehouse has of a product.

    `available` is None where it did not answer: `refusal` says why, as it does where the product is not held
    there. `is_at_least`: it said only that there are enough. `as_of` is when it was so: now, or when the
    stock file said it. `expected_on`: more come on that day.
    """

    warehouse_id: int
    result: StockStatus
    available: int | None
    is_at_least: bool
    is_held: bool
    expected_on: date | None
    as_of: datetime | None
    refusal: RefusalInfo | None


class ProductStock(Message):
    """A product with a cell for each warehouse, in their order. The price is of one unit, excluding tax."""

    product_id: int
    sku: str
    name: str
    kind: ProductKind
    price_cents: int
    currency: str
    requested: int
    is_on_sale: bool
    cells: tuple[StockCell, ...]


class CheckedProduct(Message):
    """A product that was asked for, with what can be sold in its place, the best first."""

    stock: ProductStock
    substitutes: tuple[ProductStock, ...]


class StockChecked(Message):
    """What was found; nothing was reserved, and no order changed (R-HW-05)."""

    warehouses: tuple[StockWarehouse, ...]
    products: tuple[CheckedProduct, ...]
    checked_at: datetime


class StockHistoryRequest(Message):
    """The stock checks of an order, the newest first."""

    hardware_order_id: RecordId
    before_id: RecordId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class StockCheckRow(Message):
    """What a warehouse said of a product once; `refusal` says why it said nothing."""

    stock_check_id: int
    product_id: int
    sku: str
    product: str
    warehouse: str
    requested: int
    available: int | None
    result: StockStatus
    refusal: RefusalInfo | None
    checked_at: datetime
    checked_by: str


class StockHistory(Message):
    """Checks, newest first; `has_older`: there were more before."""

    rows: tuple[StockCheckRow, ...]
    has_older: bool


class CorrectStockRequest(Message):
    """Say what a warehouse has of a product, against its file; `seen_as_of` is that of the cell looked at."""

    warehouse_id: RecordId
    product_id: RecordId
    available: StockQuantity
    expected_on: date | None = None
    reason: Prose
    seen_as_of: datetime | None = None


class StockCorrected(Message):
    """What the warehouse is now known to have."""

    warehouse_id: int
    product_id: int
    available: int
    expected_on: date | None
    as_of: datetime


WAREHOUSES = Op(
    "stock.warehouses", Nothing, StockWarehouses, False, Power.STOCK_CHECK, "List warehouses that have stock"
)
CHECK = Op(
    "stock.check",
    CheckStockRequest,
    StockChecked,
    True,
    Power.STOCK_CHECK,
    "Ask warehouses what they have of products",
    asks_outside=True,
)
HISTORY = Op(
    "stock.history",
    StockHistoryRequest,
    StockHistory,
    False,
    Power.STOCK_CHECK,
    "List the stock checks of an order",
)
CORRECT = Op(
    "stock.correct",
    CorrectStockRequest,
    StockCorrected,
    True,
    Power.STOCK_ADJUST,
    "Correct what a warehouse has",
)
