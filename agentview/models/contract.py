"""Contracts: their types, the pools of plans among which a customer may move, and who is bound until when."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked

_IN_FORCE = "status in ('ACTIVE', 'RENEWED')"


class ContractType(Tracked, Base):
    """What a contract binds to: its length, what follows its end, what leaving it early costs (E20).

    Amounts in minor units excluding tax; `break_out_percent` is whole percent of the remaining access fees.
    A period credit is given in the first `credit_periods` billing periods, in all of them where it is None.
    """

    __tablename__ = "contract_type"
    __table_args__ = (UniqueConstraint("provider_id", "internal_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    internal_name: Mapped[str] = mapped_column(String(200))
    external_name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(10_000), default="")
    length: Mapped[int]
    length_unit: Mapped[str] = mapped_column(String(10))
    tax_code: Mapped[str] = mapped_column(String(20))
    end_method: Mapped[str] = mapped_column(String(20))
    break_out_method: Mapped[str] = mapped_column(String(40))
    break_out_amount_cents: Mapped[int | None]
    break_out_percent: Mapped[int | None]
    early_upgrade_remaining_months: Mapped[int | None]
    early_upgrade_fee_cents: Mapped[int | None]
    period_credit_cents: Mapped[int | None]
    credit_periods: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))


class ContractPool(Tracked, Base):
    """Plans among which a customer may be moved without leaving the contract (E14, E18)."""

    __tablename__ = "contract_pool"
    __table_args__ = (UniqueConstraint("provider_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    name: Mapped[str] = mapped_column(String(200))
    contract_type_id: Mapped[int] = mapped_column(ForeignKey("contract_type.id"), index=True)


class ContractPoolPlan(Tracked, Base):
    """A plan in a pool: its weight, and what moving to it costs or is worth in each direction.

    The row of the winning plan counts. Amounts in minor units excluding tax, discounts as positive numbers;
    0 and None are nothing (R-MIG-25, R-MIG-39).
    """

    __tablename__ = "contract_pool_plan"
    __table_args__ = (UniqueConstraint("pool_id", "package_plan_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("contract_pool.id"))
    package_plan_id: Mapped[int] = mapped_column(ForeignKey("package_plan.id"), index=True)
    weight: Mapped[int]
    upgrade_charge_cents: Mapped[int | None]
    crossgrade_charge_cents: Mapped[int | None]
    downgrade_charge_cents: Mapped[int | None]
    upgrade_discount_cents: Mapped[int | None]
    crossgrade_discount_cents: Mapped[int | None]
    downgrade_discount_cents: Mapped[int | None]


class Contract(Tracked, Base):
    """The contract of a package. RENEWED ones are in force like ACTIVE ones; a package has one at most.

    `end_on` is the last day that it binds. `credit_from_on` and `credit_to_on` are the days of its fixed
    period discount (R-CON-06).
    """

    __tablename__ = "contract"
    __table_args__ = (
        Index(None, "package_subscription_id", "id"),
        Index(None, "status", "end_on"),
        Index(
            "uq_contract_in_force",
            "package_subscription_id",
            unique=True,
            sqlite_where=text(_IN_FORCE),
            postgresql_where=text(_IN_FORCE),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    package_subscription_id: Mapped[int] = mapped_column(ForeignKey("package_subscription.id"))
    contract_type_id: Mapped[int] = mapped_column(ForeignKey("contract_type.id"), index=True)
    started_on: Mapped[date]
    end_on: Mapped[date]
    auto_end: Mapped[bool]
    status: Mapped[str] = mapped_column(String(10))
    ended_on: Mapped[date | None]
    broken_on: Mapped[date | None]
    break_fee_cardline_id: Mapped[int | None] = mapped_column(ForeignKey("cardline.id"))
    credit_from_on: Mapped[date | None]
    credit_to_on: Mapped[date | None]
