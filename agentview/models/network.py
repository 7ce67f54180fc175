"""What the carrier's platform is asked for services of automatic types, and what came of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class NetworkRequest(Tracked, Base):
    """One wish to the carrier's platform: to activate a service, or to end it.

    PENDING until it is sent, SENT while nobody knows what came of it (asked again), then DONE or REFUSED with
    the platform's reason, or ABORTED. `reference` is the same at each try, so that the platform recognises a
    repeat. `next_try_at` and `lease_until` keep two workers apart.
    """

    __tablename__ = "network_request"
    __table_args__ = (
        Index(None, "status", "next_try_at"),
        Index(None, "provider_id", "status", "finished_at", "id"),
        Index(None, "service_subscription_id"),
        Index(None, "order_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(60), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("customer_order.id"))
    cancel_request_id: Mapped[int | None] = mapped_column(ForeignKey("cancel_request.id"))
    service_subscription_id: Mapped[int] = mapped_column(ForeignKey("service_subscription.id"))
    action: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    failure_code: Mapped[str | None] = mapped_column(String(60))
    failure_text: Mapped[str | None] = mapped_column(String(10_000))
    attempt_no: Mapped[int]
    requested_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class NetworkLog(Base):
    """One exchange with the carrier's platform: what was asked, what it said."""

    __tablename__ = "network_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("network_request.id"), index=True)
    at: Mapped[datetime]
    attempt_no: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(10_000))
