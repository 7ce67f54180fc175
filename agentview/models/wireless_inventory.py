"""The lines and devices of companies, and what employees get for using their own."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class WirelessLine(Tracked, Base):
    """A mobile number of a company at a vendor. `number` is in E.164; `iccid` is the SIM in use."""

    __tablename__ = "wireless_line"
    __table_args__ = (
        UniqueConstraint("provider_id", "number"),
        Index(None, "account_id", "status", "id"),
        Index(None, "provider_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("wireless_vendor.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    alias: Mapped[str] = mapped_column(String(200), default="", server_default="")
    status: Mapped[str] = mapped_column(String(30))
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("wireless_plan.id"))
    iccid: Mapped[str] = mapped_column(String(22), default="", server_default="")
    contract_start: Mapped[date | None]
    contract_end: Mapped[date | None]
    suspended_on: Mapped[date | None]
    disconnected_on: Mapped[date | None]
    upgrade_eligible_on: Mapped[date | None]
    validated_on: Mapped[date | None]
    validated_by: Mapped[str] = mapped_column(String(200), default="", server_default="")


class LineFeature(Base):
    """A feature that a line has, from one day to another, both included."""

    __tablename__ = "line_feature"
    __table_args__ = (Index(None, "line_id", "feature_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("wireless_line.id"))
    feature_id: Mapped[int] = mapped_column(ForeignKey("wireless_feature.id"))
    start_on: Mapped[date]
    end_on: Mapped[date | None]


class WirelessDevice(Tracked, Base):
    """A device of a company. Under warranty for `warranty_months` after `owned_since` (R-WL-02).

    `product_id` is its model in the hardware catalogue, where it is known; `make_model` what people read.
    `last_change_order_id` is the order that changed it last; the reference goes from the order to the device.
    A spare device that is checked out names who has it and since when.
    """

    __tablename__ = "wireless_device"
    __table_args__ = (
        UniqueConstraint("provider_id", "serial_type", "serial_no"),
        Index(None, "account_id", "status", "id"),
        Index(None, "provider_id", "status", "id"),
        Index(
            "uq_wireless_device_line_id",
            "line_id",
            unique=True,
            sqlite_where=text("line_id IS NOT NULL"),
            postgresql_where=text("line_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    serial_type: Mapped[str] = mapped_column(String(10))
    serial_no: Mapped[str] = mapped_column(String(60))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    make_model: Mapped[str] = mapped_column(String(200))
    device_type: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(30))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_line.id"))
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    owned_since: Mapped[date]
    warranty_months: Mapped[int] = mapped_column(default=12, server_default="12")
    last_change_order_id: Mapped[int | None]
    checked_out_to: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    checked_out_at: Mapped[datetime | None]


class Stipend(Tracked, Base):
    """What an employee is paid each month for a device or line of their own, in minor units."""

    __tablename__ = "stipend"
    __table_args__ = (
        Index(
            "uq_stipend_employee_id",
            "employee_id",
            unique=True,
            sqlite_where=text("removed_on IS NULL"),
            postgresql_where=text("removed_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("wireless_plan.id"))
    monthly_amount_cents: Mapped[int]
    enrolled_on: Mapped[date]
    removed_on: Mapped[date | None]
