"""What a customer owes: invoices, payment plans, and the rules by which overdue accounts are restricted."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class Invoice(Tracked, Base):
    """An invoice; amounts in minor units including tax, `amount_due_inc_cents` is still to be paid."""

    __tablename__ = "invoice"
    __table_args__ = (UniqueConstraint("account_id", "invoice_no"), Index(None, "account_id", "due_on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    invoice_no: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    due_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    total_inc_cents: Mapped[int]
    amount_due_inc_cents: Mapped[int]
    disputed_cents: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(10))


class PaymentPlan(Tracked, Base):
    """An agreement to pay in parts (E50)."""

    __tablename__ = "payment_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    start_on: Mapped[date]
    frequency: Mapped[str] = mapped_column(String(20))
    number_of_payments: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))


class SuspensionRuleSet(Tracked, Base):
    """When overdue accounts are restricted and restored; the newest one in force rules (R-SUS-10, 11).

    Amounts in minor units including tax. `action_windows` is a list of weekday (0 is Monday), from and to.
    """

    __tablename__ = "suspension_rule_set"
    __table_args__ = (UniqueConstraint("provider_id", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    name: Mapped[str] = mapped_column(String(200))
    effective_from: Mapped[date]
    minimum_overdue_cents: Mapped[int]
    minimum_overdue_days: Mapped[int]
    restoration_threshold_cents: Mapped[int]
    resuspend_days: Mapped[int]
    action_windows: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
