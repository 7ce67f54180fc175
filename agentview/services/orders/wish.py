"""What an order asks for, once it is understood: packages to make, packages and services to end."""

from dataclasses import dataclass, field
from datetime import date

from agentview.contract.orders import OrderType, Place
from agentview.contract.provisioning import AddressFields
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription, ServiceSubscription


@dataclass(frozen=True, slots=True)
class ServiceWish:
    """A service to make, and the one that it replaces."""

    plan: ServicePlan
    service_type: ServiceType
    identifier: str | None = None
    place: Place | AddressFields | None = None
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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an order or cancel request comes from, and how it is recognised when it comes again (D-25).

    `draft` is the incomplete order that is submitted now; None makes a new record.
    """

    source: str
    external_key: str | None = None
    content_hash: str | None = None
    form_data: dict[str, object] = field(default_factory=dict)
    draft: Order | None = None


@dataclass(frozen=True, slots=True)
class CancelTerms:
    """Why and when something ends (R-PRV-31)."""

    reason_code: str
    note: str
    time_frame: str
    nominated_on: date | None
    attachment_id: int | None = None
    group_request_id: int | None = None
