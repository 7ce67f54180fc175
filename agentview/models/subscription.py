"""What a customer holds: package subscriptions, the services in them, their periods and pending charges."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class PackageSubscription(Tracked, Base):
    """A package plan that a customer holds, with its own copy of the access fee."""

    __tablename__ = "package_subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    package_plan_id: Mapped[int] = mapped_column(ForeignKey("package_plan.id"))
    status: Mapped[str] = mapped_column(String(20))
    access_fee_cents: Mapped[int]
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    first_period_end_on: Mapped[date | None]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("package_subscription.id"))
    followed_by_id: Mapped[int | None] = mapped_column(ForeignKey("package_subscription.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("package_group.id"), index=True)
    is_primary_in_group: Mapped[bool] = mapped_column(default=False, server_default=false())
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))


class PackageGroup(Tracked, Base):
    """Packages of an account that end with their primary one (E26)."""

    __tablename__ = "package_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))


class ServiceSubscription(Tracked, Base):
    """A service of a package subscription. `source_id` is the service that it replaces (CHOWN, UPGRADE).

    `restriction_status` says how far the network is with its bar; why stands in the holds (D-26). What is
    wanted and what the network has confirmed are two facts with a moment each; "" is no bar.
    """

    __tablename__ = "service_subscription"
    __table_args__ = (Index(None, "core_service_identifier"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"), index=True)
    service_plan_id: Mapped[int] = mapped_column(ForeignKey("service_plan.id"))
    service_type_id: Mapped[int] = mapped_column(ForeignKey("service_type.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("service_subscription.id"))
    core_service_identifier: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20))
    provisioning_state: Mapped[str] = mapped_column(String(20))
    halt_reason_public: Mapped[str | None] = mapped_column(String(10_000))
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    service_address_id: Mapped[int | None] = mapped_column(ForeignKey("address.id"))
    vanity_name: Mapped[str | None] = mapped_column(String(200))
    restriction_status: Mapped[str] = mapped_column(String(20), default="NONE", server_default="NONE")
    bar_wanted: Mapped[str] = mapped_column(String(20), default="", server_default="")
    bar_wanted_at: Mapped[datetime | None]
    bar_confirmed: Mapped[str] = mapped_column(String(20), default="", server_default="")
    bar_confirmed_at: Mapped[datetime | None]


class ServiceSerial(Tracked, Base):
    """A serial number that is used with a service: the IMEI of a handset, the ICCID of a SIM."""

    __tablename__ = "service_serial"
    __table_args__ = (Index(None, "service_subscription_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_subscription_id: Mapped[int] = mapped_column(ForeignKey("service_subscription.id"))
    kind: Mapped[str] = mapped_column(String(10))
    serial_no: Mapped[str] = mapped_column(String(100))


class ServiceHold(Tracked, Base):
    """Why a service is restricted: a cause and a bar, until it is lifted; the strongest one rules (D-26).

    `case_id`: the restriction case that placed it. `until_on`: it is lifted after that day by itself.
    """

    __tablename__ = "service_hold"
    __table_args__ = (
        Index(None, "service_subscription_id", "lifted_at"),
        Index(None, "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_subscription_id: Mapped[int] = mapped_column(ForeignKey("service_subscription.id"))
    cause: Mapped[str] = mapped_column(String(30))
    origin: Mapped[str] = mapped_column(String(10))
    bar_code: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(10_000))
    placed_at: Mapped[datetime]
    placed_by: Mapped[str] = mapped_column(String(200))
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(200))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("restriction_case.id"))
    until_on: Mapped[date | None]


class BoltOn(Tracked, Base):
    """An extra of a package, or an add-on of such an extra (`parent_id`); `fee_cents` for each period.

    Extras stay behind when a package is migrated (R-MIG-15).
    """

    __tablename__ = "bolt_on"

    id: Mapped[int] = mapped_column(primary_key=True)
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"), index=True)
    service_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("service_subscription.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("bolt_on.id"))
    name: Mapped[str] = mapped_column(String(200))
    fee_cents: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]


class BillingPeriod(Base):
    """A period of a package subscription, both days included; closed ones are billed (D-16).

    `used_value_cents` is the value of the usage in it, as billing has rated it so far.
    """

    __tablename__ = "billing_period"
    __table_args__ = (Index(None, "package_subscription_id", "from_on", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    is_closed: Mapped[bool]
    used_value_cents: Mapped[int] = mapped_column(default=0, server_default="0")


class Cardline(Tracked, Base):
    """A pending charge, or credit where negative, in minor units excluding tax.

    `order_id` is the order that it was made by; `description` says what for, as the invoice will. A line of
    a hardware order is charged once, and credited once (R-HW-31). `invoice_id` is the invoice that billed it.
    """

    __tablename__ = "cardline"
    __table_args__ = (
        Index(
            "uq_cardline_once_per_hardware_line",
            "hardware_order_line_id",
            "kind",
            unique=True,
            sqlite_where=text("hardware_order_line_id is not null"),
            postgresql_where=text("hardware_order_line_id is not null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    package_subscription_id: Mapped[int | None] = mapped_column(
        ForeignKey("package_subscription.id"), index=True
    )
    kind: Mapped[str] = mapped_column(String(40))
    amount_ex_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    tax_code: Mapped[str | None] = mapped_column(String(20))
    description: Mapped[str] = mapped_column(String(200), default="", server_default="")
    status: Mapped[str] = mapped_column(String(20))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("customer_order.id"), index=True)
    hardware_order_line_id: Mapped[int | None] = mapped_column(ForeignKey("hardware_order_line.id"))
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoice.id"), index=True)
