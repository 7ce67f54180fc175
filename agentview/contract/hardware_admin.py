"""Administers what hardware is sold: products, warehouses, ways of delivery, the provider's setting."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import (
    ExchangeAddress,
    FileFormat,
    FraudSource,
    Granularity,
    ProductKind,
    SerialType,
    StockSource,
)
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import MOST_CHOSEN, Line, Position, RecordId, Version
from agentview.core.power import Power

MOST_CENTS = 100_000_000
"""So much one piece may cost."""
Code = Annotated[Line, Field(min_length=1, max_length=20)]
Name = Annotated[Line, Field(min_length=1)]
Price = Annotated[int, Field(ge=0, le=MOST_CENTS)]
Address = Annotated[str, Field(max_length=400)]


class ProductsPageRequest(Message):
    """A page of all products, also withdrawn ones, by name, behind the product named."""

    text: Line = ""
    after_id: Position = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class ProductRef(Message):
    """A product of the own provider."""

    product_id: RecordId


class ShipsProduct(Message):
    """That a warehouse ships a product; the lowest priority ships it unless another one is chosen."""

    warehouse_id: RecordId
    priority: Annotated[int, Field(ge=1, le=100)] = 1


class ProductFields(Message):
    """What can be set of a product. A serial type is for serialised ones; it may return for `return_days`."""

    sku: Annotated[Line, Field(min_length=1, max_length=40)]
    name: Name
    kind: ProductKind
    price_cents: Price
    tax_code: Code
    is_serialised: bool = False
    serial_type: SerialType = SerialType.UNKNOWN
    enrolment_provider_id: RecordId | None = None
    return_days: Annotated[int, Field(ge=0, le=3_650)] = 30
    is_on_sale: bool = True
    ships_from: Annotated[tuple[ShipsProduct, ...], Field(max_length=MOST_CHOSEN)] = ()


class AdminProduct(Message):
    """A product with all that can be set of it."""

    product_id: int
    version: int
    fields: ProductFields
    currency: str
    changed_at: datetime
    changed_by: str


class AdminProducts(Message):
    """A page of products; `last_id` is where the next page starts, None at the end."""

    rows: tuple[AdminProduct, ...]
    last_id: int | None


class SaveProductRequest(Message):
    """Add a product, or change the one named in the version that was seen."""

    product_id: RecordId | None = None
    version: Version | None = None
    fields: ProductFields


class WarehouseFields(Message):
    """What can be set of a warehouse. `exchange_url` and `stock_address` hold no secrets."""

    code: Code
    name: Name
    is_connected: bool = True
    granularity: Granularity
    request_format: FileFormat = FileFormat.JSON
    exchange_url: ExchangeAddress = ""
    supports_stock_check: bool = True
    stock_source: StockSource = StockSource.FILE
    stock_address: Address = ""
    is_fraud_check_required: bool = False


class AdminWarehouse(Message):
    """A warehouse with all that can be set of it."""

    warehouse_id: int
    version: int
    fields: WarehouseFields
    changed_at: datetime
    changed_by: str


class AdminWarehouses(Message):
    """The warehouses of the own provider, by name."""

    rows: tuple[AdminWarehouse, ...]


class SaveWarehouseRequest(Message):
    """Add a warehouse, or change the one named in the version that was seen."""

    warehouse_id: RecordId | None = None
    version: Version | None = None
    fields: WarehouseFields


class WarehouseRef(Message):
    """A warehouse of the own provider."""

    warehouse_id: RecordId


class ExchangeFault(StrEnum):
    """Why files cannot be exchanged with a partner."""

    NO_ADDRESS = "no_address"
    FOLDER = "folder"
    HOST_KEY = "host_key"
    KEY = "key"
    KEY_OPEN_TO_OTHERS = "key_open_to_others"
    NETWORK = "network"
    NO_KEY = "no_key"
    PERMISSION = "permission"
    REFUSED = "refused"
    SIGN_IN = "sign_in"
    SPACE = "space"
    TIMEOUT = "timeout"


class ExchangeChecked(Message):
    """What became of trying a warehouse's exchange out; `fault` is None where files go both ways."""

    warehouse_id: int
    name: str
    fault: ExchangeFault | None
    checked_at: datetime


class MethodFields(Message):
    """What can be set of a way of delivery; `cut_off` is HH:MM, "" for none."""

    code: Code
    name: Name
    price_cents: Price
    cut_off: Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")] = ""
    is_active: bool = True


class AdminMethod(Message):
    """A way of delivery with all that can be set of it."""

    delivery_method_id: int
    version: int
    fields: MethodFields
    currency: str
    changed_at: datetime
    changed_by: str


class AdminMethods(Message):
    """The ways of delivery of the own provider, by name."""

    rows: tuple[AdminMethod, ...]


class SaveMethodRequest(Message):
    """Add a way of delivery, or change the one named in the version that was seen."""

    delivery_method_id: RecordId | None = None
    version: Version | None = None
    fields: MethodFields


class TaxRate(Message):
    """Whole percent of tax for a tax code."""

    tax_code: Code
    percent: Annotated[int, Field(ge=0, le=100)]


class SettingFields(Message):
    """How hardware is sold: `is_fraud_check_required` is `sales.order.request.extract.fraudcheckrequired`.

    `tax_rates` are for what is invoiced at once (R-HW-08, R-HW-22).
    """

    is_fraud_check_required: bool = False
    fraud_source: FraudSource = FraudSource.RULES
    tax_rates: Annotated[tuple[TaxRate, ...], Field(max_length=50)] = ()


class HardwareSetting(Message):
    """The setting of the own provider; version 0 where nothing was set yet."""

    version: int
    fields: SettingFields


class SaveSettingRequest(Message):
    """Set all of it, in the version that was seen."""

    version: Position
    fields: SettingFields


_P = Power.CATALOGUE_ADMIN

PRODUCTS = Op("hardware_admin.products", ProductsPageRequest, AdminProducts, False, _P, "List all products")
PRODUCT = Op("hardware_admin.product", ProductRef, AdminProduct, False, _P, "Read one product")
SAVE_PRODUCT = Op(
    "hardware_admin.save_product", SaveProductRequest, AdminProduct, True, _P, "Add or change a product"
)
WAREHOUSES = Op("hardware_admin.warehouses", Nothing, AdminWarehouses, False, _P, "List the warehouses")
SAVE_WAREHOUSE = Op(
    "hardware_admin.save_warehouse",
    SaveWarehouseRequest,
    AdminWarehouse,
    True,
    _P,
    "Add or change a warehouse",
)
CHECK_EXCHANGE = Op(
    "hardware_admin.check_exchange",
    WarehouseRef,
    ExchangeChecked,
    True,
    _P,
    "Try out whether files can be exchanged with a warehouse",
    asks_outside=True,
)
METHODS = Op("hardware_admin.methods", Nothing, AdminMethods, False, _P, "List the ways of delivery")
SAVE_METHOD = Op(
    "hardware_admin.save_method", SaveMethodRequest, AdminMethod, True, _P, "Add or change a way of delivery"
)
SETTING = Op("hardware_admin.setting", Nothing, HardwareSetting, False, _P, "Read the hardware setting")
SAVE_SETTING = Op(
    "hardware_admin.save_setting", SaveSettingRequest, HardwareSetting, True, _P, "Set the hardware setting"
)
