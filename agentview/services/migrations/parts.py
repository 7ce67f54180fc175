"""What a package holds and what a plan offers: services with their plans and types, and extras."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.migrations import Extra
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.catalogue import ServicePlan, ServiceType
from agentview.models.subscription import BoltOn, ServiceSubscription
from agentview.services.unit import Unit

_OVER = (SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value)
AUTOMATIC = "AUTOMATIC"
ACTIVE_EXTRA = "ACTIVE"


@dataclass(frozen=True, slots=True)
class LosingPart:
    """A service of the losing package that is not over, with its plan and type."""

    service: ServiceSubscription
    plan: ServicePlan
    type: ServiceType

    @property
    def is_automatic(self) -> bool:
        """Say whether no person provisions it."""
        return self.type.provisioning_method == AUTOMATIC


@dataclass(frozen=True, slots=True)
class OfferedPart:
    """A service plan of a package plan with its type."""

    plan: ServicePlan
    type: ServiceType


def losing_parts(unit: Unit, package_id: int) -> tuple[LosingPart, ...]:
    """Return the services of a package that are not over."""
    rows = unit.session.execute(
        select(ServiceSubscription, ServicePlan, ServiceType)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .where(
            ServiceSubscription.package_subscription_id == package_id,
            ServiceSubscription.status.not_in(_OVER),
        )
        .order_by(ServiceSubscription.id)
        .execution_options(populate_existing=True)
    )
    return tuple(LosingPart(*row) for row in rows)


def offered_parts(unit: Unit, plan_id: int) -> tuple[OfferedPart, ...]:
    """Return the service plans of a package plan, in the order of the catalogue."""
    return parts_by_plan(unit, (plan_id,)).get(plan_id, ())


def parts_by_plan(unit: Unit, plan_ids: Collection[int]) -> dict[int, tuple[OfferedPart, ...]]:
    """Return the service plans of package plans, in one query."""
    rows = unit.session.execute(
        select(ServicePlan, ServiceType)
        .join(ServiceType, ServiceType.id == ServicePlan.service_type_id)
        .where(ServicePlan.package_plan_id.in_(plan_ids))
        .order_by(ServicePlan.id)
    )
    found: dict[int, list[OfferedPart]] = {}
    for row in rows:
        found.setdefault(row.ServicePlan.package_plan_id, []).append(OfferedPart(*row))
    return {plan_id: tuple(parts) for plan_id, parts in found.items()}


def extras_of(unit: Unit, package_id: int) -> tuple[BoltOn, ...]:
    """Return the bolt-ons of a package, and their add-ons, that are active (R-MIG-15)."""
    rows = unit.session.scalars(
        select(BoltOn)
        .where(BoltOn.package_subscription_id == package_id, BoltOn.status == ACTIVE_EXTRA)
        .order_by(BoltOn.id)
    )
    return tuple(rows)


def shown_extras(extras: Sequence[BoltOn], parts: Sequence[LosingPart]) -> tuple[Extra, ...]:
    """Return extras as they are shown: with what each belongs to."""
    names = {extra.id: extra.name for extra in extras}
    services = {part.service.id: part.plan.external_name for part in parts}
    return tuple(
        Extra(
            name=extra.name,
            of=names.get(extra.parent_id or 0, ""),
            service=services.get(extra.service_subscription_id or 0, ""),
            fee_cents=extra.fee_cents,
        )
        for extra in extras
    )
