"""Reads what the rules look at, for one account or a page of them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from agentview.contract.ledger import PromiseStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.customer import Account
from agentview.models.dialect import Ids, is_among
from agentview.models.events import Notification
from agentview.models.money import Invoice, Payment, PaymentPlan, PaymentPlanInvoice, PaymentPromise
from agentview.models.prepared import Preparable, parameter, written_out
from agentview.models.subscription import Cardline, PackageSubscription, ServiceSubscription
from agentview.models.suspension import (
    AccountGroup,
    AccountGroupMember,
    Complaint,
    ExcludedGroup,
    RestrictionCase,
    SuspensionExemption,
)
from agentview.services.suspension.conditions import (
    IS_CREDIT,
    IS_DUE,
    IS_EXEMPTION,
    IS_NOTICE,
    IS_OPEN_CASE,
    IS_UNDER_WAY,
    PLAN_RUNS,
    UNDER_WAY_CENTS,
)
from agentview.services.suspension.rules import Due, Facts

Keys: TypeAlias = Collection[int]
Wanted: TypeAlias = Select[*tuple[Any, ...]]


def facts_of(session: Session, account_ids: Keys, rule_set_id: int) -> Mapping[int, Facts]:
    """Return the facts of accounts; `rule_set_id` says which groups are left out, 0 that none is."""
    services = active_services(session, account_ids)
    dues = _dues(session, account_ids)
    cases = _rows(session, _cases(account_ids))
    groups = _groups(session, account_ids, rule_set_id)
    exempt = _pairs(session, _latest(SuspensionExemption, "until_on", account_ids).where(IS_EXEMPTION))
    planned = _pairs(session, _planned(account_ids))
    credit = _pairs(session, _sum(Cardline, -Cardline.amount_ex_cents, account_ids).where(IS_CREDIT))
    under_way = _pairs(session, _sum(Payment, UNDER_WAY_CENTS, account_ids).where(IS_UNDER_WAY))
    complaints = _pairs(session, _latest(Complaint, "id", account_ids).where(Complaint.closed_on.is_(None)))
    promises = _pairs(session, _promises(account_ids))
    notices = _pairs(session, _latest(Notification, "id", account_ids).where(IS_NOTICE))
    accounts = session.execute(
        select(Account.id, Account.status, Account.omit_from_auto_restrict).where(Account.id.in_(account_ids))
    )
    return {
        key: Facts(
            status=status,
            active_services=services.get(key, 0),
            dues=tuple(dues.get(key, ())),
            has_open_case=bool(cases[key].open_cases) if key in cases else False,
            is_omitted=is_omitted,
            excluded_groups=tuple(groups.get(key, ())),
            exempt_until=exempt.get(key),
            planned_cents=planned.get(key, 0),
            credit_cents=credit.get(key, 0),
            under_way_cents=under_way.get(key, 0),
            has_open_complaint=key in complaints,
            resuspend_not_before=cases[key].not_before if key in cases else None,
            promised_for=promises.get(key),
            has_notice=key in notices,
        )
        for key, status, is_omitted in accounts
    }


def active_services(session: Session, account_ids: Keys) -> Mapping[int, int]:
    """Count the active services of accounts; an account without one is left out."""
    return dict(_SERVICES.rows(session, {"accounts": account_ids}))


def _pairs(session: Session, wanted: Wanted) -> dict[int, Any]:
    return {row[0]: row[1] for row in session.execute(wanted)}


def _rows(session: Session, wanted: Wanted) -> dict[int, Any]:
    return {row.account_id: row for row in session.execute(wanted)}


def _sum(table: Any, amount: Any, keys: Keys) -> Wanted:  # noqa: ANN401 - a table and what of it is added
    owner = table.account_id
    return select(owner, func.sum(amount)).where(owner.in_(keys)).group_by(owner)


def _latest(table: Any, name: str, keys: Keys) -> Wanted:  # noqa: ANN401 - a table of things of accounts
    owner = table.account_id
    return select(owner, func.max(getattr(table, name))).where(owner.in_(keys)).group_by(owner)


_SERVICES = Preparable(
    written_out(
        select(PackageSubscription.account_id, func.count(ServiceSubscription.id))
        .join(ServiceSubscription, ServiceSubscription.package_subscription_id == PackageSubscription.id)
        .where(
            is_among(PackageSubscription.account_id, parameter("accounts", Ids())),
            ServiceSubscription.status == SubscriptionStatus.ACTIVE.value,
        )
        .group_by(PackageSubscription.account_id)
    )
)


def _cases(keys: Keys) -> Wanted:
    return (
        select(
            RestrictionCase.account_id,
            func.sum(case((IS_OPEN_CASE, 1), else_=0)).label("open_cases"),
            func.max(RestrictionCase.resuspend_not_before).label("not_before"),
        )
        .where(RestrictionCase.account_id.in_(keys))
        .group_by(RestrictionCase.account_id)
    )


def _promises(keys: Keys) -> Wanted:
    is_open = PaymentPromise.status == PromiseStatus.OPEN.value
    return _latest(PaymentPromise, "promised_for", keys).where(is_open)


def _planned(keys: Keys) -> Wanted:
    linked = (
        select(PaymentPlanInvoice.invoice_id)
        .join(PaymentPlan, PaymentPlan.id == PaymentPlanInvoice.payment_plan_id)
        .where(PaymentPlan.status == PLAN_RUNS, PaymentPlan.account_id == Invoice.account_id)
    )
    return _sum(Invoice, Invoice.amount_due_inc_cents, keys).where(IS_DUE, Invoice.id.in_(linked))


def _dues(session: Session, keys: Keys) -> Mapping[int, list[Due]]:
    rows = session.execute(
        select(Invoice.account_id, Invoice.due_on, Invoice.amount_due_inc_cents, Invoice.disputed_cents)
        .where(Invoice.account_id.in_(keys), IS_DUE)
        .order_by(Invoice.due_on, Invoice.id)
    )
    found: dict[int, list[Due]] = defaultdict(list)
    for account_id, due_on, due_cents, disputed_cents in rows:
        found[account_id].append(Due(due_on, due_cents, disputed_cents))
    return found


def _groups(session: Session, keys: Keys, rule_set_id: int) -> Mapping[int, list[str]]:
    rows = session.execute(
        select(AccountGroupMember.account_id, AccountGroup.name)
        .join(AccountGroup, AccountGroup.id == AccountGroupMember.account_group_id)
        .join(ExcludedGroup, ExcludedGroup.account_group_id == AccountGroup.id)
        .where(AccountGroupMember.account_id.in_(keys), ExcludedGroup.rule_set_id == rule_set_id)
        .order_by(AccountGroup.name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for account_id, name in rows:
        found[account_id].append(name)
    return found
