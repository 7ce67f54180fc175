"""Orders and cancel requests: what was asked for, and where it came from."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class Order(Tracked, Base):
    """What an agent, a file or another system asked for (SM-0). People see it as PO- and the id.

    An incomplete one (ORDER_INCOMPLETE) may have no customer and no plan yet: what was typed is `form_data`,
    `current_page` is where it goes on, `owner_id` whose it is; nothing else is made before it is submitted.
    (`provider_id`, `external_key`) recognises an order that comes in twice; `content_hash` tells whether
    it is still the same (D-25). A CHOWN or UPGRADE names its source package.
    """

    __tablename__ = "customer_order"
    __table_args__ = (
        Index(None, "provider_id", "external_key", unique=True),
        Index(None, "provider_id", "status", "id"),
        Index(None, "provider_id", "package_plan_id", "id"),
        Index(None, "provider_id", "submitted_at", "id"),
        Index(None, "provider_id", "id"),
        Index(None, "owner_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    package_plan_id: Mapped[int | None] = mapped_column(ForeignKey("package_plan.id"))
    package_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("package_subscription.id"))
    source_package_id: Mapped[int | None] = mapped_column(ForeignKey("package_subscription.id"), index=True)
    order_type: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(30))
    source: Mapped[str] = mapped_column(String(20))
    external_key: Mapped[str | None] = mapped_column(String(200))
    content_hash: Mapped[str | None] = mapped_column(String(64))
    form_data: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    requested_on: Mapped[date]
    started_at: Mapped[datetime | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    current_page: Mapped[str | None] = mapped_column(String(40))
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    purchase_order_ref: Mapped[str | None] = mapped_column(String(100))
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None] = mapped_column(String(80))


class CancelRequest(Tracked, Base):
    """The wish to end a package, or one of its services. People see it as CR- and the id.

    `group_request_id` is the request for the primary package of a group that ended this one too (R-PRV-32).
    """

    __tablename__ = "cancel_request"
    __table_args__ = (Index(None, "provider_id", "external_key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"))
    service_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("service_subscription.id"))
    status: Mapped[str] = mapped_column(String(30))
    reason_code: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(10_000), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    group_request_id: Mapped[int | None] = mapped_column(ForeignKey("cancel_request.id"))
    time_frame: Mapped[str] = mapped_column(String(20))
    nominated_on: Mapped[date | None]
    external_key: Mapped[str | None] = mapped_column(String(200))
    content_hash: Mapped[str | None] = mapped_column(String(64))
    requested_on: Mapped[date]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[str] = mapped_column(String(80))
