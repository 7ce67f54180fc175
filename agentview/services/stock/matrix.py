"""Puts what warehouses said together: product by warehouse, enough, too few, none, or no answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agentview.adaptors.stock_port import Available, Silence, StockAnswer, StockAnswers, Unavailable
from agentview.contract.hardware import ProductKind, StockSource, StockStatus
from agentview.contract.stock import CheckedProduct, ProductStock, StockCell, WantedProduct
from agentview.contract.value import RefusalInfo
from agentview.models.hardware_catalogue import Product, Warehouse
from agentview.services.stock.matter import Matter


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check is about, and what the warehouses said of it at a moment."""

    matter: Matter
    answers: Mapping[int, StockAnswers]
    at: datetime


def status_of(available: int, requested: int) -> StockStatus:
    """Return whether so many are enough: a shortage warns, and forbids nothing (R-HW-28)."""
    if available >= requested:
        return StockStatus.OK
    return StockStatus.LOW if available else StockStatus.NONE


def checked_products(findings: Findings, wanted: Sequence[WantedProduct]) -> tuple[CheckedProduct, ...]:
    """Return the products that were asked for, in their order, each with its substitutes."""
    matter = findings.matter
    return tuple(
        CheckedProduct(
            stock=_stock(findings, matter.products[one.product_id], one.qty),
            substitutes=tuple(
                _stock(findings, other, one.qty) for other in matter.substitutes.get(one.product_id, ())
            ),
        )
        for one in wanted
    )


def recorded_cells(
    findings: Findings, wanted: Sequence[WantedProduct]
) -> Iterator[tuple[WantedProduct, StockCell]]:
    """Yield what is written down: each product that was asked for at each warehouse that holds it."""
    for one in wanted:
        for place in findings.matter.warehouses:
            cell = _cell(findings, findings.matter.products[one.product_id], one.qty, place)
            if cell.is_held:
                yield one, cell


def _stock(findings: Findings, product: Product, requested: int) -> ProductStock:
    return ProductStock(
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        kind=ProductKind(product.kind),
        price_cents=product.price_cents,
        currency=findings.matter.currency,
        requested=requested,
        is_on_sale=product.status == "ACTIVE",
        cells=tuple(_cell(findings, product, requested, place) for place in findings.matter.warehouses),
    )


def _cell(findings: Findings, product: Product, requested: int, place: Warehouse) -> StockCell:
    is_held = (place.id, product.id) in findings.matter.held
    if not is_held:
        return StockCell(
            warehouse_id=place.id,
            result=StockStatus.NONE,
            available=0,
            is_at_least=False,
            is_held=False,
            expected_on=None,
            as_of=findings.at,
            refusal=RefusalInfo(code="E-STOCK-NOT-HELD"),
        )
    answer, as_of = _answer(findings, product, place)
    if isinstance(answer, Unavailable):
        return StockCell(
            warehouse_id=place.id,
            result=StockStatus.UNAVAILABLE,
            available=None,
            is_at_least=False,
            is_held=True,
            expected_on=None,
            as_of=None,
            refusal=RefusalInfo(code=answer.code.value),
        )
    return StockCell(
        warehouse_id=place.id,
        result=status_of(answer.quantity, requested),
        available=answer.quantity,
        is_at_least=answer.is_at_least,
        is_held=True,
        expected_on=answer.expected_on,
        as_of=as_of,
        refusal=None,
    )


def _answer(findings: Findings, product: Product, place: Warehouse) -> tuple[StockAnswer, datetime]:
    if StockSource(place.stock_source) is not StockSource.FILE:
        told = findings.answers.get(place.id, {}).get(product.sku)
        return told or Unavailable(Silence.NOT_KNOWN), findings.at
    filed = findings.matter.filed.get((place.id, product.id))
    if filed is None:
        return Unavailable(Silence.NO_FILE), findings.at
    return Available(filed.available_qty, filed.expected_on), filed.as_of
