"""Wireless orders: what was asked for, for whom, where it goes, what was agreed to."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked

_OPEN = "status NOT IN ('APPROVAL_REJECTED', 'EXPIRED', 'CANCELLED', 'FULFILMENT_FAILED', 'COMPLETE')"


class WirelessOrder(Tracked, Base):
    """An order of a company for a line, a device or a stipend (SM-6). People see it as WO- and the id.

    `level` is the level of approval that it waits for in `round_no`, 0 where it waits for none, out of
    `levels`. `expires_at` is when it expires unless it is decided; while an answer is awaited it is empty and
    `expiry_left_seconds` says what was left. `confirmed_at` is when costs were shown for what it holds now
    (R-WL-16); a change empties it. Costs in minor units of the account's currency, excluding tax.
    """

    __tablename__ = "wireless_order"
    __table_args__ = (
        Index(None, "provider_id", "status", "id"),
        Index(None, "account_id", "status", "id"),
        Index(None, "requester_user_id", "id"),
        Index(None, "beneficiary_id", "id"),
        Index(None, "status", "expires_at"),
        Index(
            "ix_wireless_order_line_id_open",
            "line_id",
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    type_code: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(30))
    requester_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    beneficiary_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_vendor.id"))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_line.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_device.id"))
    justification: Mapped[str] = mapped_column(String(4_000), default="", server_default="")
    is_policy_exception: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_policy_overwritten: Mapped[bool] = mapped_column(default=False, server_default=false())
    preferred_date: Mapped[date | None]
    external_order_number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    currency: Mapped[str] = mapped_column(String(3))
    onetime_cost_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    monthly_cost_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    round_no: Mapped[int] = mapped_column(default=0, server_default="0")
    level: Mapped[int] = mapped_column(default=0, server_default="0")
    levels: Mapped[int] = mapped_column(default=0, server_default="0")
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("approval_policy.id"))
    edit_count: Mapped[int] = mapped_column(default=0, server_default="0")
    parent_order_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_order.id"), index=True)
    resubmit_note: Mapped[str] = mapped_column(String(4_000), default="", server_default="")
    close_reason: Mapped[str] = mapped_column(String(4_000), default="", server_default="")
    confirmed_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    expiry_left_seconds: Mapped[int | None]
    closed_at: Mapped[datetime | None]


class WirelessOrderField(Base):
    """What was typed into a field of the form. A field that is configured so is kept encrypted (R-WL-15)."""

    __tablename__ = "wireless_order_field"

    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"), primary_key=True)
    field_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    value_text: Mapped[str] = mapped_column(String(8_000))
    is_encrypted: Mapped[bool] = mapped_column(default=False, server_default=false())


class WirelessOrderItem(Base):
    """A thing in an order, with its price in minor units as it was when it was chosen.

    Exactly one of product (device, accessory, SIM), plan and feature is named.
    """

    __tablename__ = "wireless_order_item"
    __table_args__ = (Index(None, "order_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"))
    kind: Mapped[str] = mapped_column(String(20))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_plan.id"))
    feature_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_feature.id"))
    name: Mapped[str] = mapped_column(String(200))
    qty: Mapped[int] = mapped_column(default=1, server_default="1")
    action: Mapped[str | None] = mapped_column(String(10))
    price_onetime_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    price_monthly_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    is_in_policy: Mapped[bool] = mapped_column(default=True)


class WirelessShipTo(Base):
    """Where the physical items of an order go (R-WL-10)."""

    __tablename__ = "wireless_ship_to"

    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    attention_to: Mapped[str] = mapped_column(String(200), default="", server_default="")
    line1: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(100), default="", server_default="")
    postal_code: Mapped[str] = mapped_column(String(20))
    country: Mapped[str] = mapped_column(String(2))
    is_expedited: Mapped[bool] = mapped_column(default=False, server_default=false())


class WirelessAcknowledgement(Base):
    """What the requester agreed to, in which words (`text_version`) and when."""

    __tablename__ = "wireless_acknowledgement"

    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    text_version: Mapped[int]
    accepted_at: Mapped[datetime]
