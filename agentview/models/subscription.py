"""What a customer holds: package subscriptions, the services in them, their periods and pending charges."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, false
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

    `restriction_status` is what the network was asked for and has confirmed; why stands in the holds (D-26).
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


class ServiceSerial(Tracked, Base):
    """A serial number that is used with a service: the IMEI of a handset, the ICCID of a SIM."""

    __tablename__ = "service_serial"
    __table_args__ = (Index(None, "service_subscription_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_subscription_id: Mapped[int] = mapped_column(ForeignKey("service_subscription.id"))
    kind: Mapped[str] = mapped_column(String(10))
    serial_no: Mapped[str] = mapped_column(String(100))


class ServiceHold(Tracked, Base):
    """Why a service is restricted: a cause and a bar, until it is lifted; the strongest one rules (D-26)."""

    __tablename__ = "service_hold"
    __table_args__ = (Index(None, "service_subscription_id", "lifted_at"),)

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


class BillingPeriod(Base):
    """A period of a package subscription, both days included; closed ones are billed (D-16)."""

    __tablename__ = "billing_period"
    __table_args__ = (Index(None, "package_subscription_id", "from_on", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    is_closed: Mapped[bool]


class Cardline(Tracked, Base):
    """A pending charge, or credit where negative, in minor units excluding tax."""

    __tablename__ = "cardline"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    package_subscription_id: Mapped[int | None] = mapped_column(
        ForeignKey("package_subscription.id"), index=True
    )
    kind: Mapped[str] = mapped_column(String(40))
    amount_ex_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(20))
