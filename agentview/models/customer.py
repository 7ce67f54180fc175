"""Customers: accounts with their contacts and addresses."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
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
    __table_args__ = (UniqueConstraint("provider_id", "account_no"), Index(None, "provider_id", "name_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("account_profile.id"))
    account_no: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    account_type: Mapped[str] = mapped_column(String(20))
    status: Mapped[int]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]


class Contact(Tracked, Base):
    """A person of an account who is called or written to. Numbers in E.164."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))


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
