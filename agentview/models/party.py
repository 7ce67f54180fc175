"""Providers, and the people who work for them with their roles and sessions."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class Provider(Tracked, Base):
    """A retailer (RSP), a wholesaler (WSP) or an outside supplier.

    `private_fields` names what a retailer hides from its wholesalers (R-PRV-24).
    """

    __tablename__ = "provider"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    timezone: Mapped[str] = mapped_column(String(60))
    currency: Mapped[str] = mapped_column(String(3))
    region: Mapped[str] = mapped_column(String(2))
    backdate_limit_days: Mapped[int] = mapped_column(default=90)
    private_fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    customers_may_resubmit: Mapped[bool] = mapped_column(default=False)
    contract_blocks_migration: Mapped[str] = mapped_column(
        String(20), default="POOL_AWARE", server_default="POOL_AWARE"
    )


class User(Tracked, Base):
    """A person who signs in. `account_id` limits a VIEWER to one customer account.

    `must_change_password`: somebody else knows the password; nothing else is open before it is changed.
    """

    __tablename__ = "app_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    is_active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(10), default="en")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200))
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    last_sign_in_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False, server_default=false())


class Agent(Tracked, Base):
    """A third-party seller with rights to own sales only (E49).

    `visibility`: its people see ALL customers, or with OWN_ONLY those that it has signed up.
    """

    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    visibility: Mapped[str] = mapped_column(String(20), default="ALL", server_default="ALL")


class AgentDelegation(Tracked, Base):
    """What a person may do on behalf of an agent, from one day to another, both included (E12, E49)."""

    __tablename__ = "agent_delegation"
    __table_args__ = (Index(None, "user_id", "agent_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    action: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UserRole(Base):
    """A role of a person."""

    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)


class UserPowerOverride(Base):
    """A power granted to or denied a person against the roles (R-GEN-03). `effect` is GRANT or DENY.

    Why, by whom and when: for who looks at the person, beside the trail.
    """

    __tablename__ = "user_power_override"

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True)
    power: Mapped[str] = mapped_column(String(40), primary_key=True)
    effect: Mapped[str] = mapped_column(String(5))
    reason: Mapped[str] = mapped_column(String(10_000), default="", server_default="")
    given_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    given_at: Mapped[datetime | None]


class AccessToken(Base):
    """A session: the SHA-256 of its token, and when it ends (D-32)."""

    __tablename__ = "access_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignInThrottle(Base):
    """Failed tries of one username from one address, and when the next is allowed."""

    __tablename__ = "sign_in_throttle"

    username: Mapped[str] = mapped_column(String(200), primary_key=True)
    address: Mapped[str] = mapped_column(String(60), primary_key=True)
    failures: Mapped[int]
    next_allowed_at: Mapped[datetime]
