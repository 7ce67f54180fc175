"""What is written beside every change: audit entries, change rows, events, idempotency keys."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base
from agentview.models.dialect import BIG_KEY, transaction_id


class AuditEntry(Base):
    """Who did what to which record: one row a state change, one a changed field (R-GEN-01).

    `provider_id` is the actor's; an internal entry is shown to that provider alone. `account_id` is the
    customer's whose timeline it stands in.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(None, "entity", "entity_id", "id"),
        Index(None, "account_id", "id"),
        Index(None, "provider_id", "at", "id"),
        Index(None, "user_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    actor: Mapped[str] = mapped_column(String(200))
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"))
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    action: Mapped[str] = mapped_column(String(40))
    field: Mapped[str | None] = mapped_column(String(60))
    old_value: Mapped[str | None] = mapped_column(String(10_000))
    new_value: Mapped[str | None] = mapped_column(String(10_000))
    reason: Mapped[str | None] = mapped_column(String(10_000))
    is_internal: Mapped[bool] = mapped_column(default=False)


class ChangeRow(Base):
    """A change for the feed. (`transaction`, `id`) is its place in the order of commits.

    Two providers may hear of it; `to_user_id` narrows it to one person. Who sees one account only hears of
    what is of that account.
    """

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "transaction", "id"),)

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    transaction: Mapped[int] = mapped_column(BigInteger, default=transaction_id())
    at: Mapped[datetime]
    topic: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    verb: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(String(200))
    provider_id: Mapped[int]
    other_provider_id: Mapped[int | None]
    to_user_id: Mapped[int | None]
    account_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(200), default="")


class EventInstance(Base):
    """Something that customers or staff may be told of; `dedupe_key` makes it once only."""

    __tablename__ = "event_instance"

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    event_type: Mapped[str] = mapped_column(String(60))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    service_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("service_subscription.id"))
    occurred_at: Mapped[datetime]
    payload: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)


class IdempotencyKey(Base):
    """A command that was carried out: the same key again gives the same answer and does nothing."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    key: Mapped[str] = mapped_column(String(100))
    operation: Mapped[str] = mapped_column(String(80))
    request_hash: Mapped[str] = mapped_column(String(64))
    response: Mapped[str | None] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(index=True)
