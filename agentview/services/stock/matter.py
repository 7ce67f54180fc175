"""What a stock check is about, read before any warehouse is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.adaptors.stock_port import Asked
from agentview.adaptors.stock_sources import stock_system
from agentview.contract.hardware import StockSource
from agentview.contract.stock import CheckStockRequest
from agentview.core.errors import NotFound, Refusal, rejected
from agentview.models.hardware_catalogue import (
    Product,
    ProductSubstitute,
    Warehouse,
    WarehouseProduct,
    WarehouseStock,
)
from agentview.models.party import Provider
from agentview.services.stock.asking import Question
from agentview.services.stock.scope import can_be_asked, own_products, own_warehouses
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Matter:
    """Warehouses and products of a check.

    `substitutes` are those of each product that was asked for, the best first. `held` are the pairs
    (warehouse, product) of what a warehouse has at all, `filed` what is known from stock files.
    """

    currency: str
    warehouses: Sequence[Warehouse]
    products: Mapping[int, Product]
    substitutes: Mapping[int, Sequence[Product]]
    held: Collection[tuple[int, int]]
    filed: Mapping[tuple[int, int], WarehouseStock]
    questions: Mapping[int, Question]


def matter_of(unit: Unit, request: CheckStockRequest) -> Matter:
    """Read what a check needs. Raises Rejected (`E-STOCK-PRODUCT-TWICE`, `E-NO-STOCK-SOURCE`), NotFound."""
    wanted = {one.product_id: one.qty for one in request.products}
    if len(wanted) < len(request.products):
        raise rejected("E-STOCK-PRODUCT-TWICE", field="products")
    warehouses = _warehouses(unit, request.warehouse_ids)
    products = own_products(unit, wanted)
    substitutes = _substitutes(unit, wanted)
    most = dict(wanted)
    for product_id, others in substitutes.items():
        for other in others:
            most[other.id] = max(most.get(other.id, 0), wanted[product_id])
    everything = products | {other.id: other for others in substitutes.values() for other in others}
    places = [row.id for row in warehouses]
    held = _held(unit, places, everything)
    provider = unit.session.get_one(Provider, unit.caller.provider_id)
    return Matter(
        provider.currency,
        warehouses,
        products,
        substitutes,
        held,
        _filed(unit, places, everything),
        _questions(warehouses, everything, most, held),
    )


def _warehouses(unit: Unit, wanted: Collection[int]) -> Sequence[Warehouse]:
    own = own_warehouses(unit)
    known = {row.id for row in own}
    for warehouse_id in wanted:
        if warehouse_id not in known:
            raise NotFound(Refusal("E-NOT-FOUND", values={"warehouse_id": warehouse_id}))
    found = [row for row in own if can_be_asked(row) and (not wanted or row.id in wanted)]
    if not found:
        raise rejected("E-NO-STOCK-SOURCE", rule="R-HW-03")
    return found


def _substitutes(unit: Unit, wanted: Collection[int]) -> dict[int, list[Product]]:
    rows = unit.session.execute(
        select(ProductSubstitute.product_id, Product)
        .join(Product, Product.id == ProductSubstitute.substitute_id)
        .where(
            ProductSubstitute.product_id.in_(sorted(wanted)),
            Product.status == "ACTIVE",
            Product.provider_id == unit.caller.provider_id,
        )
        .order_by(ProductSubstitute.product_id, ProductSubstitute.rank, Product.id)
    )
    found: dict[int, list[Product]] = {}
    for row in rows:
        found.setdefault(row.product_id, []).append(row.Product)
    return found


def _held(unit: Unit, places: Sequence[int], products: Collection[int]) -> set[tuple[int, int]]:
    rows = unit.session.execute(
        select(WarehouseProduct.warehouse_id, WarehouseProduct.product_id).where(
            WarehouseProduct.warehouse_id.in_(places), WarehouseProduct.product_id.in_(sorted(products))
        )
    )
    return {(row.warehouse_id, row.product_id) for row in rows}


def _filed(
    unit: Unit, places: Sequence[int], products: Collection[int]
) -> dict[tuple[int, int], WarehouseStock]:
    rows = unit.session.scalars(
        select(WarehouseStock).where(
            WarehouseStock.warehouse_id.in_(places), WarehouseStock.product_id.in_(sorted(products))
        )
    )
    return {(row.warehouse_id, row.product_id): row for row in rows}


def _questions(
    warehouses: Sequence[Warehouse],
    products: Mapping[int, Product],
    most: Mapping[int, int],
    held: Collection[tuple[int, int]],
) -> dict[int, Question]:
    """Return what each warehouse is asked that has something of it, and is not known from its files."""
    questions: dict[int, Question] = {}
    for row in warehouses:
        system = stock_system(StockSource(row.stock_source), row.code, row.stock_address)
        asked = [Asked(products[one].sku, most[one]) for one in products if (row.id, one) in held]
        if system is not None and asked:
            questions[row.id] = Question(system, asked)
    return questions
