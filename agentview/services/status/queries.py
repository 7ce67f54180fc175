"""Reads all that says how the services of an account stand, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import aliased

from agentview.contract.migrations import MigrationStatus
from agentview.contract.orders import OrderStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Account, AccountStatusChange
from agentview.models.migration import Migration
from agentview.models.money import Invoice, PaymentPlan
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Provider, User
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from agentview.models.suspension import CASE_IS_OPEN, RestrictionCase, SuspensionRuleSet
from agentview.services.network.lifecycle import BARS, UNSETTLED
from agentview.services.order_scope import visible_orders
from agentview.services.suspension.ruling import enabled_rule_sets
from agentview.services.unit import Unit

_OPEN = ("OPEN", "HALTED")
_SETTLED = (OrderStatus.ORDER_COMPLETED.value, OrderStatus.ORDER_CANCELLED.value)
_MOST_ORDERS = 50
_OLD_SHOWN = 50
ISSUED = "ISSUED"
RUNNING = ("CREATED", "IN_PROGRESS")
_OVER = (SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value)

T = ProvisioningTask
_Queue = aliased(Provider)
_Retailer = aliased(Provider)


@dataclass(frozen=True, slots=True)
class Around:
    """What was read about an account."""

    provider: Provider
    status_since: datetime | None
    services: Sequence[Row[*tuple[Any, ...]]]
    holds: Sequence[ServiceHold]
    tasks: Sequence[Row[*tuple[Any, ...]]]
    requests: Sequence[NetworkRequest]
    invoices: Sequence[Invoice]
    plans: Sequence[PaymentPlan]
    rule_sets: Sequence[SuspensionRuleSet]
    orders: Sequence[Order]
    cancel_requests: Sequence[CancelRequest]
    migrations: Sequence[Migration]
    case: RestrictionCase | None


def around(unit: Unit, account: Account) -> Around:
    """Read everything about an account; how much it holds changes nothing in the number of queries."""
    provider, case = _provider_and_case(unit, account)
    return Around(
        provider=provider,
        status_since=_status_since(unit, account),
        services=_services(unit, account, is_over=False) + _services(unit, account, is_over=True),
        holds=_holds(unit, account),
        tasks=_tasks(unit, account),
        requests=_requests(unit, account),
        invoices=_invoices(unit, account),
        plans=_plans(unit, account),
        rule_sets=enabled_rule_sets(unit.session, account.provider_id),
        orders=_orders(unit, account),
        cancel_requests=_cancel_requests(unit, account),
        migrations=_migrations(unit, account),
        case=case,
    )


def _provider_and_case(unit: Unit, account: Account) -> tuple[Provider, RestrictionCase | None]:
    """Return the provider, and the restriction case that runs: an account has one at a time (R-SUS-12)."""
    runs = and_(RestrictionCase.account_id == account.id, CASE_IS_OPEN)
    wanted = (
        select(Provider, RestrictionCase)
        .outerjoin(RestrictionCase, runs)
        .where(Provider.id == account.provider_id)
    )
    row = unit.session.execute(wanted).one()
    return row.Provider, row.RestrictionCase


def _status_since(unit: Unit, account: Account) -> datetime | None:
    return unit.session.scalars(
        select(AccountStatusChange.changed_at)
        .where(AccountStatusChange.account_id == account.id)
        .order_by(AccountStatusChange.id.desc())
        .limit(1)
    ).first()


def _services(unit: Unit, account: Account, *, is_over: bool) -> list[Row[*tuple[Any, ...]]]:
    """Return the services with package, plan and type; of those that are over the newest."""
    status = ServiceSubscription.status
    wanted = (
        select(ServiceSubscription, PackageSubscription, ServicePlan, ServiceType, PackagePlan)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .where(
            PackageSubscription.account_id == account.id,
            status.in_(_OVER) if is_over else status.not_in(_OVER),
        )
        .order_by(ServiceSubscription.id.desc() if is_over else ServiceSubscription.id)
    )
    return list(unit.session.execute(wanted.limit(_OLD_SHOWN) if is_over else wanted).all())


def _holds(unit: Unit, account: Account) -> Sequence[ServiceHold]:
    return unit.session.scalars(
        select(ServiceHold)
        .join(ServiceSubscription, ServiceSubscription.id == ServiceHold.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(PackageSubscription.account_id == account.id, ServiceHold.lifted_at.is_(None))
        .order_by(ServiceHold.id)
    ).all()


def _tasks(unit: Unit, account: Account) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the open and halted tasks with all that decides what may be done with them."""
    return unit.session.execute(
        select(
            T.id.label("task_id"),
            T.reference,
            T.order_id,
            T.service_subscription_id.label("service_id"),
            T.status,
            T.transfer_type,
            T.claimed_by,
            User.display_name.label("claimant"),
            T.claimed_at,
            T.lease_until,
            T.queue_provider_id,
            T.retailer_id,
            ServiceSubscription.status.label("service_status"),
            Account.status.label("account_status"),
            _Retailer.customers_may_resubmit.label("customers_may_resubmit"),
            _Retailer.name.label("retailer"),
            _Queue.name.label("queue"),
            T.requested_on,
            T.halt_text,
            T.halted_at,
            T.sla_due_at,
        )
        .join(ServiceSubscription, ServiceSubscription.id == T.service_subscription_id)
        .join(Account, Account.id == T.account_id)
        .join(_Queue, _Queue.id == T.queue_provider_id)
        .join(_Retailer, _Retailer.id == T.retailer_id)
        .outerjoin(User, User.id == T.claimed_by)
        .where(T.account_id == account.id, T.bucket.in_(_OPEN))
        .order_by(T.id)
    ).all()


