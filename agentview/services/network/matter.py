"""A request to the carrier's platform with the records around it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from agentview.contract.network import NetworkAction, NetworkCommand, NetworkStatus
from agentview.contract.provisioning import TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.catalogue import PackagePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.network.lifecycle import LIFECYCLE, NetworkFacts
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Matter:
    """A request and what belongs to it; what its completion affects (`provisioning.affected`)."""

    row: NetworkRequest
    service: ServiceSubscription
    package: PackageSubscription
    plan: PackagePlan
    service_type: ServiceType
    account: Account
    retailer: Provider
    wish: Order | CancelRequest | None
    """What it is for; None for a bar, which belongs to a restriction case."""

    @property
    def status(self) -> NetworkStatus:
        """How far the request is."""
        return NetworkStatus(self.row.status)

    @property
    def action(self) -> NetworkAction:
        """What the platform is asked to do."""
        return NetworkAction(self.row.action)

    @property
    def facts(self) -> NetworkFacts:
        """What its lifecycle looks at."""
        return NetworkFacts(self.action, SubscriptionStatus(self.service.status))

    @property
    def transfer_type(self) -> TransferType:
        """What is done to the service; a port is a NEW one (D-23)."""
        wish = self._wanted
        if isinstance(wish, CancelRequest):
            return TransferType.CANCEL
        return TransferType(wish.order_type) if wish.order_type in set(TransferType) else TransferType.NEW

    @property
    def reference(self) -> str:
        """What people and the platform call the request."""
        return self.row.reference

    @property
    def order_id(self) -> int | None:
        """The order that the request belongs to; None for a cancellation."""
        return self.row.order_id

    @property
    def first_period_end_on(self) -> date | None:
        """Nobody sets the end of the first period where no person works on it."""
        return None

    @property
    def wanted_on(self) -> date:
        """The day that the order names, or the last one that the cancellation names."""
        wish = self._wanted
        nominated = wish.nominated_on if isinstance(wish, CancelRequest) else None
        return nominated or wish.requested_on

    @property
    def _wanted(self) -> Order | CancelRequest:
        if self.wish is None:
            raise LookupError(self.reference)
        return self.wish


def matter(unit: Unit, request_id: int) -> Matter:
    """Load a request that is there, as it is now."""
    found = unit.session.execute(
        _joined().where(NetworkRequest.id == request_id).execution_options(populate_existing=True)
    ).one()
    row, service, package, plan, service_type, account, retailer = found
    return Matter(row, service, package, plan, service_type, account, retailer, _wish(unit, row))


def _joined() -> Select[*tuple[Any, ...]]:
    return (
        select(
            NetworkRequest,
            ServiceSubscription,
            PackageSubscription,
            PackagePlan,
            ServiceType,
            Account,
            Provider,
        )
        .join(ServiceSubscription, ServiceSubscription.id == NetworkRequest.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .join(Account, Account.id == NetworkRequest.account_id)
        .join(Provider, Provider.id == NetworkRequest.provider_id)
    )


def _wish(unit: Unit, row: NetworkRequest) -> Order | CancelRequest | None:
    if row.order_id is not None:
        return unit.session.get_one(Order, row.order_id, populate_existing=True)
    if row.cancel_request_id is not None:
        return unit.session.get_one(CancelRequest, row.cancel_request_id, populate_existing=True)
    return None


def target_of(status: NetworkStatus, command: NetworkCommand) -> NetworkStatus:
    """Return the state that the lifecycle gives for what happens without a person."""
    return LIFECYCLE.table[status, command].target or status
