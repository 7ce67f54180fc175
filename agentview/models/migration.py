"""Package migrations: a customer's move from one plan to another, and moves of many from a file."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked

_OPEN = "status in ('INCOMPLETE', 'AWAITING_PROVISIONING', 'HALTED')"


class Migration(Tracked, Base):
    """The move of a package to another plan (SM-2). People see it as MG- and the id of its order.

    `form` is what the wizard saved, `last_page` where it goes on. `quote` is what it costs, frozen when it
    was submitted: what is charged when it completes. Amounts in minor units excluding tax.
    """

    __tablename__ = "migration"
    __table_args__ = (
        Index(None, "provider_id", "status", "id"),
        Index(None, "provider_id", "id"),
        Index(None, "account_id", "id"),
        Index(None, "losing_ps_id", "id"),
        Index(None, "winning_ps_id"),
        Index(
            "uq_migration_open_per_package",
            "losing_ps_id",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id"), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    losing_ps_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"))
    winning_ps_id: Mapped[int | None] = mapped_column(ForeignKey("package_subscription.id"))
    losing_plan_id: Mapped[int] = mapped_column(ForeignKey("package_plan.id"))
    winning_plan_id: Mapped[int | None] = mapped_column(ForeignKey("package_plan.id"))
    pool_id: Mapped[int | None] = mapped_column(ForeignKey("contract_pool.id"))
    direction: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(30))
    last_page: Mapped[str] = mapped_column(String(40))
    form: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    contract_action: Mapped[str] = mapped_column(String(20), default="NONE")
    quote: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    fee_quoted_cents: Mapped[int | None]
    fee_charged_cents: Mapped[int | None]
    fee_waived: Mapped[bool] = mapped_column(default=False, server_default=false())
    fee_waive_reason: Mapped[str | None] = mapped_column(String(10_000))
    effective_on: Mapped[date | None]
    first_period_end_on: Mapped[date | None]
    initiated_by: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    on_behalf_of_agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    override_reason: Mapped[str | None] = mapped_column(String(10_000))
    bulk_id: Mapped[int | None] = mapped_column(ForeignKey("bulk_migration.id"), index=True)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(10_000))


class BulkMigration(Tracked, Base):
    """Many migrations from a file or a selection. `done_lines` is where it goes on after an interruption.

    `sha256` recognises the same lines, of which `loaded_lines` are here. `is_forced`: some are completed at
    once (E16).
    """

    __tablename__ = "bulk_migration"
    __table_args__ = (Index(None, "provider_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(20))
    is_forced: Mapped[bool]
    total_lines: Mapped[int]
    loaded_lines: Mapped[int]
    done_lines: Mapped[int]
    made_count: Mapped[int]
    refused_count: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class BulkMigrationLine(Base):
    """A line of a bulk migration: which package to which plan, and what became of it."""

    __tablename__ = "bulk_migration_line"

    bulk_id: Mapped[int] = mapped_column(ForeignKey("bulk_migration.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int]
    package: Mapped[str] = mapped_column(String(200))
    plan_code: Mapped[str] = mapped_column(String(200))
    effective_on: Mapped[date | None]
    force_complete: Mapped[bool]
    note: Mapped[str] = mapped_column(String(10_000))
    outcome: Mapped[str] = mapped_column(String(20))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("customer_order.id"))
    refusals: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
