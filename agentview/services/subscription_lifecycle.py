"""What may be done to what a customer holds: one table for packages, one for their services."""

from dataclasses import dataclass

from agentview.contract.account import AccountStatus
from agentview.contract.subscription import PackageCommand, ServiceCommand, SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the guards of a package look at.

    `busy` is the reference of an open task of it, `replaced_by` the order whose package is to take its place.
    """

    product: str
    account_status: int
    is_followed: bool
    busy: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What the guards of a service look at; `package` holds what its package is judged by."""

    product: str
    package_status: SubscriptionStatus
    package: PackageFacts
    is_mandatory: bool
    busy: str | None


def followed_refusals(facts: PackageFacts) -> tuple[Refusal, ...]:
    """A package that another one follows is neither replaced nor cancelled (R-PRV-33)."""
    if not facts.is_followed:
        return ()
    return (Refusal("E-FOLLOWED", rule="R-PRV-33", values={"product": facts.product}),)


def replaced_refusals(facts: PackageFacts) -> tuple[Refusal, ...]:
    """What is on the way to take its place comes first."""
    return _under_way(facts.product, facts.replaced_by)


def busy_refusals(facts: PackageFacts) -> tuple[Refusal, ...]:
    """A package is replaced only when nothing else is done to it."""
    return _under_way(facts.product, facts.busy or facts.replaced_by)


def _under_way(product: str, found: str | None) -> tuple[Refusal, ...]:
    if found is None:
        return ()
    return (Refusal("E-OPEN-ORDER", rule="R-PRV-33", values={"product": product, "reference": found}),)


def _account_may_order(facts: PackageFacts) -> tuple[Refusal, ...]:
    if facts.account_status == AccountStatus.ACTIVE:
        return ()
    return (Refusal("E-ACCOUNT-STATUS", rule="SM-0", values={"status": facts.account_status}),)


def _may_end(facts: PackageFacts) -> tuple[Refusal, ...]:
    return followed_refusals(facts) + replaced_refusals(facts)


def _may_be_replaced(facts: PackageFacts) -> tuple[Refusal, ...]:
    return _account_may_order(facts) + followed_refusals(facts) + busy_refusals(facts)


def _service_may_end(facts: ServiceFacts) -> tuple[Refusal, ...]:
    """A mandatory service ends with its package alone (R-PRV-30)."""
    values = {"product": facts.product}
    mandatory = (Refusal("E-MANDATORY", rule="R-PRV-30", values={**values}),) if facts.is_mandatory else ()
    return (
        mandatory
        + _package_is_active(facts)
        + followed_refusals(facts.package)
        + _under_way(facts.product, facts.busy or facts.package.replaced_by)
    )


def _package_is_active(facts: ServiceFacts) -> tuple[Refusal, ...]:
    if facts.package_status is SubscriptionStatus.ACTIVE:
        return ()
    values = {"product": facts.package.product, "status": facts.package_status.value}
    return (Refusal("E-PRODUCT-STATE", rule="R-PRV-30", values={**values}),)


_ACTIVE = frozenset({SubscriptionStatus.ACTIVE})
_ORDERS = frozenset({Power.CREATE_ORDER})
_MIGRATES = frozenset({Power.PKG_CANCEL_MIGRATE})

PACKAGE: Lifecycle[SubscriptionStatus, PackageCommand, PackageFacts] = Lifecycle(
    "Package",
    (
        Transition(
            _ACTIVE,
            PackageCommand.CANCEL,
            SubscriptionStatus.PENDING_PROV_CANCEL,
            _MIGRATES,
            _may_end,
            "R-PRV-29",
        ),
        Transition(_ACTIVE, PackageCommand.MIGRATE, None, _MIGRATES, rule="R-MIG-10"),
        Transition(_ACTIVE, PackageCommand.CHANGE_OWNER, None, _ORDERS, _may_be_replaced, "R-PRV-10"),
        Transition(_ACTIVE, PackageCommand.UPGRADE, None, _ORDERS, _may_be_replaced, "R-PRV-10"),
    ),
)
"""Cancelling leads to PendingCancel where the network ends every service by itself.

Migrating opens the wizard, whose first page says all that stands against it; the commands of the contract
have a table of their own.
"""

SERVICE: Lifecycle[SubscriptionStatus, ServiceCommand, ServiceFacts] = Lifecycle(
    "Service",
    (
        Transition(
            _ACTIVE,
            ServiceCommand.CANCEL,
            SubscriptionStatus.PENDING_PROV_CANCEL,
            _ORDERS,
            _service_may_end,
            "R-PRV-30",
        ),
    ),
)
