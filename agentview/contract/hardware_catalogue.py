"""What hardware can be ordered, from which warehouses, and how it is delivered."""

from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import Granularity, ProductKind, SerialType, StockSource
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import MOST_CHOSEN, Line, RecordId
from agentview.core.power import Power


class ProductsRequest(Message):
    """Search the products on sale by words of their name or by SKU; best match first."""

    text: Line = ""
    kinds: Annotated[tuple[ProductKind, ...], Field(max_length=MOST_CHOSEN)] = ()
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class ShipsFrom(Message):
    """A warehouse that ships a product; the first of a product's is the one that is chosen by itself."""

    warehouse_id: int
    code: str
    name: str
    supports_stock_check: bool


class ProductRow(Message):
    """A product on sale. The price is in minor units excluding tax, of one unit."""

    product_id: int
    sku: str
    name: str
    kind: ProductKind
    price_cents: int
    currency: str
    is_serialised: bool
    serial_type: SerialType
    enrolment_programme: str
    """Who enrols its devices; "" where nobody does."""
    ships_from: tuple[ShipsFrom, ...]


class Products(Message):
    """The best matches; `has_more`: further ones match too."""

    rows: tuple[ProductRow, ...]
    has_more: bool


class DeliveryMethodRow(Message):
    """A way of delivery; its price is in minor units excluding tax."""

    delivery_method_id: int
    code: str
    name: str
    price_cents: int
    currency: str
    cut_off: str
    """The time of day (HH:MM) after which an order leaves a day later; "" for none."""


class WarehouseRow(Message):
    """A warehouse of the own provider."""

    warehouse_id: int
    code: str
    name: str
    is_connected: bool
    granularity: Granularity
    supports_stock_check: bool
    stock_source: StockSource
    is_fraud_check_required: bool


class HardwareChoices(Message):
    """What an order is made of beside its products."""

    delivery_methods: tuple[DeliveryMethodRow, ...]
    warehouses: tuple[WarehouseRow, ...]


class ProductRef(Message):
    """A product, by its id."""

    product_id: RecordId


PRODUCTS = Op(
    "hardware.products", ProductsRequest, Products, False, Power.FIND_CUSTOMER, "Search the hardware on sale"
)
PRODUCT = Op("hardware.product", ProductRef, ProductRow, False, Power.FIND_CUSTOMER, "Read a product")
CHOICES = Op(
    "hardware.choices", Nothing, HardwareChoices, False, Power.FIND_CUSTOMER, "List warehouses and deliveries"
)
