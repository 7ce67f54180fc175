"""Finds the hardware on sale by words and SKU, best match first."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from agentview.contract.hardware import ProductKind, SerialType
from agentview.contract.hardware_catalogue import (
    ProductRef,
    ProductRow,
    Products,
    ProductsRequest,
    ShipsFrom,
)
from agentview.core.errors import NotFound, Refusal
from agentview.core.text import fold, words
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Product, Warehouse
from agentview.models.party import Provider
from agentview.services.customer_scope import refuse_customers
from agentview.services.hardware_orders.placing import ON_SALE, warehouses_of
from agentview.services.hardware_scope import own_products
from agentview.services.unit import Unit

P = Product


def products(unit: Unit, request: ProductsRequest) -> Products:
    """Return the products on sale that match: the SKU itself first, then its beginning, then by name.

    Each word that is typed is the beginning of a word of the product. Raises Denied (`E-STAFF-ONLY`).
    """
    refuse_customers(unit)
    typed = fold(request.text)
    meant = [own_products(unit.caller), P.status == ON_SALE]
    if request.kinds:
        meant.append(P.kind.in_([kind.value for kind in request.kinds]))
    if typed:
        meant.append(or_(_begins(typed), and_(*map(_has_word, words(typed) or (typed,)))))
    wanted = select(P).where(*meant).order_by(_fit(typed), P.name, P.id).limit(request.limit + 1)
    found = unit.session.scalars(wanted).all()
    return Products(rows=shown(unit, found[: request.limit]), has_more=len(found) > request.limit)


def product(unit: Unit, request: ProductRef) -> ProductRow:
    """Return a product, also one that is not sold any more. Raises NotFound, also for another's."""
    refuse_customers(unit)
    found = unit.session.scalars(
        select(P).where(P.id == request.product_id, own_products(unit.caller))
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"product_id": request.product_id}))
    [row] = shown(unit, [found])
    return row


def search_words(name: str, sku: str) -> str:
    """Return what the search of the catalogue looks in for a product."""
    return " ".join(words(f"{name} {sku}"))[:400]


def shown(unit: Unit, rows: Sequence[Product]) -> tuple[ProductRow, ...]:
    """Return products as they are shown, in a fixed number of statements."""
    ships = warehouses_of(unit, [row.id for row in rows])
    programmes = {row.enrolment_provider_id for row in rows} - {None}
    named = unit.session.execute(
        select(DeviceEnrolmentProvider.id, DeviceEnrolmentProvider.name).where(
            DeviceEnrolmentProvider.id.in_(programmes)
        )
    )
    names = {row.id: row.name for row in named}
    currency = unit.session.get_one(Provider, unit.caller.provider_id).currency
    return tuple(
        ProductRow(
            product_id=row.id,
            sku=row.sku,
            name=row.name,
            kind=ProductKind(row.kind),
            price_cents=row.price_cents,
            currency=currency,
            is_serialised=row.is_serialised,
            serial_type=SerialType(row.serial_type),
            enrolment_programme=names.get(row.enrolment_provider_id or 0, ""),
            ships_from=tuple(map(_ships, ships.get(row.id, ()))),
        )
        for row in rows
    )


def _ships(row: Warehouse) -> ShipsFrom:
    return ShipsFrom(
        warehouse_id=row.id,
        code=row.code,
        name=row.name,
        supports_stock_check=row.supports_stock_check,
    )


def _begins(typed: str) -> ColumnElement[bool]:
    return P.sku.istartswith(typed, autoescape=True)


def _has_word(word: str) -> ColumnElement[bool]:
    """One of the words of a product begins with a word."""
    return or_(P.words.startswith(word, autoescape=True), P.words.contains(f" {word}", autoescape=True))


def _fit(typed: str) -> ColumnElement[int]:
    """Say how well a product matches: 0 is best."""
    return case(
        (func.lower(P.sku) == typed, 0),
        (_begins(typed), 1),
        (P.words.startswith(typed, autoescape=True), 2),
        else_=3,
    )
