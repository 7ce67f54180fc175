"""A service with its configuration and what was done for it (S-12)."""

from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from agentview.contract.customers import ProvisioningLogEntry, ServiceDetail, ServiceRef, ServiceRow
from agentview.contract.provisioning import TransferType
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.network import NetworkLog, NetworkRequest
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from agentview.services.customer_scope import is_customer, readable_entries, service_of
from agentview.services.customers import queries
from agentview.services.customers.commands import service_commands
from agentview.services.customers.holdings import Around, by_service, service_row
from agentview.services.provisioning.fields import address_fields
from agentview.services.unit import Unit

_LOG = 200
_CARRIER = "Carrier"


def service(unit: Unit, request: ServiceRef) -> ServiceDetail:
    """Read a service. Raises NotFound (`E-NOT-FOUND`), also for one of another provider (R-GEN-10)."""
    found, account = service_of(unit, request.service_id)
    fetched = _fetched(unit, found)
    row = _row(unit, found, fetched, account)
    plan = unit.session.scalars(
        select(PackagePlan)
        .join(PackageSubscription, PackageSubscription.package_plan_id == PackagePlan.id)
        .where(PackageSubscription.id == found.package_subscription_id)
    ).one()
    return ServiceDetail(
        row=row,
        account_id=account.id,
        package=reference(Prefix.PACKAGE, found.package_subscription_id),
        plan=plan.external_name,
        service_plan_internal="" if is_customer(unit.caller) else fetched.ServicePlan.internal_name,
        address=address_fields(fetched.Address),
        log=_log(unit, found.id),
        commands=service_commands(row, account.status, unit.caller),
    )


def row_of(unit: Unit, found: ServiceSubscription, account: Account) -> ServiceRow:
    """Return a service as it stands in the list of its package."""
    return _row(unit, found, _fetched(unit, found), account)


def _fetched(unit: Unit, found: ServiceSubscription) -> Row[*tuple[Any, ...]]:
    return queries.services_where(unit, ServiceSubscription.id == found.id)[0]


def _row(
    unit: Unit, found: ServiceSubscription, fetched: Row[*tuple[Any, ...]], account: Account
) -> ServiceRow:
    this = ServiceSubscription.id == found.id
    around = Around(
        queries.holds_where(unit, this),
        queries.serials_where(unit, this),
        by_service(queries.live_tasks_of(unit, account.id)),
    )
    return service_row(fetched, around)


def _log(unit: Unit, service_id: int) -> tuple[ProvisioningLogEntry, ...]:
    """Return what people and the carrier did for a service, newest first."""
    entries = [*_by_people(unit, service_id), *_by_carrier(unit, service_id)]
    return tuple(sorted(entries, key=attrgetter("at"), reverse=True)[:_LOG])


def _concerns(service_id: int) -> ColumnElement[bool]:
    """Whether a task is that of a service, or of a migration that moved it with its package."""
    source = select(ServiceSubscription.source_id).where(ServiceSubscription.id == service_id)
    moved = select(ServiceSubscription.package_subscription_id).where(
        or_(ServiceSubscription.id == service_id, ServiceSubscription.id == source.scalar_subquery())
    )
    is_moving = ProvisioningTask.transfer_type == TransferType.MIGRATE.value
    return or_(
        ProvisioningTask.service_subscription_id == service_id,
        is_moving & ProvisioningTask.package_subscription_id.in_(moved),
    )


def _by_people(unit: Unit, service_id: int) -> list[ProvisioningLogEntry]:
    rows = unit.session.execute(
        select(AuditEntry, ProvisioningTask.reference)
        .join(
            ProvisioningTask,
            (AuditEntry.entity == "task") & (AuditEntry.entity_id == ProvisioningTask.id),
        )
        .where(_concerns(service_id), readable_entries(unit.caller))
        .order_by(AuditEntry.id.desc())
        .limit(_LOG)
    )
    return [
        ProvisioningLogEntry(
            at=row.AuditEntry.at,
            reference=row.reference,
            what=row.AuditEntry.action,
            text=row.AuditEntry.reason or _change(row.AuditEntry),
            by=row.AuditEntry.actor,
        )
        for row in rows
    ]


def _change(entry: AuditEntry) -> str:
    """Return a changed field in words; a step from state to state speaks for itself."""
    if entry.field is None:
        return ""
    name, old, new = entry.field.replace("_", " "), entry.old_value or "-", entry.new_value or "-"
    return f"{name}: {old} \N{RIGHTWARDS ARROW} {new}"


def _by_carrier(unit: Unit, service_id: int) -> list[ProvisioningLogEntry]:
    rows = unit.session.execute(
        select(NetworkLog, NetworkRequest.reference, NetworkRequest.action)
        .join(NetworkRequest, NetworkRequest.id == NetworkLog.request_id)
        .where(NetworkRequest.service_subscription_id == service_id)
        .order_by(NetworkLog.id.desc())
        .limit(_LOG)
    )
    return [
        ProvisioningLogEntry(
            at=row.NetworkLog.at,
            reference=row.reference,
            what=f"{row.action} {row.NetworkLog.outcome}".lower(),
            text=row.NetworkLog.text,
            by=_CARRIER,
        )
        for row in rows
    ]
