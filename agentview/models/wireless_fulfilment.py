"""How wireless orders are carried out: a segment per vendor or warehouse, with shipments."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class OrderSegment(Tracked, Base):
    """The part of an order that one vendor fulfils, or (`is_own_warehouse`) our own warehouses.

    A segment of hardware is carried out by `hardware_order_id`. The results are what the vendor gave: the
    number, the device's serial number, the SIM. `due_on` is the vendor's day.

    `ask_at` is when the program sends it or asks about it next, None where people do. Once `first_sent_at` is
    set the vendor may have it: it is asked before it is sent again. `attempts` counts those without an answer
    since the last one, `exchange_text` is what was said last.
    """

    __tablename__ = "order_segment"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        Index(None, "provider_id", "status", "due_on", "id"),
        Index(None, "vendor_id", "vendor_order_number"),
        Index(None, "provider_id", "ask_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"))
    position: Mapped[int]
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_vendor.id"))
    hardware_order_id: Mapped[int | None] = mapped_column(ForeignKey("hardware_order.id"), index=True)
    is_own_warehouse: Mapped[bool] = mapped_column(default=False, server_default=false())
    status: Mapped[str] = mapped_column(String(20))
    vendor_order_number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    submitted_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    failed_reason: Mapped[str] = mapped_column(String(4_000), default="", server_default="")
    service_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    serial_type: Mapped[str] = mapped_column(String(10), default="", server_default="")
    serial_no: Mapped[str] = mapped_column(String(60), default="", server_default="")
    iccid: Mapped[str] = mapped_column(String(22), default="", server_default="")
    ask_at: Mapped[datetime | None]
    first_sent_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    exchange_text: Mapped[str] = mapped_column(String(1_000), default="", server_default="")


class Shipment(Base):
    """A parcel of a segment."""

    __tablename__ = "shipment"
    __table_args__ = (Index(None, "segment_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("order_segment.id"))
    carrier: Mapped[str] = mapped_column(String(100), default="", server_default="")
    tracking_no: Mapped[str] = mapped_column(String(100))
    shipped_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