def _requests(unit: Unit, account: Account) -> Sequence[NetworkRequest]:
    return unit.session.scalars(
        select(NetworkRequest)
        .join(ServiceSubscription, ServiceSubscription.id == NetworkRequest.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(
            PackageSubscription.account_id == account.id,
            NetworkRequest.status.in_(UNSETTLED),
            # How far the network is with a bar stands at the service itself.
            NetworkRequest.action.not_in(BARS),
        )
        .order_by(NetworkRequest.id)
    ).all()


def _invoices(unit: Unit, account: Account) -> Sequence[Invoice]:
    return unit.session.scalars(
        select(Invoice)
        .where(Invoice.account_id == account.id, Invoice.status == ISSUED, Invoice.amount_due_inc_cents > 0)
        .order_by(Invoice.due_on, Invoice.id)
    ).all()


def _plans(unit: Unit, account: Account) -> Sequence[PaymentPlan]:
    return unit.session.scalars(
        select(PaymentPlan)
        .where(PaymentPlan.account_id == account.id, PaymentPlan.status.in_(RUNNING))
        .order_by(PaymentPlan.id)
    ).all()


def _orders(unit: Unit, account: Account) -> Sequence[Order]:
    return unit.session.scalars(
        select(Order)
        .where(Order.account_id == account.id, Order.status.not_in(_SETTLED), visible_orders(unit.caller))
        .order_by(Order.id.desc())
        .limit(_MOST_ORDERS)
    ).all()


def _cancel_requests(unit: Unit, account: Account) -> Sequence[CancelRequest]:
    return unit.session.scalars(
        select(CancelRequest)
        .where(CancelRequest.account_id == account.id, CancelRequest.status.not_in(_SETTLED))
        .order_by(CancelRequest.id.desc())
        .limit(_MOST_ORDERS)
    ).all()


def _migrations(unit: Unit, account: Account) -> Sequence[Migration]:
    """Return the migrations that were submitted and have not ended."""
    under_way = (MigrationStatus.AWAITING_PROVISIONING.value, MigrationStatus.HALTED.value)
    return unit.session.scalars(
        select(Migration).where(Migration.account_id == account.id, Migration.status.in_(under_way))
    ).all()
