"""When overdue accounts are restricted: rule sets, who is left out, and the cases that come of it."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked

CASE_IS_OPEN = text("state NOT IN ('RESTORED', 'CLOSED')")
"""The condition of the partial index, which a statement that is to use it repeats word for word."""

_IS_ENABLED = text("status = 'ENABLED'")
_IS_UNSETTLED = text("closed_on IS NULL")


class SuspensionRuleSet(Tracked, Base):
    """When overdue accounts are restricted and restored; the newest one in force rules (R-SUS-10, 11).

    Amounts in minor units including tax. `action_windows` is a list of weekday (0 is Monday), from and to.
    A set is PROPOSED until a second person has ENABLED it; before that it has no effect, and one day has one
    that has (R-SUS-11). The ramp: the first run acts on `first_run_cap` accounts at most, the second on
    `second_run_percent` of those that there are.
    The breaker stops a run that would restrict more than `breaker_percent` of all active accounts.
    """

    __tablename__ = "suspension_rule_set"
    __table_args__ = (
        Index(None, "provider_id", "effective_from", "id"),
        Index(
            "uq_suspension_rule_set_enabled",
            "provider_id",
            "effective_from",
            unique=True,
            sqlite_where=_IS_ENABLED,
            postgresql_where=_IS_ENABLED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    name: Mapped[str] = mapped_column(String(200))
    effective_from: Mapped[date]
    minimum_overdue_cents: Mapped[int]
    minimum_overdue_days: Mapped[int]
    restoration_threshold_cents: Mapped[int]
    resuspend_days: Mapped[int]
    action_windows: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(10), default="PROPOSED", server_default="PROPOSED")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    enabled_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    enabled_at: Mapped[datetime | None]
    needs_notice: Mapped[bool] = mapped_column(default=False, server_default=false())
    spares_eve_of_closed_day: Mapped[bool] = mapped_column(default=False, server_default=false())
    first_run_cap: Mapped[int] = mapped_column(default=25, server_default="25")
    second_run_percent: Mapped[int] = mapped_column(default=10, server_default="10")
    breaker_percent: Mapped[int] = mapped_column(default=5, server_default="5")


class AccountGroup(Tracked, Base):
    """A group of accounts; only a distribution list can be left out of a rule set (R-SUS-31)."""

    __tablename__ = "account_group"
    __table_args__ = (UniqueConstraint("provider_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    name: Mapped[str] = mapped_column(String(200))
    is_distribution_list: Mapped[bool]


class AccountGroupMember(Base):
    """An account of a group."""

    __tablename__ = "account_group_member"

    account_group_id: Mapped[int] = mapped_column(ForeignKey("account_group.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)


class ExcludedGroup(Base):
    """A group that a rule set leaves out, and why (R-SUS-04)."""

    __tablename__ = "suspension_excluded_group"

    rule_set_id: Mapped[int] = mapped_column(ForeignKey("suspension_rule_set.id"), primary_key=True)
    account_group_id: Mapped[int] = mapped_column(ForeignKey("account_group.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(10_000), default="", server_default="")


class ClosedDay(Tracked, Base):
    """A day on which nobody is restricted; `year` None is every year."""

    __tablename__ = "closed_day"
    __table_args__ = (Index(None, "provider_id", "month", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    year: Mapped[int | None]
    month: Mapped[int]
    day: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))


class SuspensionExemption(Tracked, Base):
    """An account that the rules leave alone to the end of a day, for a reason; an ended one is kept."""

    __tablename__ = "suspension_exemption"
    __table_args__ = (Index(None, "account_id", "until_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(String(10_000))
    owner: Mapped[str] = mapped_column(String(200))
    until_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(200))


class Complaint(Tracked, Base):
    """A case of the ombudsman (TIO) about an account; while it is open nobody is restricted (R-SUS-08)."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_open", "account_id", sqlite_where=_IS_UNSETTLED, postgresql_where=_IS_UNSETTLED),
        Index(None, "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reference: Mapped[str] = mapped_column(String(100))
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]


class RestrictionCase(Tracked, Base):
    """The restriction of an account from flag to restoration (SM-5); an account has one open at a time.

    What was owed when it was flagged is kept, in minor units including tax. `resuspend_not_before`: restored
    by hand, the account is not flagged again before that day (R-SUS-22). `acting_at`: when restricting began.
    """

    __tablename__ = "restriction_case"
    __table_args__ = (
        Index(
            "uq_restriction_case_open",
            "account_id",
            unique=True,
            sqlite_where=CASE_IS_OPEN,
            postgresql_where=CASE_IS_OPEN,
        ),
        Index(None, "account_id", "id"),
        Index(None, "provider_id", "state", "id"),
        Index(None, "provider_id", "id"),
        Index(None, "rule_set_id", "flagged_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    rule_set_id: Mapped[int | None] = mapped_column(ForeignKey("suspension_rule_set.id"))
    origin: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(10_000), default="", server_default="")
    flagged_at: Mapped[datetime]
    owing_cents_at_flag: Mapped[int]
    overdue_days_at_flag: Mapped[int | None]
    acting_at: Mapped[datetime | None]
    restricted_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    account_status_before: Mapped[int | None]
    restored_at: Mapped[datetime | None]
    restore_origin: Mapped[str | None] = mapped_column(String(10))
    restored_by: Mapped[str | None] = mapped_column(String(200))
    restore_reason: Mapped[str | None] = mapped_column(String(10_000))
    closed_code: Mapped[str | None] = mapped_column(String(40))
    resuspend_not_before: Mapped[date | None]


class CandidateDay(Base):
    """Whom the rules would have restricted on a day, and what they owed: what a dry run is compared with.

    The sweep writes one picture a day, with its first round; `owing_cents` in minor units including tax.
    """

    __tablename__ = "suspension_candidate_day"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    on_day: Mapped[date] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    owing_cents: Mapped[int]


class ConfirmedRun(Base):
    """A run that the breaker had stopped, and that somebody lets go on to so many accounts, on one day."""

    __tablename__ = "suspension_confirmed_run"

    rule_set_id: Mapped[int] = mapped_column(ForeignKey("suspension_rule_set.id"), primary_key=True)
    on_day: Mapped[date] = mapped_column(primary_key=True)
    accounts: Mapped[int]
    confirmed_at: Mapped[datetime]
    confirmed_by: Mapped[str] = mapped_column(String(200))


class ServiceRestriction(Tracked, Base):
    """What the network was asked for a service in a case, and what came of it (R-SUS-15, 21)."""

    __tablename__ = "service_restriction"
    __table_args__ = (
        UniqueConstraint("case_id", "service_subscription_id", "action"),
        Index(None, "service_subscription_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("restriction_case.id"))
    service_subscription_id: Mapped[int] = mapped_column(ForeignKey("service_subscription.id"))
    action: Mapped[str] = mapped_column(String(10))
    bar_code: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(10))
    network_request_id: Mapped[int | None] = mapped_column(ForeignKey("network_request.id"))
    attempt_no: Mapped[int] = mapped_column(default=0, server_default="0")
    error_text: Mapped[str | None] = mapped_column(String(10_000))
    requested_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
