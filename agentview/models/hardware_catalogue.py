"""What is sold as hardware, which warehouses hold it, how it is delivered, and who enrols it."""

from datetime import date, datetime, time

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class DeviceEnrolmentProvider(Tracked, Base):
    """A manufacturer's enrolment programme (DEP). `code` is `deviceEnrolmentProviderId` of its files (M6).

    `exchange_url` is where its files go and come from; the events say whether a workflow event is raised for
    an outcome (R-ENR-07).
    """

    __tablename__ = "device_enrolment_provider"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    organisation_ref: Mapped[str] = mapped_column(String(100), default="", server_default="")
    exchange_url: Mapped[str] = mapped_column(String(400), default="", server_default="")
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
    has_event_on_success: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_event_on_failure: Mapped[bool] = mapped_column(default=True, server_default=true())


class EnrolmentAgreement(Tracked, Base):
    """An account's agreement with an enrolment programme: under which organisation its devices are listed."""

    __tablename__ = "enrolment_agreement"
    __table_args__ = (UniqueConstraint("account_id", "enrolment_provider_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    enrolment_provider_id: Mapped[int] = mapped_column(ForeignKey("device_enrolment_provider.id"), index=True)
    organisation_ref: Mapped[str] = mapped_column(String(100))


class Product(Tracked, Base):
    """A piece of hardware, or a software licence, that is sold. Prices in minor units excluding tax.

    `words` is what the search of the catalogue looks in. A unit may be returned for `return_days` days after
    it was dispatched.
    """

    __tablename__ = "product"
    __table_args__ = (
        UniqueConstraint("provider_id", "sku"),
        Index(None, "provider_id", "status", "name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    sku: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(400), default="", server_default="")
    kind: Mapped[str] = mapped_column(String(20))
    price_cents: Mapped[int]
    tax_code: Mapped[str] = mapped_column(String(20))
    is_serialised: Mapped[bool]
    serial_type: Mapped[str] = mapped_column(String(10), default="UNKNOWN", server_default="UNKNOWN")
    enrolment_provider_id: Mapped[int | None] = mapped_column(ForeignKey("device_enrolment_provider.id"))
    return_days: Mapped[int] = mapped_column(default=30, server_default="30")
    status: Mapped[str] = mapped_column(String(20), default="ACTIVE", server_default="ACTIVE")

    @property
    def is_enrolment_supported(self) -> bool:
        """Say whether its devices can be enrolled: some programme takes them."""
        return self.enrolment_provider_id is not None


class ProductSubstitute(Base):
    """A product that can be sold in the place of another one that is out of stock; `rank` 1 is the best."""

    __tablename__ = "product_substitute"
    __table_args__ = (UniqueConstraint("product_id", "substitute_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    rank: Mapped[int]


class Warehouse(Tracked, Base):
    """A warehouse that ships for a provider.

    `granularity` is what one record of its request file stands for (R-HW-13), `request_format` how its files
    are written, `exchange_url` where they go and come from (no secrets in it). `stock_source` says how its
    stock is asked for at `stock_address`.
    """

    __tablename__ = "warehouse"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    is_connected: Mapped[bool] = mapped_column(default=True, server_default=true())
    granularity: Mapped[str] = mapped_column(String(20))
    supports_stock_check: Mapped[bool] = mapped_column(default=True, server_default=true())
    stock_source: Mapped[str] = mapped_column(String(20), default="FILE", server_default="FILE")
    stock_address: Mapped[str] = mapped_column(String(400), default="", server_default="")
    request_format: Mapped[str] = mapped_column(String(20), default="JSON", server_default="JSON")
    exchange_url: Mapped[str] = mapped_column(String(400), default="", server_default="")
    is_fraud_check_required: Mapped[bool] = mapped_column(default=False, server_default=false())


class WarehouseProduct(Base):
    """That a warehouse holds a product; the lowest `priority` ships it unless another one is chosen."""

    __tablename__ = "warehouse_product"
    __table_args__ = (UniqueConstraint("product_id", "warehouse_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouse.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    priority: Mapped[int] = mapped_column(default=1)


class WarehouseStock(Base):
    """What a warehouse last said in a stock file that it has of a product, and as of when."""

    __tablename__ = "warehouse_stock"
    __table_args__ = (UniqueConstraint("warehouse_id", "product_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouse.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    available_qty: Mapped[int]
    expected_on: Mapped[date | None]
    as_of: Mapped[datetime]


class DeliveryMethod(Tracked, Base):
    """A way of delivery; its price excludes tax. What is ordered after the cut-off leaves a day later."""

    __tablename__ = "delivery_method"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    price_cents: Mapped[int]
    cut_off_time: Mapped[time | None]
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())


class HardwareSetting(Tracked, Base):
    """How a provider sells hardware.

    `is_fraud_check_required` is the switch `sales.order.request.extract.fraudcheckrequired` (R-HW-08);
    `fraud_source` says who checks. `tax_percent` is whole percent by tax code, for what is invoiced at once.
    """

    __tablename__ = "hardware_setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), unique=True)
    is_fraud_check_required: Mapped[bool] = mapped_column(default=False, server_default=false())
    fraud_source: Mapped[str] = mapped_column(String(20), default="RULES", server_default="RULES")
    tax_percent: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
