"""Whom the rules would restrict, and whom something keeps out: one set-based statement for a provider.

It says the same as `rules.py`, which a test compares. What is cheap comes first: open invoices are added up
along their partial index, what keeps out is asked only of accounts that owe enough for long enough.

Provider, rules, day and place are named parameters, so that a statement can be built once and be carried out
again with `Sought.values`: to build it takes longer than to carry it out.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from agentview.contract.account import AccountStatus
from agentview.contract.restriction import Obstacle
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.customer import Account
from agentview.models.money import Invoice
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.suspension import conditions as found
from agentview.services.suspension.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Sought:
    """Of which provider, by which rules, on which day; behind which account, where a page goes on.

    `profiles`: only accounts of these; None: of all.
    """

    provider_id: int
    rules: RuleSet
    today: date
    after: int | None = None
    profiles: Collection[int] | None = None

    @property
    def least_day(self) -> date:
        """The day before which the oldest open invoice was due (R-SUS-01)."""
        return self.today - timedelta(days=self.rules.minimum_overdue_days)

    def values(self) -> dict[str, Any]:
        """Return the values of all parameters, for a statement that was built from another one."""
        return {
            "provider": self.provider_id,
            "least_cents": self.rules.minimum_overdue_cents,
            "least_day": self.least_day,
            "threshold": self.rules.restoration_threshold_cents,
            "rule_set": self.rules.rule_set_id,
            "today": self.today,
            "after_account": self.after,
        }

    def fixed(self) -> dict[str, Any]:
        """Return the values that stay the same from page to page."""
        return {name: value for name, value in self.values().items() if name != "after_account"}

    def number(self, name: str) -> ColumnElement[int]:
        """Return a parameter that is a number, with its value."""
        return bindparam(name, self.values()[name], Integer())

    def day(self, name: str) -> ColumnElement[date]:
        """Return a parameter that is a day, with its value."""
        return bindparam(name, self.values()[name], Date())


def debts(sought: Sought) -> Subquery:
    """Return who owes enough for long enough (R-SUS-01, D-01): `rules.is_eligible` as a statement."""
    owing, oldest = func.sum(Invoice.amount_due_inc_cents), func.min(Invoice.due_on)
    rows = (
        select(
            Invoice.account_id,
            owing.label("owing"),
            func.sum(_disputed()).label("disputed"),
            oldest.label("oldest"),
        )
        .where(found.IS_DUE)
        .group_by(Invoice.account_id)
        .having(owing >= sought.number("least_cents"), oldest < sought.day("least_day"))
    )
    if sought.after is not None:
        rows = rows.where(Invoice.account_id > sought.number("after_account"))
    return rows.subquery("debt")


def _disputed() -> ColumnElement[int]:
    """Of an invoice no more is in dispute than is due of it."""
    due = Invoice.amount_due_inc_cents
    return case((Invoice.disputed_cents > due, due), else_=Invoice.disputed_cents)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the statement stands on: who owes, what is joined to it, and what covers of it, in minor units."""

    debt: Subquery
    joined: tuple[Subquery, ...]
    planned: ColumnElement[int]
    credit: ColumnElement[int]
    under_way: ColumnElement[int]


def ground(sought: Sought, *, for_page: bool = False) -> Ground:
    """Return the parts of the statement.

    `for_page`: the first few accounts by number are wanted. What covers is looked up one by one then, and the
    database may stop when it has them.
    """
    debt = debts(sought)
    covers = {"planned": found.planned(), "credit": found.credit(), "under_way": found.under_way()}
    if for_page:
        return Ground(debt, (), **{name: _of_one(cover, debt) for name, cover in covers.items()})
    joined = {name: cover.of_all(name) for name, cover in covers.items()}
    cents = {name: func.coalesce(cover.c.cents, 0) for name, cover in joined.items()}
    return Ground(debt, tuple(joined.values()), **cents)


def _of_one(cover: found.Cover, debt: Subquery) -> ColumnElement[int]:
    return func.coalesce(cover.of_one(debt.c.account_id), 0)


