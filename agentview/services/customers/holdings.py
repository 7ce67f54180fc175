"""Puts together the packages and services of a customer from what the queries read for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from agentview.contract import customers as contract
from agentview.contract.customers import PackageRow, RestrictionStatus, Serial, SerialKind, ServiceRow
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceHold, ServiceSerial
from agentview.services.customers.chain import Chain
from agentview.services.provisioning.fields import address_fields, address_text

_STRENGTH = (
    RestrictionStatus.NONE,
    RestrictionStatus.RESTORE_PENDING,
    RestrictionStatus.RESTRICT_FAILED,
    RestrictionStatus.RESTRICT_PENDING,
    RestrictionStatus.RESTORE_FAILED,
    RestrictionStatus.RESTRICTED,
)
"""From the weakest to the strongest: what is barred still is stronger than what is to be barred."""

_OVER = frozenset({SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED})


@dataclass(frozen=True, slots=True)
class Around:
    """What belongs to services, by the id of the service; an open task is the oldest one."""

    holds: dict[int, list[ServiceHold]] = field(default_factory=dict)
    serials: dict[int, list[ServiceSerial]] = field(default_factory=dict)
    tasks: dict[int, ProvisioningTask] = field(default_factory=dict)


def by_service(tasks: Sequence[ProvisioningTask]) -> dict[int, ProvisioningTask]:
    """Return the oldest task of each service."""
    return {task.service_subscription_id: task for task in reversed(tasks)}


def strongest(services: Sequence[ServiceRow]) -> RestrictionStatus:
    """Return the strongest restriction of the services that have not ended (D-26)."""
    living = [row.restriction for row in services if row.status not in _OVER]
    return max(living, key=_STRENGTH.index, default=RestrictionStatus.NONE)


def package_row(
    row: Row[*tuple[Any, ...]], services: tuple[ServiceRow, ...], chain: Chain, *, is_customer: bool
) -> PackageRow:
    """Return a package with its services; a customer does not read internal names."""
    package, plan = row.PackageSubscription, row.PackagePlan
    return PackageRow(
        package_id=package.id,
        reference=reference(Prefix.PACKAGE, package.id),
        plan=plan.external_name,
        plan_internal="" if is_customer else plan.internal_name,
        plan_code=plan.code,
        status=SubscriptionStatus(package.status),
        start_on=package.start_on,
        end_on=package.end_on,
        setup_fee_cents=plan.setup_fee_cents,
        access_fee_cents=package.access_fee_cents,
        period_from=row.from_on,
        period_to=row.to_on,
        previous=_named(package.previous_id),
        followed_by=_named(package.followed_by_id),
        came_from=chain.came_from,
        became=chain.became,
        group=row.group_name or "",
        is_primary_in_group=package.is_primary_in_group,
        agent=row.agent_name or "",
        services=services,
    )


def _named(package_id: int | None) -> str:
    return reference(Prefix.PACKAGE, package_id) if package_id is not None else ""


def service_row(row: Row[*tuple[Any, ...]], around: Around) -> ServiceRow:
    """Return a service with its holds, serial numbers and open task."""
    service, plan, kind = row.ServiceSubscription, row.ServicePlan, row.ServiceType
    task = around.tasks.get(service.id)
    return ServiceRow(
        service_id=service.id,
        reference=reference(Prefix.SERVICE, service.id),
        name=plan.external_name,
        service_type=kind.name,
        identifier_label=kind.identifier_label,
        identifier=service.core_service_identifier,
        vanity_name=service.vanity_name or "",
        status=SubscriptionStatus(service.status),
        provisioning_state=ProvisioningState(service.provisioning_state),
        halt_reason=service.halt_reason_public,
        restriction=RestrictionStatus(service.restriction_status),
        holds=tuple(_hold(hold) for hold in around.holds.get(service.id, ())),
        start_on=service.start_on,
        end_on=service.end_on,
        address=address_text(address_fields(row.Address)),
        is_mandatory=plan.is_mandatory,
        serials=shown_serials(around.serials.get(service.id, ())),
        task_id=task.id if task else None,
        task_reference=task.reference if task else "",
        version=service.row_version,
    )


def shown_serials(rows: Sequence[ServiceSerial]) -> tuple[Serial, ...]:
    """Return serial numbers as they stand on the screen."""
    return tuple(Serial(kind=SerialKind(row.kind), serial_no=row.serial_no) for row in rows)


def _hold(row: ServiceHold) -> contract.ServiceHold:
    return contract.ServiceHold(
        cause=row.cause,
        origin=row.origin,
        bar_code=row.bar_code,
        reason=row.reason,
        placed_at=row.placed_at,
        placed_by=row.placed_by,
    )
