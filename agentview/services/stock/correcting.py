"""Corrects by hand what a warehouse is known to have from its files; with a reason, and audited."""

from datetime import datetime

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.hardware import StockSource
from agentview.contract.stock import CorrectStockRequest, StockCorrected
from agentview.core.errors import Conflict, Refusal, Value, rejected
from agentview.models.hardware_catalogue import Product, Warehouse, WarehouseStock
from agentview.services.stock.scope import held_warehouse, own_products
from agentview.services.unit import Unit


def correct(unit: Unit, request: CorrectStockRequest) -> StockCorrected:
    """Say what a warehouse has of a product, until its next file.

    Raises Rejected (`E-REASON`, `E-STOCK-LIVE` for a warehouse that answers itself), Conflict (`E-STALE`)
    where it changed since it was looked at, NotFound, Denied.
    """
    if not request.reason:
        raise rejected("E-REASON", field="reason")
    place = held_warehouse(unit, request.warehouse_id)
    product = own_products(unit, (request.product_id,))[request.product_id]
    if StockSource(place.stock_source) is not StockSource.FILE:
        raise rejected("E-STOCK-LIVE", warehouse=place.name)
    known = _known(unit, place, product)
    if (known.as_of if known else None) != request.seen_as_of:
        raise Conflict(_stale(known))
    old = None if known is None else told(known.available_qty, known)
    row = put_stock(unit, place, product.id, known, request.available, unit.now)
    row.expected_on = request.expected_on
    unit.session.flush()
    unit.audit(
        "warehouse_stock",
        row.id,
        "correct",
        field=f"{place.code} {product.sku}",
        old=old,
        new=told(row.available_qty, row),
        reason=request.reason,
    )
    unit.changed(Topic.STOCK, place.id, "correct", (place.provider_id, None))
    return StockCorrected(
        warehouse_id=place.id,
        product_id=product.id,
        available=row.available_qty,
        expected_on=row.expected_on,
        as_of=row.as_of,
    )


def put_stock(
    unit: Unit,
    place: Warehouse,
    product_id: int,
    known: WarehouseStock | None,
    available: int,
    as_of: datetime,
) -> WarehouseStock:
    """Write how many a warehouse has of a product, over what was known."""
    row = known or WarehouseStock(warehouse_id=place.id, product_id=product_id)
    row.available_qty, row.as_of = available, as_of
    unit.session.add(row)
    return row


def told(available: int, row: WarehouseStock) -> str:
    """Return a level for the trail."""
    return f"{available}" if row.expected_on is None else f"{available}, {row.expected_on.isoformat()}"


def _known(unit: Unit, place: Warehouse, product: Product) -> WarehouseStock | None:
    return unit.session.scalars(
        select(WarehouseStock)
        .where(WarehouseStock.warehouse_id == place.id, WarehouseStock.product_id == product.id)
        .execution_options(populate_existing=True)
    ).first()


def _stale(known: WarehouseStock | None) -> Refusal:
    values: dict[str, Value] = {"status": "", "version": None, "by": "", "at": ""}
    if known is not None:
        values |= {"at": known.as_of.isoformat(), "status": str(known.available_qty)}
    return Refusal("E-STALE", rule="R-PRV-41", values=values)
