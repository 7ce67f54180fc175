"""Provisioning tasks with their attempts, notes, and who has them open."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked

_OPEN = "bucket in ('OPEN', 'HALTED')"
_OPEN_MIGRATE = f"{_OPEN} and transfer_type = 'MIGRATE'"


class ProvisioningTask(Tracked, Base):
    """One service action in the manual queue (SM-1).

    `bucket` is OPEN, HALTED or DONE, derived from `status`, so that each list reads one index in order.
    `target_seconds` is the time allowed; `paused_remaining_seconds` is what was left of it when the task was
    halted (D-20). `reference` is what people see: PO-10482/1, CR-231/1 for a cancellation, MG-77/1 for a
    migration. That one is a single task for the whole package that is left; `service_subscription_id` is the
    service by which people know it.
    """

    __tablename__ = "provisioning_task"
    __table_args__ = (
        Index("ix_task_work_target", "queue_provider_id", "bucket", "sla_due_at", "requested_on", "id"),
        Index("ix_task_retail_target", "retailer_id", "bucket", "sla_due_at", "requested_on", "id"),
        Index("ix_task_work_requested", "queue_provider_id", "bucket", "requested_on", "id"),
        Index("ix_task_retail_requested", "retailer_id", "bucket", "requested_on", "id"),
        Index("ix_task_work_id", "queue_provider_id", "bucket", "id"),
        Index("ix_task_retail_id", "retailer_id", "bucket", "id"),
        Index("ix_task_claimed_by", "claimed_by", "bucket", "sla_due_at", "requested_on", "id"),
        Index("ix_task_account", "account_id", "id"),
        Index(
            "uq_task_open_per_service",
            "service_subscription_id",
            "transfer_type",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
        Index(
            "uq_task_open_per_migrated_package",
            "package_subscription_id",
            unique=True,
            sqlite_where=text(_OPEN_MIGRATE),
            postgresql_where=text(_OPEN_MIGRATE),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("customer_order.id"), index=True)
    cancel_request_id: Mapped[int | None] = mapped_column(ForeignKey("cancel_request.id"), index=True)
    queue_provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    retailer_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"))
    service_subscription_id: Mapped[int] = mapped_column(ForeignKey("service_subscription.id"))
    service_type_id: Mapped[int] = mapped_column(ForeignKey("service_type.id"))
    package_plan_id: Mapped[int] = mapped_column(ForeignKey("package_plan.id"))
    transfer_type: Mapped[str] = mapped_column(String(20))
    is_port: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(30))
    bucket: Mapped[str] = mapped_column(String(10))
    attempt_no: Mapped[int] = mapped_column(default=1)
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    claimed_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    requested_on: Mapped[date]
    received_at: Mapped[datetime]
    sla_due_at: Mapped[datetime]
    target_seconds: Mapped[int]
    paused_remaining_seconds: Mapped[int | None]
    supplier_reference: Mapped[str | None] = mapped_column(String(200))
    service_start_on: Mapped[date | None]
    service_end_on: Mapped[date | None]
    first_period_end_on: Mapped[date | None]
    halt_code: Mapped[str | None] = mapped_column(String(40))
    halt_text: Mapped[str | None] = mapped_column(String(10_000))
    halted_at: Mapped[datetime | None]
    halted_by: Mapped[str | None] = mapped_column(String(200))
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[str | None] = mapped_column(String(200))


class ProvisioningAttempt(Base):
    """One try at a task; kept across resubmits (R-PRV-21)."""

    __tablename__ = "provisioning_attempt"

    task_id: Mapped[int] = mapped_column(ForeignKey("provisioning_task.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    halt_code: Mapped[str | None] = mapped_column(String(40))
    halt_text: Mapped[str | None] = mapped_column(String(10_000))


class Presence(Base):
    """Which task a person has open, and when they last said so: one row a person."""

    __tablename__ = "presence"

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("provisioning_task.id"), index=True)
    mode: Mapped[str] = mapped_column(String(10))
    seen_at: Mapped[datetime]
