"""Whose stock somebody may look at: that of the own provider; a customer's login sees none (R-GEN-10)."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, select

from agentview.contract.hardware import StockSource
from agentview.contract.stock import StockWarehouse
from agentview.core.errors import NotFound, Refusal
from agentview.models.hardware import HardwareOrder
from agentview.models.hardware_catalogue import Product, Warehouse
from agentview.services.customer_scope import refuse_customers
from agentview.services.hardware_scope import visible_orders
from agentview.services.seller import seller_of
from agentview.services.unit import Unit


def own_warehouses(unit: Unit) -> Sequence[Warehouse]:
    """Return the warehouses of the caller's provider by name. Raises Denied (`E-STAFF-ONLY`)."""
    refuse_customers(unit)
    wanted = select(Warehouse).where(Warehouse.provider_id == unit.caller.provider_id)
    return unit.session.scalars(wanted.order_by(Warehouse.name, Warehouse.id)).all()


def held_warehouse(unit: Unit, warehouse_id: int) -> Warehouse:
    """Return a warehouse of which the stock is to be changed; of two at once one comes after the other.

    Raises NotFound, also for another's; Denied (`E-STAFF-ONLY`).
    """
    refuse_customers(unit)
    return _there(unit, warehouse_id, is_held=True)


def own_warehouse(unit: Unit, warehouse_id: int) -> Warehouse:
    """Return a warehouse. Raises NotFound, also for another's; Denied (`E-STAFF-ONLY`)."""
    refuse_customers(unit)
    return _there(unit, warehouse_id, is_held=False)


def _there(unit: Unit, warehouse_id: int, *, is_held: bool) -> Warehouse:
    wanted = (
        select(Warehouse)
        .where(Warehouse.id == warehouse_id, Warehouse.provider_id == unit.caller.provider_id)
        .execution_options(populate_existing=True)
    )
    found = unit.session.scalars(wanted.with_for_update(key_share=True) if is_held else wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"warehouse_id": warehouse_id}))
    return found


def own_products(unit: Unit, product_ids: Collection[int]) -> dict[int, Product]:
    """Return products by id, on sale or not. Raises NotFound where one is not there, or another's."""
    meant: list[ColumnElement[bool]] = [
        Product.provider_id == unit.caller.provider_id,
        Product.id.in_(sorted(set(product_ids))),
    ]
    found = {one.id: one for one in unit.session.scalars(select(Product).where(*meant))}
    for product_id in product_ids:
        if product_id not in found:
            raise NotFound(Refusal("E-NOT-FOUND", values={"product_id": product_id}))
    return found


def own_order(unit: Unit, order_id: int) -> HardwareOrder:
    """Return a hardware order. Raises NotFound, also for another provider's or agent's (D-31); Denied."""
    refuse_customers(unit)
    found = unit.session.scalars(
        select(HardwareOrder).where(
            HardwareOrder.id == order_id, visible_orders(unit.caller, seller_of(unit))
        )
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"hardware_order_id": order_id}))
    return found


def can_be_asked(row: Warehouse) -> bool:
    """Say whether a stock check asks this warehouse (R-HW-03)."""
    return row.is_connected and row.supports_stock_check


def described(row: Warehouse) -> StockWarehouse:
    """Return a warehouse as it is shown."""
    return StockWarehouse(
        warehouse_id=row.id,
        code=row.code,
        name=row.name,
        source=StockSource(row.stock_source),
        is_asked=can_be_asked(row),
    )
