"""Takes in the stock file of a warehouse: tried out line by line, then all of it or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.hardware import StockSource
from agentview.contract.stock_file import (
    StockEffect,
    StockLine,
    StockLines,
    StockLinesChecked,
    StockLinesLoaded,
    StockLineVerdict,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.models.hardware_catalogue import Product, Warehouse, WarehouseStock
from agentview.services.stock.correcting import put_stock
from agentview.services.stock.scope import held_warehouse, own_warehouse
from agentview.services.unit import Unit

_AHEAD = timedelta(hours=1)
"""A file may be so far ahead of our clock, not more: what comes after it would be taken for older."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines of a file name, read in two queries."""

    products: Mapping[str, Product]
    rows: Mapping[int, WarehouseStock]


def check_file(unit: Unit, request: StockLines) -> StockLinesChecked:
    """Return for each line what it comes to, or every reason against it; nothing is written."""
    place = own_warehouse(unit, request.warehouse_id)
    refuse_if_any(_file_refusals(unit, place, request))
    known = _known(unit, place, request)
    return StockLinesChecked(verdicts=tuple(_verdicts(known, request, request.as_of or unit.now)))


def load_file(unit: Unit, request: StockLines) -> StockLinesLoaded:
    """Take in all lines of a file. Raises Rejected (`E-STOCK-LINES`) if one cannot be taken: then none is.

    The lines are judged as in the dry run, by what is known now.
    """
    place = held_warehouse(unit, request.warehouse_id)
    refuse_if_any(_file_refusals(unit, place, request))
    known, as_of = _known(unit, place, request), request.as_of or unit.now
    verdicts = list(_verdicts(known, request, as_of))
    wrong = [one.number for one in verdicts if one.refusals]
    if wrong:
        raise rejected("E-STOCK-LINES", lines=len(wrong), first=wrong[0])
    for line, verdict in zip(request.lines, verdicts, strict=True):
        if verdict.effect is not StockEffect.PASSED_OVER and line.available is not None:
            product = known.products[line.sku]
            row = put_stock(unit, place, product.id, known.rows.get(product.id), line.available, as_of)
            row.expected_on = line.expected_on
    unit.session.flush()
    effects = [one.effect for one in verdicts]
    loaded = StockLinesLoaded(
        added=effects.count(StockEffect.ADDED),
        changed=effects.count(StockEffect.CHANGED),
        same=effects.count(StockEffect.SAME),
        passed_over=effects.count(StockEffect.PASSED_OVER),
    )
    summary = f"{request.file_name}: {loaded.added} + {loaded.changed} of {len(effects)}"
    unit.audit("warehouse", place.id, "load_stock", new=summary)
    unit.changed(Topic.STOCK, place.id, "load_stock", (place.provider_id, None))
    return loaded


def _file_refusals(unit: Unit, place: Warehouse, request: StockLines) -> tuple[Refusal, ...]:
    """Return what is wrong with the file as a whole."""
    refusals = []
    if StockSource(place.stock_source) is not StockSource.FILE:
        refusals.append(Refusal("E-STOCK-LIVE", "warehouse_id", values={"warehouse": place.name}))
    if request.as_of is not None and request.as_of > unit.now + _AHEAD:
        refusals.append(Refusal("E-STOCK-AHEAD", "as_of", values={"at": request.as_of.isoformat()}))
    return tuple(refusals)


def _known(unit: Unit, place: Warehouse, request: StockLines) -> _Known:
    products = unit.session.scalars(
        select(Product).where(
            Product.provider_id == place.provider_id, Product.sku.in_({line.sku for line in request.lines})
        )
    )
    rows = unit.session.scalars(
        select(WarehouseStock)
        .where(WarehouseStock.warehouse_id == place.id)
        .execution_options(populate_existing=True)
    )
    return _Known({one.sku: one for one in products}, {one.product_id: one for one in rows})


def _verdicts(known: _Known, request: StockLines, as_of: datetime) -> Iterator[StockLineVerdict]:
    seen: set[str] = set()
    for line in request.lines:
        refusals = list(_refusals(known, line, as_of))
        if line.sku and line.sku in seen:
            refusals.append(Refusal("E-STOCK-TWICE", "sku", values={"sku": line.sku}))
        seen.add(line.sku)
        yield _verdict(known, line, refusals)


def _refusals(known: _Known, line: StockLine, as_of: datetime) -> Iterator[Refusal]:
    yield from (one.refusal() for one in line.refusals)
    unread = {one.field for one in line.refusals}
    if not line.sku and "sku" not in unread:
        yield Refusal("E-STOCK-SKU", "sku")
    if line.available is None and "available" not in unread:
        yield Refusal("E-STOCK-QUANTITY", "available")
    row = _row(known, line)
    if row is not None and row.as_of > as_of:
        yield Refusal("E-STOCK-OLDER", "as_of", values={"at": row.as_of.isoformat()})


def _verdict(known: _Known, line: StockLine, refusals: list[Refusal]) -> StockLineVerdict:
    product, row = known.products.get(line.sku), _row(known, line)
    return StockLineVerdict(
        number=line.number,
        sku=line.sku,
        product=product.name if product is not None else "",
        available=line.available,
        was=row.available_qty if row is not None else None,
        expected_on=line.expected_on,
        effect=None if refusals else _effect(product, row, line),
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
    )


def _effect(product: Product | None, row: WarehouseStock | None, line: StockLine) -> StockEffect:
    if product is None:
        return StockEffect.PASSED_OVER
    if row is None:
        return StockEffect.ADDED
    is_same = (row.available_qty, row.expected_on) == (line.available, line.expected_on)
    return StockEffect.SAME if is_same else StockEffect.CHANGED


def _row(known: _Known, line: StockLine) -> WarehouseStock | None:
    product = known.products.get(line.sku)
    return None if product is None else known.rows.get(product.id)
