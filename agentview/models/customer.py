"""Customers: accounts with their contacts and addresses."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class AccountProfile(Base):
    """A kind of account; event mappings are set per profile."""

    __tablename__ = "account_profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class Account(Tracked, Base):
    """The billing entity of a customer. `status` 1 is Active; only then may it order. `name_key` sorts."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("provider_id", "account_no"),
        Index(None, "provider_id", "name_key", "id"),
        Index(None, "provider_id", "status", "name_key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("account_profile.id"))
    account_no: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    account_type: Mapped[str] = mapped_column(String(20))
    status: Mapped[int]
    status_reason: Mapped[str | None] = mapped_column(String(60))
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    export_reference: Mapped[str | None] = mapped_column(String(100))
    omit_from_auto_restrict: Mapped[bool] = mapped_column(default=False, server_default=false())
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("customer_import.id"), index=True)


class AccountStatusChange(Base):
    """A change of an account's status: from, to, why, when and by whom."""

    __tablename__ = "account_status_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    from_status: Mapped[int]
    to_status: Mapped[int]
    reason: Mapped[str | None] = mapped_column(String(10_000))
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(200))


class CustomerNote(Tracked, Base):
    """A note on a customer, or on a service or package of theirs; package notes are the system's (E25).

    `is_shared`: the customer may read it. `is_alert`: it stands in the header of the customer until somebody
    ends it.
    """

    __tablename__ = "customer_note"
    __table_args__ = (Index(None, "account_id", "is_alert", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    package_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("package_subscription.id"))
    service_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("service_subscription.id"))
    text: Mapped[str] = mapped_column(String(10_000))
    author: Mapped[str] = mapped_column(String(200))
    is_shared: Mapped[bool]
    is_system: Mapped[bool]
    is_alert: Mapped[bool]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(200))


class Contact(Tracked, Base):
    """A person of an account who is called or written to. Numbers in E.164, and as they were typed."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    phone_as_typed: Mapped[str | None] = mapped_column(String(80))
    mobile: Mapped[str | None] = mapped_column(String(40))
    mobile_as_typed: Mapped[str | None] = mapped_column(String(80))
    date_of_birth: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(10), default="", server_default="")
    may_email: Mapped[bool] = mapped_column(default=True, server_default=true())
    may_sms: Mapped[bool] = mapped_column(default=True, server_default=true())


class Address(Tracked, Base):
    """Where a service is used, or something is sent to."""

    __tablename__ = "address"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    line1: Mapped[str] = mapped_column(String(200), default="")
    line2: Mapped[str] = mapped_column(String(200), default="")
    city: Mapped[str] = mapped_column(String(200), default="")
    region: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
