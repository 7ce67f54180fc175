"""Reads what is under way for a customer's packages and services, and what may therefore be done to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.network import NetworkStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.network.lifecycle import BARS, UNSETTLED
from agentview.services.order_number import order_reference
from agentview.services.orders.migrating import migrations_of
from agentview.services.orders.open_work import is_under_way
from agentview.services.subscription_lifecycle import PackageFacts, ServiceFacts
from agentview.services.unit import Unit

_OPEN = ("OPEN", "HALTED")


@dataclass(frozen=True, slots=True)
class UnderWay:
    """References of what is open by package and by service, and of orders by the package they replace.

    `at_network` holds those of services that the carrier's platform was asked for and has not refused.
    """

    by_package: Mapping[int, str]
    by_service: Mapping[int, str]
    at_network: Mapping[int, str]
    successors: Mapping[int, str]


def under_way_of(unit: Unit, account_id: int) -> UnderWay:
    """Return what is under way for all that an account holds, in four queries."""
    tasks = unit.session.execute(
        select(
            ProvisioningTask.package_subscription_id,
            ProvisioningTask.service_subscription_id,
            ProvisioningTask.reference,
        )
        .where(ProvisioningTask.account_id == account_id, ProvisioningTask.bucket.in_(_OPEN))
        .order_by(ProvisioningTask.id.desc())
    ).all()
    requests = unit.session.execute(
        select(
            ServiceSubscription.package_subscription_id,
            NetworkRequest.service_subscription_id,
            NetworkRequest.reference,
            NetworkRequest.status,
        )
        .join(ServiceSubscription, ServiceSubscription.id == NetworkRequest.service_subscription_id)
        .where(
            NetworkRequest.account_id == account_id,
            NetworkRequest.status.in_(UNSETTLED),
            NetworkRequest.action.not_in(BARS),
        )
        .order_by(NetworkRequest.id.desc())
    ).all()
    orders = unit.session.execute(
        select(Order.source_package_id, Order.id, Order.order_type)
        .where(
            Order.source_package_id.in_(
                select(PackageSubscription.id).where(PackageSubscription.account_id == account_id)
            ),
            is_under_way(),
        )
        .order_by(Order.id.desc())
    ).all()
    migrations = migrations_of(unit, account_id)
    found = (*requests, *tasks)
    return UnderWay(
        {row.package_subscription_id: row.reference for row in found} | migrations.by_package,
        {row.service_subscription_id: row.reference for row in found} | migrations.by_service,
        {
            row.service_subscription_id: row.reference
            for row in requests
            if row.status != NetworkStatus.REFUSED.value
        },
        {row.source_package_id: order_reference(row.id, row.order_type) for row in orders}
        | migrations.by_package,
    )


def package_facts(account: Account, package: PackageSubscription, found: UnderWay) -> PackageFacts:
    """Return what a package is judged by."""
    return PackageFacts(
        product=reference(Prefix.PACKAGE, package.id),
        account_status=account.status,
        is_followed=package.followed_by_id is not None,
        busy=found.by_package.get(package.id),
        replaced_by=found.successors.get(package.id),
    )


def service_facts(
    account: Account,
    package: PackageSubscription,
    service: ServiceSubscription,
    found: UnderWay,
    *,
    is_mandatory: bool,
) -> ServiceFacts:
    """Return what a service is judged by."""
    return ServiceFacts(
        product=reference(Prefix.SERVICE, service.id),
        package_status=SubscriptionStatus(package.status),
        package=package_facts(account, package, found),
        is_mandatory=is_mandatory,
        busy=found.by_service.get(service.id),
    )
