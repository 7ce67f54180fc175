"""What an order asks for, once it is understood: packages to make, packages and services to end."""

from dataclasses import dataclass
from datetime import date

from agentview.contract.orders import OrderType, Place
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceSubscription


@dataclass(frozen=True, slots=True)
class ServiceWish:
    """A service to make, and the one that it replaces."""

    plan: ServicePlan
    service_type: ServiceType
    identifier: str | None = None
    place: Place | None = None
    source: ServiceSubscription | None = None


@dataclass(frozen=True, slots=True)
class PackageWish:
    """A package to make, and the one that it replaces."""

    plan: PackagePlan
    services: tuple[ServiceWish, ...]
    source: PackageSubscription | None = None


@dataclass(frozen=True, slots=True)
class CancelWish:
    """A package to end with the services that are still alive, or one optional service of it."""

    package: PackageSubscription
    services: tuple[ServiceSubscription, ...]
    only: ServiceSubscription | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """All that one order asks for. Packages are for `holder`: with CHOWN the new owner, else the account."""

    order_type: OrderType
    account: Account
    holder: Account
    requested_on: date
    packages: tuple[PackageWish, ...]
    cancels: tuple[CancelWish, ...]
