"""Hardware orders of customers: their lines, the units that were shipped, the stock that was asked for."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked
from agentview.models.dialect import BIG_KEY

_TRACKED = "tracking_no IS NOT NULL"


class HardwareOrder(Tracked, Base):
    """An order of hardware for an account (SM-3). People see it as HO- and the id.

    The delivery address is the order's own row: what the customer's addresses become later changes nothing.
    `delivery_typed_by` is who typed all that is personal of it, and reads it in full. What the delivery costs
    was copied when its method was chosen. `fraud_reasons` are codes, never what was typed.
    """

    __tablename__ = "hardware_order"
    __table_args__ = (
        Index(None, "provider_id", "status", "id"),
        Index(None, "provider_id", "id"),
        Index(None, "account_id", "id"),
        Index(None, "status", "fraud_status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    status: Mapped[str] = mapped_column(String(20))
    fraud_status: Mapped[str] = mapped_column(
        String(20), default="NOT_REQUIRED", server_default="NOT_REQUIRED"
    )
    fraud_reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    fraud_checked_at: Mapped[datetime | None]
    fraud_override_reason: Mapped[str | None] = mapped_column(String(10_000))
    fraud_overridden_by: Mapped[str | None] = mapped_column(String(200))
    billing_mode: Mapped[str] = mapped_column(String(20))
    currency: Mapped[str] = mapped_column(String(3))
    delivery_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    delivery_address_id: Mapped[int | None] = mapped_column(ForeignKey("address.id"))
    delivery_phone: Mapped[str | None] = mapped_column(String(40))
    delivery_email: Mapped[str | None] = mapped_column(String(200))
    delivery_method_id: Mapped[int | None] = mapped_column(ForeignKey("delivery_method.id"))
    delivery_price_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    delivery_typed_by: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    delivery_instructions: Mapped[str] = mapped_column(String(1_000), default="", server_default="")
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    generated_at: Mapped[datetime | None]
    generated_by: Mapped[str | None] = mapped_column(String(200))
    completed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None] = mapped_column(String(10_000))
    linked_order_id: Mapped[int | None] = mapped_column(ForeignKey("customer_order.id"), index=True)


class HardwareOrderLine(Tracked, Base):
    """One product of an order. Its price, excluding tax, was copied when it was added (R-HW-29).

    `request_batch_id` is the batch that has claimed the line, or sent it; a retry clears it and is counted.
    """

    __tablename__ = "hardware_order_line"
    __table_args__ = (
        Index(None, "hardware_order_id", "id"),
        Index(None, "warehouse_id", "status", "request_batch_id", "id"),
        Index(None, "request_batch_id", "id"),
        Index(
            "ix_hardware_order_line_tracking_no",
            "tracking_no",
            sqlite_where=text(_TRACKED),
            postgresql_where=text(_TRACKED),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hardware_order_id: Mapped[int] = mapped_column(ForeignKey("hardware_order.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    warehouse_id: Mapped[int | None] = mapped_column(ForeignKey("warehouse.id"))
    qty: Mapped[int]
    unit_price_cents: Mapped[int]
    tax_code: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    is_enrolment_requested: Mapped[bool] = mapped_column(default=False, server_default=false())
    request_batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    dispatch_batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    retry_count: Mapped[int] = mapped_column(default=0, server_default="0")
    shipped_qty: Mapped[int] = mapped_column(default=0, server_default="0")
    tracking_no: Mapped[str | None] = mapped_column(String(100))
    carrier: Mapped[str | None] = mapped_column(String(100))
    error_code: Mapped[str | None] = mapped_column(String(40))
    error_text: Mapped[str | None] = mapped_column(String(1_000))
    dispatched_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str | None] = mapped_column(String(10_000))


class HardwareUnit(Base):
    """One serialised piece that was dispatched. A serial is out once, unless the earlier unit came back."""

    __tablename__ = "hardware_unit"
    __table_args__ = (
        Index(None, "line_id", "id"),
        Index(None, "provider_id", "serial_no"),
        Index(
            "uq_hardware_unit_out_once",
            "provider_id",
            "serial_type",
            "serial_no",
            unique=True,
            sqlite_where=text("is_returned = 0"),
            postgresql_where=text("is_returned = false"),
        ),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("hardware_order_line.id"))
    serial_type: Mapped[str] = mapped_column(String(10))
    serial_no: Mapped[str] = mapped_column(String(40))
    is_returned: Mapped[bool] = mapped_column(default=False, server_default=false())
    returned_at: Mapped[datetime | None]


class StockCheck(Base):
    """What a warehouse answered when it was asked for a product; it changes no order (R-HW-05).

    `available_qty` is None where it did not answer; `error_code` says why.
    """

    __tablename__ = "stock_check"
    __table_args__ = (
        Index(None, "provider_id", "id"),
        Index(None, "hardware_order_id", "id"),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    hardware_order_id: Mapped[int | None] = mapped_column(ForeignKey("hardware_order.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouse.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    requested_qty: Mapped[int]
    available_qty: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    error_code: Mapped[str | None] = mapped_column(String(40))
    checked_at: Mapped[datetime]
    checked_by: Mapped[str] = mapped_column(String(200))
