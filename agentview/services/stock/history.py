"""Lists warehouses, and what they said when an order was checked."""

from sqlalchemy import select

from agentview.contract.hardware import StockStatus
from agentview.contract.op import Nothing
from agentview.contract.stock import (
    StockCheckRow,
    StockHistory,
    StockHistoryRequest,
    StockWarehouses,
)
from agentview.contract.value import RefusalInfo
from agentview.models.hardware import StockCheck
from agentview.models.hardware_catalogue import Product, Warehouse
from agentview.services.names import display_names
from agentview.services.stock.scope import described, own_order, own_warehouses
from agentview.services.unit import Unit


def warehouses(unit: Unit, _request: Nothing) -> StockWarehouses:
    """Return the warehouses of the provider by name."""
    return StockWarehouses(rows=tuple(map(described, own_warehouses(unit))))


def history(unit: Unit, request: StockHistoryRequest) -> StockHistory:
    """Return a page of the stock checks of an order, the newest first. Raises NotFound, Denied."""
    order = own_order(unit, request.hardware_order_id)
    wanted = (
        select(StockCheck, Product.sku, Product.name, Warehouse.name.label("warehouse"))
        .join(Product, Product.id == StockCheck.product_id)
        .join(Warehouse, Warehouse.id == StockCheck.warehouse_id)
        .where(StockCheck.hardware_order_id == order.id)
    )
    if request.before_id is not None:
        wanted = wanted.where(StockCheck.id < request.before_id)
    found = unit.session.execute(wanted.order_by(StockCheck.id.desc()).limit(request.limit + 1)).all()
    page = found[: request.limit]
    names = display_names(unit, (row.StockCheck.checked_by for row in page))
    rows = tuple(
        StockCheckRow(
            stock_check_id=row.StockCheck.id,
            product_id=row.StockCheck.product_id,
            sku=row.sku,
            product=row.name,
            warehouse=row.warehouse,
            requested=row.StockCheck.requested_qty,
            available=row.StockCheck.available_qty,
            result=StockStatus(row.StockCheck.status),
            refusal=RefusalInfo(code=row.StockCheck.error_code) if row.StockCheck.error_code else None,
            checked_at=row.StockCheck.checked_at,
            checked_by=names.get(row.StockCheck.checked_by, row.StockCheck.checked_by),
        )
        for row in page
    )
    return StockHistory(rows=rows, has_older=len(found) > request.limit)
