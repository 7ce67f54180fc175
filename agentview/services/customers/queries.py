"""What the customer screen reads: each question for all packages and services at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, func, select

from agentview.contract.customers import CustomerCounts
from agentview.contract.hardware import HardwareStatus
from agentview.contract.orders import OrderStatus
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Account, AccountProfile, Address, Contact, CustomerNote
from agentview.models.hardware import HardwareOrder
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.party import Agent, Provider
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import (
    BillingPeriod,
    PackageGroup,
    PackageSubscription,
    ServiceHold,
    ServiceSerial,
    ServiceSubscription,
)
from agentview.models.work_item import WorkItem
from agentview.services.customer_scope import not_there, readable_notes, visible
from agentview.services.customers.charges import pending_count
from agentview.services.hardware_scope import countable_orders
from agentview.services.order_scope import visible_orders
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY

_REFUSED = "REFUSED"
_ENDED_HARDWARE = (HardwareStatus.COMPLETE.value, HardwareStatus.CANCELLED.value)
_LATEST = 5
S, P, T = ServiceSubscription, PackageSubscription, ProvisioningTask
Thing = TypeVar("Thing")


def account_row(unit: Unit, account_id: int) -> Row[*tuple[Any, ...]]:
    """Return the customer with profile, provider and agent. Raises NotFound."""
    row = unit.session.execute(
        select(Account, AccountProfile.name, Provider, Agent.name.label("agent"))
        .join(AccountProfile, AccountProfile.id == Account.profile_id)
        .join(Provider, Provider.id == Account.provider_id)
        .outerjoin(Agent, Agent.id == Account.agent_id)
        .where(Account.id == account_id, visible(unit.caller))
    ).first()
    if row is None:
        raise not_there("account_id", account_id)
    return row


def contacts_of(unit: Unit, account_id: int) -> Sequence[Contact]:
    """Return the contacts, the oldest first."""
    return unit.session.scalars(
        select(Contact).where(Contact.account_id == account_id).order_by(Contact.id)
    ).all()


def alerts_of(unit: Unit, account_id: int) -> Sequence[CustomerNote]:
    """Return the alerts that nobody has ended, newest first."""
    return unit.session.scalars(
        select(CustomerNote)
        .where(
            CustomerNote.account_id == account_id,
            CustomerNote.is_alert,
            CustomerNote.ended_at.is_(None),
            readable_notes(unit.caller),
        )
        .order_by(CustomerNote.id.desc())
    ).all()


def latest_notes_of(unit: Unit, account_id: int) -> Sequence[CustomerNote]:
    """Return the few newest notes."""
    return unit.session.scalars(
        select(CustomerNote)
        .where(CustomerNote.account_id == account_id, readable_notes(unit.caller))
        .order_by(CustomerNote.id.desc())
        .limit(_LATEST)
    ).all()


def packages_of(unit: Unit, account_id: int, today: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the packages with plan, group, agent and the billing period of today, the newest first."""
    period = BillingPeriod
    return unit.session.execute(
        select(
            P,
            PackagePlan,
            PackageGroup.name.label("group_name"),
            Agent.name.label("agent_name"),
            period.from_on,
            period.to_on,
        )
        .join(PackagePlan, PackagePlan.id == P.package_plan_id)
        .outerjoin(PackageGroup, PackageGroup.id == P.group_id)
        .outerjoin(Agent, Agent.id == P.agent_id)
        .outerjoin(
            period,
            (period.package_subscription_id == P.id) & (period.from_on <= today) & (period.to_on >= today),
        )
        .where(P.account_id == account_id)
        .order_by(P.id.desc())
    ).all()


def services_where(unit: Unit, condition: ColumnElement[bool]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return services with plan, type and address."""
    return unit.session.execute(
        select(S, ServicePlan, ServiceType, Address)
        .join(P, P.id == S.package_subscription_id)
        .join(ServicePlan, ServicePlan.id == S.service_plan_id)
        .join(ServiceType, ServiceType.id == S.service_type_id)
        .outerjoin(Address, Address.id == S.service_address_id)
        .where(condition)
        .order_by(S.id)
    ).all()


def holds_where(unit: Unit, condition: ColumnElement[bool]) -> dict[int, list[ServiceHold]]:
    """Return the holds that are not lifted, by service."""
    rows = unit.session.scalars(
        select(ServiceHold)
        .join(S, S.id == ServiceHold.service_subscription_id)
        .join(P, P.id == S.package_subscription_id)
        .where(condition, ServiceHold.lifted_at.is_(None))
        .order_by(ServiceHold.id)
    )
    return _by_service((row.service_subscription_id, row) for row in rows)


def serials_where(unit: Unit, condition: ColumnElement[bool]) -> dict[int, list[ServiceSerial]]:
    """Return the serial numbers, by service."""
    rows = unit.session.scalars(
        select(ServiceSerial)
        .join(S, S.id == ServiceSerial.service_subscription_id)
        .join(P, P.id == S.package_subscription_id)
        .where(condition)
        .order_by(ServiceSerial.id)
    )
    return _by_service((row.service_subscription_id, row) for row in rows)


def live_tasks_of(unit: Unit, account_id: int) -> Sequence[ProvisioningTask]:
    """Return the tasks that are open or halted, the oldest first."""
    return unit.session.scalars(
        select(T).where(T.account_id == account_id, T.bucket.in_(("OPEN", "HALTED"))).order_by(T.id)
    ).all()


def counts_of(
    unit: Unit, account: Account, active_packages: int, tasks: Sequence[ProvisioningTask]
) -> CustomerCounts:
    """Count what needs somebody."""
    incomplete = select(func.count()).where(
        Order.account_id == account.id,
        Order.status == OrderStatus.ORDER_INCOMPLETE.value,
        visible_orders(unit.caller),
    )
    errors = select(func.count()).where(
        NetworkRequest.provider_id == account.provider_id,
        NetworkRequest.status == _REFUSED,
        NetworkRequest.account_id == account.id,
    )
    cases = select(func.count()).where(WorkItem.account_id == account.id, WorkItem.status.in_(UNDER_WAY))
    hardware = select(func.count()).where(
        HardwareOrder.account_id == account.id,
        HardwareOrder.status.not_in(_ENDED_HARDWARE),
        countable_orders(unit.caller),
    )
    row = unit.session.execute(
        select(
            incomplete.scalar_subquery(),
            errors.scalar_subquery(),
            cases.scalar_subquery(),
            pending_count(account.id),
            hardware.scalar_subquery(),
        )
    ).one()
    halted = sum(task.bucket == "HALTED" for task in tasks)
    return CustomerCounts(
        active_packages=active_packages,
        incomplete_orders=row[0],
        open_tasks=len(tasks) - halted,
        halted_tasks=halted,
        network_errors=row[1],
        open_cases=row[2],
        pending_charges=row[3],
        open_hardware=row[4],
    )


def _by_service(pairs: Iterable[tuple[int, Thing]]) -> dict[int, list[Thing]]:
    found: dict[int, list[Thing]] = defaultdict(list)
    for service_id, thing in pairs:
        found[service_id].append(thing)
    return found
