"""Approval of wireless orders: policies with levels, what approvers decided, questions, delegation."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class ApprovalPolicy(Tracked, Base):
    """Who approves which orders (T11). The matching policy of the highest `priority` (1 first) decides.

    `conditions` holds only what is asked for, and all of it must hold (R-WL-17): lists of `types`, `vendors`
    (codes) and `device_types`, `upgrade_eligible`, `total_above_cents`, `total_below_cents`,
    `policy_exception`. A policy without an account is for all companies of the provider.
    """

    __tablename__ = "approval_policy"
    __table_args__ = (Index(None, "provider_id", "is_active", "priority"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str] = mapped_column(String(200))
    priority: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=False, server_default=false())
    conditions: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    expiry_days: Mapped[int] = mapped_column(default=30, server_default="30")


class ApprovalPolicyStep(Base):
    """A level of a policy: how its approvers are found, who steps in, who reads along (T17)."""

    __tablename__ = "approval_policy_step"
    __table_args__ = (UniqueConstraint("policy_id", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("approval_policy.id"))
    level: Mapped[int]
    approver_kind: Mapped[str] = mapped_column(String(30))
    approver_user_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    default_approver_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    cc: Mapped[list[str]] = mapped_column(JSON, default=list)


class ApprovalChoice(Base):
    """Whom the requester chose for a level that lets its requester choose (T12, Self Select)."""

    __tablename__ = "approval_choice"

    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    approver_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))


class Approval(Base):
    """One approver's part in a level of a round of an order.

    The first decision settles the level: the others' parts become SKIPPED (R-WL-19). A delegate decides in
    the delegator's part and is named in `decided_by_user_id` (R-WL-21).
    """

    __tablename__ = "approval"
    __table_args__ = (
        UniqueConstraint("order_id", "round_no", "level", "approver_user_id"),
        Index(None, "approver_user_id", "status", "order_id"),
        Index(None, "decided_by_user_id", "order_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"))
    round_no: Mapped[int]
    level: Mapped[int]
    approver_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    is_default: Mapped[bool] = mapped_column(default=False, server_default=false())
    status: Mapped[str] = mapped_column(String(20))
    opened_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    reason: Mapped[str] = mapped_column(String(4_000), default="", server_default="")


class InfoRequest(Base):
    """A question of an approver to the requester, and the answer."""

    __tablename__ = "info_request"
    __table_args__ = (Index(None, "order_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("wireless_order.id"))
    level: Mapped[int]
    asked_by_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    asked_at: Mapped[datetime]
    question: Mapped[str] = mapped_column(String(4_000))
    answered_by_user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(4_000), default="", server_default="")


class ApprovalDelegation(Tracked, Base):
    """That one person decides for another from one day to another, both included (R-WL-21)."""

    __tablename__ = "approval_delegation"
    __table_args__ = (Index(None, "to_user_id", "is_active"), Index(None, "from_user_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    from_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    to_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    from_date: Mapped[date]
    to_date: Mapped[date]
    scope: Mapped[str] = mapped_column(String(10), default="ALL", server_default="ALL")
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("approval_policy.id"))
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
