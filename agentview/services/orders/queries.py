"""What orders look up: plans on sale, what a customer holds, and what is under way for it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select

from agentview.contract.subscription import SubscriptionStatus
from agentview.core.reference import Prefix, parse_reference
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.network.lifecycle import BARS, UNSETTLED
from agentview.services.order_number import order_reference
from agentview.services.orders.migrating import migration_of
from agentview.services.unit import Unit

PlanPart = tuple[ServicePlan, ServiceType]
_UNDER_WAY = ("OPEN", "HALTED")
_LIVING = (SubscriptionStatus.PRE_ACTIVE.value, SubscriptionStatus.ACTIVE.value)


def plan_on_sale(unit: Unit, code: str) -> PackagePlan | None:
    """Find a package plan that the caller's provider sells now."""
    return unit.session.scalars(select(PackagePlan).where(is_on_sale(unit), PackagePlan.code == code)).first()


def is_on_sale(unit: Unit) -> ColumnElement[bool]:
    """Plans that the caller's provider sells now."""
    return and_(
        PackagePlan.provider_id == unit.caller.provider_id,
        PackagePlan.kind == "SELL",
        PackagePlan.status == "ACTIVE",
    )


def parts_of(unit: Unit, plan: PackagePlan) -> tuple[PlanPart, ...]:
    """Return the service plans of a package plan with their types, in the order of the catalogue."""
    rows = unit.session.execute(
        select(ServicePlan, ServiceType)
        .join(ServiceType, ServiceType.id == ServicePlan.service_type_id)
        .where(ServicePlan.package_plan_id == plan.id)
        .order_by(ServicePlan.id)
    )
    return tuple((row.ServicePlan, row.ServiceType) for row in rows)


def package_of(unit: Unit, account_id: int, product: str) -> PackageSubscription | None:
    """Find a package subscription of an account by what people see, PS- and its number."""
    number = _number(product, Prefix.PACKAGE)
    found = unit.session.get(PackageSubscription, number) if number else None
    return found if found is not None and found.account_id == account_id else None


def service_of(
    unit: Unit, account_id: int, product: str
) -> tuple[ServiceSubscription, PackageSubscription] | None:
    """Find a service subscription of an account by what people see, SS- and its number; with its package."""
    number = _number(product, Prefix.SERVICE)
    service = unit.session.get(ServiceSubscription, number) if number else None
    if service is None:
        return None
    package = unit.session.get_one(PackageSubscription, service.package_subscription_id)
    return (service, package) if package.account_id == account_id else None


def is_service(product: str) -> bool:
    """Say whether a product id names a service subscription."""
    parsed = parse_reference(product)
    return parsed is not None and parsed[0] is Prefix.SERVICE


def _number(product: str, prefix: Prefix) -> int | None:
    parsed = parse_reference(product)
    if parsed is None or parsed[0] is not prefix or parsed[2] is not None:
        return None
    # Keys are 32 bits wide; a larger number names nothing, and would not bind.
    return parsed[1] if parsed[1] < 2**31 else None


def services_of(unit: Unit, package_id: int) -> Sequence[ServiceSubscription]:
    """Return the services of a package, in the order in which they were made."""
    return unit.session.scalars(
        select(ServiceSubscription)
        .where(ServiceSubscription.package_subscription_id == package_id)
        .order_by(ServiceSubscription.id)
    ).all()


def under_way(unit: Unit, package: PackageSubscription, service_id: int | None = None) -> str | None:
    """Return the reference of what is being done already to a package, or to one service of it."""
    task = select(ProvisioningTask.reference).where(
        ProvisioningTask.account_id == package.account_id,
        ProvisioningTask.package_subscription_id == package.id,
        ProvisioningTask.bucket.in_(_UNDER_WAY),
    )
    if service_id is not None:
        task = task.where(ProvisioningTask.service_subscription_id == service_id)
    found = unit.session.scalars(task.order_by(ProvisioningTask.id).limit(1)).first()
    found = found or migration_of(unit, package)
    return found or _at_the_carrier(unit, package, service_id) or _successor(unit, package.id)


def _at_the_carrier(unit: Unit, package: PackageSubscription, service_id: int | None) -> str | None:
    """Return the request to the carrier's platform that something is still to come of."""
    request = (
        select(NetworkRequest.reference)
        .join(ServiceSubscription, ServiceSubscription.id == NetworkRequest.service_subscription_id)
        .where(
            ServiceSubscription.package_subscription_id == package.id,
            NetworkRequest.status.in_(UNSETTLED),
            NetworkRequest.action.not_in(BARS),
        )
    )
    if service_id is not None:
        request = request.where(NetworkRequest.service_subscription_id == service_id)
    return unit.session.scalars(request.order_by(NetworkRequest.id).limit(1)).first()


def _successor(unit: Unit, package_id: int) -> str | None:
    """Return the order whose package is to replace, or replaces, this one."""
    order = unit.session.execute(
        select(Order.id, Order.order_type)
        .join(PackageSubscription, PackageSubscription.id == Order.package_subscription_id)
        .where(Order.source_package_id == package_id, PackageSubscription.status.in_(_LIVING))
        .order_by(Order.id)
        .limit(1)
    ).first()
    return order_reference(order.id, order.order_type) if order is not None else None
