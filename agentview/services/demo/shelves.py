"""Puts the hardware of the demo's retailers on sale: programmes, warehouses, products, ways of delivery."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from pydantic import Field
from sqlalchemy.orm import Session

from agentview.adaptors.exchange.simulated import SCHEME
from agentview.contract.hardware import FileFormat, Granularity, ProductKind, SerialType, StockSource
from agentview.models.hardware_catalogue import (
    DeliveryMethod,
    DeviceEnrolmentProvider,
    HardwareSetting,
    Product,
    ProductSubstitute,
    Warehouse,
    WarehouseProduct,
    WarehouseStock,
)
from agentview.models.party import Provider
from agentview.services.demo.lists import Listed
from agentview.services.hardware_catalogue.products import search_words

_FILE_AGE = timedelta(hours=3)


class WarehouseEntry(Listed):
    """A warehouse of a retailer."""

    code: str
    name: str
    granularity: Granularity
    request_format: FileFormat
    is_fraud_check_required: bool = False
    stock_source: StockSource = StockSource.SIMULATOR
    stock_address: str = ""
    stock: dict[str, int] = Field(default_factory=dict)
    """What its last stock file told, by SKU."""


class ProductEntry(Listed):
    """A product, with the warehouses that ship it, the first by itself."""

    sku: str
    name: str
    kind: ProductKind
    price_cents: int
    serial_type: SerialType | None = None
    programme: str | None = None
    ships: tuple[str, ...]
    instead: tuple[str, ...] = ()
    """What can be sold in its place, the best first."""
    is_on_sale: bool = True


class ShelfEntry(Listed):
    """What a retailer sells. Programmes: code, name, organisation; methods: code, name, price, cut-off."""

    programmes: tuple[tuple[str, str, str], ...]
    warehouses: tuple[WarehouseEntry, ...]
    products: tuple[ProductEntry, ...]
    methods: tuple[tuple[str, str, int, str], ...]
    tax: dict[str, int]
    tax_code: str


def fill_shelves(session: Session, provider: Provider, shelf: ShelfEntry, now: datetime) -> None:
    """Write what a retailer sells as hardware; its partners are simulated ones of this database alone."""
    programmes = {
        code: DeviceEnrolmentProvider(
            provider_id=provider.id,
            code=code,
            name=name,
            organisation_ref=organisation,
            exchange_url=_address(provider, code, now),
        )
        for code, name, organisation in shelf.programmes
    }
    warehouses = {one.code: _warehouse(provider, one, now) for one in shelf.warehouses}
    session.add_all([*programmes.values(), *warehouses.values()])
    for code, name, price, cut_off in shelf.methods:
        session.add(
            DeliveryMethod(
                provider_id=provider.id,
                code=code,
                name=name,
                price_cents=price,
                cut_off_time=time.fromisoformat(cut_off) if cut_off else None,
            )
        )
    session.add(HardwareSetting(provider_id=provider.id, tax_percent=shelf.tax))
    session.flush()
    products: dict[str, Product] = {}
    for one in shelf.products:
        programme = programmes[one.programme].id if one.programme is not None else None
        product = products[one.sku] = _product(provider, shelf, one, programme)
        session.add(product)
        session.flush()
        for priority, code in enumerate(one.ships, start=1):
            session.add(
                WarehouseProduct(product_id=product.id, warehouse_id=warehouses[code].id, priority=priority)
            )
    session.add_all(_substitutes(shelf, products))
    session.add_all(_filed(shelf, products, warehouses, now))
    session.flush()


def _substitutes(shelf: ShelfEntry, products: Mapping[str, Product]) -> Iterator[ProductSubstitute]:
    for one in shelf.products:
        for rank, sku in enumerate(one.instead, start=1):
            yield ProductSubstitute(
                product_id=products[one.sku].id, substitute_id=products[sku].id, rank=rank
            )


def _filed(
    shelf: ShelfEntry, products: Mapping[str, Product], warehouses: Mapping[str, Warehouse], now: datetime
) -> Iterator[WarehouseStock]:
    """Yield what warehouses that send files told this morning."""
    for place in shelf.warehouses:
        for sku, available in place.stock.items():
            yield WarehouseStock(
                warehouse_id=warehouses[place.code].id,
                product_id=products[sku].id,
                available_qty=available,
                as_of=now - _FILE_AGE,
            )


def _address(provider: Provider, code: str, now: datetime) -> str:
    """Return the address of a simulated partner: the next demo operator finds nothing that this one left."""
    return f"{SCHEME}{provider.code}-{code}-{int(now.timestamp()):x}".lower()


def _warehouse(provider: Provider, one: WarehouseEntry, now: datetime) -> Warehouse:
    return Warehouse(
        provider_id=provider.id,
        code=one.code,
        name=one.name,
        granularity=one.granularity.value,
        request_format=one.request_format.value,
        exchange_url=_address(provider, one.code, now),
        stock_source=one.stock_source.value,
        stock_address=one.stock_address,
        is_fraud_check_required=one.is_fraud_check_required,
    )


def _product(provider: Provider, shelf: ShelfEntry, one: ProductEntry, programme: int | None) -> Product:
    return Product(
        provider_id=provider.id,
        sku=one.sku,
        name=one.name,
        words=search_words(one.name, one.sku),
        kind=one.kind.value,
        price_cents=one.price_cents,
        tax_code=shelf.tax_code,
        is_serialised=one.serial_type is not None,
        serial_type=(one.serial_type or SerialType.UNKNOWN).value,
        enrolment_provider_id=programme,
        status="ACTIVE" if one.is_on_sale else "WITHDRAWN",
    )