def blocks(sought: Sought, on: Ground) -> Mapping[Obstacle, ColumnElement[bool]]:
    """Return what keeps an account out, each as a condition on the rows of `accounts`."""
    debt, today, key = on.debt, sought.day("today"), on.debt.c.account_id
    needs = _needs(sought, on)
    rest = debt.c.owing - sought.number("threshold")
    # What covers nothing covers not even where the rest is nothing.
    needed = case((rest > 1, rest), else_=1)
    return {
        Obstacle.ACCOUNT_STATUS: Account.status != AccountStatus.ACTIVE.value,
        Obstacle.NO_ACTIVE_SERVICE: not_(needs[Obstacle.NO_ACTIVE_SERVICE]),
        Obstacle.OPEN_CASE: found.open_case(key),
        Obstacle.OMITTED: Account.omit_from_auto_restrict.is_(True),
        Obstacle.EXCLUDED_GROUP: found.in_excluded_group(key, sought.number("rule_set")),
        Obstacle.EXEMPT: found.exempt(key, today),
        Obstacle.PAYMENT_PLAN: on.planned >= needed,
        Obstacle.CREDIT: on.credit >= needed,
        Obstacle.DISPUTE: debt.c.disputed >= needed,
        Obstacle.COMPLAINT: found.open_complaint(key),
        Obstacle.RESTORED_LATELY: found.restored_lately(key, today),
        Obstacle.PROMISE: found.promised(key, today),
        Obstacle.PAYMENT_UNDER_WAY: on.under_way >= needed,
        Obstacle.NO_NOTICE: not_(needs[Obstacle.NO_NOTICE]),
    }


def _needs(sought: Sought, on: Ground) -> Mapping[Obstacle, ColumnElement[bool]]:
    """Return what an account must have, by what it is that stands where it has it not."""
    key = on.debt.c.account_id
    return {
        Obstacle.NO_ACTIVE_SERVICE: _has_active_service(key),
        Obstacle.NO_NOTICE: found.noticed(key) if sought.rules.needs_notice else true(),
    }


def _clear(sought: Sought, on: Ground) -> Iterator[ColumnElement[bool]]:
    """Yield the contrary of each block.

    Never NOT NOT EXISTS: PostgreSQL does not see through it, and reads the services of all accounts.
    """
    needs = _needs(sought, on)
    for obstacle, stands in blocks(sought, on).items():
        yield needs[obstacle] if obstacle in needs else not_(stands)


def _has_active_service(key: ColumnElement[int]) -> ColumnElement[bool]:
    return exists(
        select(literal_column("1"))
        .select_from(PackageSubscription)
        .join(ServiceSubscription, ServiceSubscription.package_subscription_id == PackageSubscription.id)
        .where(
            PackageSubscription.account_id == key,
            ServiceSubscription.status == SubscriptionStatus.ACTIVE.value,
        )
    )


def candidates(sought: Sought, *, for_page: bool = False) -> Select[*tuple[Any, ...]]:
    """Return whom the rules would restrict today, each with what it owes and since when."""
    on = ground(sought, for_page=for_page)
    return accounts(sought, on).where(*_clear(sought, on))


def kept_out(
    sought: Sought, *, by: Obstacle | None = None, for_page: bool = False
) -> Select[*tuple[Any, ...]]:
    """Return who owes enough for long enough and is kept out by something, or by one obstacle."""
    on = ground(sought, for_page=for_page)
    standing = blocks(sought, on)
    return accounts(sought, on).where(standing[by] if by is not None else or_(*standing.values()))


def accounts(sought: Sought, on: Ground) -> Select[*tuple[Any, ...]]:
    """Return the accounts of the provider that owe enough for long enough, with what may cover it."""
    debt = on.debt
    rows = (
        select(debt.c.account_id, debt.c.owing, debt.c.oldest)
        .select_from(debt)
        .join(
            Account,
            and_(Account.id == debt.c.account_id, Account.provider_id == sought.number("provider")),
        )
    )
    if sought.profiles is not None:
        rows = rows.where(Account.profile_id.in_(sought.profiles))
    for cover in on.joined:
        rows = rows.outerjoin(cover, cover.c.account_id == debt.c.account_id)
    return rows


def active_accounts(session: Session, provider_id: int) -> int:
    """Count the active accounts of a provider."""
    counted = select(func.count(Account.id)).where(
        Account.provider_id == provider_id, Account.status == AccountStatus.ACTIVE.value
    )
    return session.scalar(counted) or 0
