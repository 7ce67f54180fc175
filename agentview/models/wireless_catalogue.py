"""What companies can order for mobile lines: vendors with their plans, features and models; the forms."""

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class WirelessVendor(Tracked, Base):
    """A carrier that fulfils orders of lines (10, Vendor).

    It restores a line for `reactivation_limit_days` after its disconnection (R-WL-04). `exchange_url` is
    where its orders go and its answers come from, never with a password: a folder, an HTTP address, or a
    simulator; empty where people place the orders by hand.
    """

    __tablename__ = "wireless_vendor"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    reactivation_limit_days: Mapped[int] = mapped_column(default=30, server_default="30")
    exchange_url: Mapped[str] = mapped_column(String(400), default="", server_default="")
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())


class WirelessPlan(Tracked, Base):
    """A voice or data plan of a vendor, or a plan of reimbursement where it has no vendor (stipends).

    Prices in minor units excluding tax. `device_types` are those it works on; none means all. Out of policy
    it can still be ordered, which is marked and may need a further approver (T14).
    """

    __tablename__ = "wireless_plan"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_vendor.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    onetime_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    monthly_cents: Mapped[int]
    contract_months: Mapped[int] = mapped_column(default=0, server_default="0")
    device_types: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_in_policy: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())


class WirelessFeature(Tracked, Base):
    """A feature of a vendor that a line can have, such as roaming. Prices in minor units excluding tax."""

    __tablename__ = "wireless_feature"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("wireless_vendor.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    onetime_cents: Mapped[int] = mapped_column(default=0, server_default="0")
    monthly_cents: Mapped[int]
    is_in_policy: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())


class WirelessModel(Tracked, Base):
    """A product of the hardware catalogue that can be ordered for a line; the price is the product's.

    `vendor_codes` are the carriers that it works with; none means all.
    """

    __tablename__ = "wireless_model"

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    device_type: Mapped[str] = mapped_column(String(20))
    vendor_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_in_policy: Mapped[bool] = mapped_column(default=True, server_default=true())


class AccessoryFit(Base):
    """That an accessory fits a model: only such ones are offered for it (R-WL-13)."""

    __tablename__ = "accessory_fit"

    accessory_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("wireless_model.product_id"), primary_key=True)
    is_in_policy: Mapped[bool] = mapped_column(default=True, server_default=true())


class FieldConfig(Tracked, Base):
    """How a field of a type's form is asked for, at one vendor or (without one) at all (T13, R-WL-15).

    Fields stand in the order of `place`; 0 is the place that its definition gives a field.
    """

    __tablename__ = "wireless_field_config"
    __table_args__ = (Index(None, "provider_id", "type_code", "vendor_id", "field_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("wireless_vendor.id"))
    type_code: Mapped[str] = mapped_column(String(40))
    field_id: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(200), default="", server_default="")
    help: Mapped[str] = mapped_column(String(300), default="", server_default="")
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    field_type: Mapped[str] = mapped_column(String(10))
    requirement: Mapped[str] = mapped_column(String(10))
    is_encrypted: Mapped[bool] = mapped_column(default=False, server_default=false())
    min_length: Mapped[int] = mapped_column(default=0, server_default="0")
    max_length: Mapped[int] = mapped_column(default=4_000, server_default="4000")
    pattern: Mapped[str] = mapped_column(String(200), default="", server_default="")
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    has_other: Mapped[bool] = mapped_column(default=False, server_default=false())


class WirelessSetting(Tracked, Base):
    """What holds for all wireless orders of a provider.

    `most_accessories` is what one may order of an accessory without BULK_LARGE (R-WL-13).
    `unapproved_types` need nobody's approval (T17: a switch per action). `silent_milestones` are those of
    R-WL-31 about which no mail goes out.
    """

    __tablename__ = "wireless_setting"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    most_accessories: Mapped[int] = mapped_column(default=5, server_default="5")
    may_serial_be_unknown: Mapped[bool] = mapped_column(default=True, server_default=true())
    unapproved_types: Mapped[list[str]] = mapped_column(JSON, default=list)
    silent_milestones: Mapped[list[str]] = mapped_column(JSON, default=list)
