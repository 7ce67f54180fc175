"""Which warehouse ships a product: the chosen one, else the connected one of the lowest priority."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal, rejected
from agentview.models.hardware_catalogue import Product, Warehouse, WarehouseProduct
from agentview.services.hardware_scope import own_products, own_warehouses
from agentview.services.unit import Unit

ON_SALE = "ACTIVE"


def product_on_sale(unit: Unit, product_id: int) -> Product:
    """Return a product that can be ordered. Raises NotFound, Rejected (`E-PRODUCT-WITHDRAWN`)."""
    found = unit.session.scalars(
        select(Product).where(Product.id == product_id, own_products(unit.caller))
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"product_id": product_id}))
    if found.status != ON_SALE:
        raise rejected("E-PRODUCT-WITHDRAWN", field="product_id", rule="SM-3", product=found.name)
    return found


def place(unit: Unit, product: Product, warehouse_id: int | None) -> int | None:
    """Return the warehouse that ships a product; None where nobody does, which generating refuses.

    Raises NotFound, Rejected (`E-NOT-SHIPPED`) for a chosen one that does not ship it or is not connected.
    """
    shipping = warehouses_of(unit, (product.id,)).get(product.id, ())
    if warehouse_id is None:
        return shipping[0].id if shipping else None
    if any(one.id == warehouse_id for one in shipping):
        return warehouse_id
    chosen = unit.session.scalars(
        select(Warehouse).where(Warehouse.id == warehouse_id, own_warehouses(unit.caller))
    ).first()
    if chosen is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"warehouse_id": warehouse_id}))
    values = {"warehouse": chosen.name, "product": product.name}
    raise rejected("E-NOT-SHIPPED", field="warehouse_id", rule="SM-3", **values)


def warehouses_of(unit: Unit, product_ids: Collection[int]) -> Mapping[int, tuple[Warehouse, ...]]:
    """Return the connected warehouses that ship each product, the one that is chosen by itself first."""
    rows = unit.session.execute(
        select(WarehouseProduct.product_id, Warehouse)
        .join(Warehouse, Warehouse.id == WarehouseProduct.warehouse_id)
        .where(
            WarehouseProduct.product_id.in_(product_ids),
            Warehouse.is_connected,
            own_warehouses(unit.caller),
        )
        .order_by(WarehouseProduct.product_id, WarehouseProduct.priority, Warehouse.id)
    )
    found: dict[int, tuple[Warehouse, ...]] = {}
    for product_id, warehouse in rows:
        found[product_id] = (*found.get(product_id, ()), warehouse)
    return found
