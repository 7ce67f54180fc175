"""One migration for reading: what moves, what it costs, who did what (S-13)."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import Direction
from agentview.contract.migrations import (
    MigrationDetail,
    MigrationEvent,
    MigrationRef,
    MigrationStatus,
    MovedService,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.party import Agent
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from agentview.services.customer_scope import is_customer, readable_entries
from agentview.services.customers.chain import ALONE, chains_of
from agentview.services.migrations.facts import command_states, facts_of
from agentview.services.migrations.forcing import automatic_types_of
from agentview.services.migrations.matter import Matter, matter_of
from agentview.services.migrations.parts import extras_of, losing_parts, shown_extras
from agentview.services.migrations.quoting import kept
from agentview.services.unit import Unit

_MOST_EVENTS = 200


def detail(unit: Unit, request: MigrationRef) -> MigrationDetail:
    """Read a migration, in a fixed number of queries. Raises NotFound."""
    found = matter_of(unit, request.order_id)
    row, order = found.migration, found.order
    winning, plan = _winning(unit, found)
    task = unit.session.scalars(
        select(ProvisioningTask).where(ProvisioningTask.order_id == order.id).order_by(ProvisioningTask.id)
    ).first()
    agent = unit.session.get(Agent, row.agent_id) if row.agent_id is not None else None
    is_draft = found.status is MigrationStatus.INCOMPLETE
    is_halted = task is not None and found.status is MigrationStatus.HALTED
    hides = is_customer(unit.caller)
    chains = chains_of(unit, [found.losing, *([winning] if winning else [])])
    return MigrationDetail(
        order_id=order.id,
        reference=found.reference,
        version=row.row_version,
        status=found.status,
        account_id=found.account.id,
        account_no=found.account.account_no,
        customer=found.account.name,
        losing_package_id=found.losing.id,
        losing_reference=reference(Prefix.PACKAGE, found.losing.id),
        losing_plan=found.losing_plan.external_name,
        losing_status=SubscriptionStatus(found.losing.status),
        winning_package_id=winning.id if winning else None,
        winning_reference=reference(Prefix.PACKAGE, winning.id) if winning else "",
        winning_plan=plan.external_name if plan else "",
        winning_status=SubscriptionStatus(winning.status) if winning else None,
        direction=Direction(row.direction) if row.direction else None,
        effective_on=row.effective_on,
        first_period_end_on=row.first_period_end_on,
        quote=kept(row.quote),
        fee_charged_cents=row.fee_charged_cents,
        waive_reason="" if hides else row.fee_waive_reason or "",
        withdrawn_reason="" if hides else row.withdrawn_reason or "",
        override_reason="" if hides else row.override_reason or "",
        agent=agent.name if agent else "",
        initiator=found.initiator,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        completed_at=row.completed_at,
        note="" if hides else found.form.note,
        halt_code=task.halt_code or "" if task is not None and is_halted else "",
        halt_reason=task.halt_text or "" if task is not None and is_halted else "",
        task_id=task.id if task else None,
        task_reference=task.reference if task else "",
        last_page=MigrationPage(row.last_page) if is_draft else None,
        services=_services(unit, found),
        extras=shown_extras(extras_of(unit, found.losing.id), losing_parts(unit, found.losing.id)),
        came_from=chains.get(found.losing.id, ALONE).came_from,
        became=chains.get(winning.id, ALONE).became if winning else None,
        events=_events(unit, found),
        commands=command_states(unit, found, facts_of(unit, found, automatic_types_of(unit, found))),
    )


def _winning(unit: Unit, found: Matter) -> tuple[PackageSubscription | None, PackagePlan | None]:
    row = found.migration
    package = unit.session.get(PackageSubscription, row.winning_ps_id) if row.winning_ps_id else None
    plan = unit.session.get(PackagePlan, row.winning_plan_id) if row.winning_plan_id else None
    return package, plan


def _services(unit: Unit, found: Matter) -> tuple[MovedService, ...]:
    """Return each service of the losing package with the one that follows it."""
    losing, winning = aliased(ServiceSubscription), aliased(ServiceSubscription)
    losing_plan, winning_plan = aliased(ServicePlan), aliased(ServicePlan)
    rows = unit.session.execute(
        select(losing, losing_plan.external_name, ServiceType.name, winning, winning_plan.external_name)
        .join(losing_plan, losing_plan.id == losing.service_plan_id)
        .join(ServiceType, ServiceType.id == losing.service_type_id)
        .outerjoin(
            winning,
            (winning.source_id == losing.id)
            & (winning.package_subscription_id == found.migration.winning_ps_id),
        )
        .outerjoin(winning_plan, winning_plan.id == winning.service_plan_id)
        .where(losing.package_subscription_id == found.losing.id)
        .order_by(losing.id)
    )
    return tuple(_moved(old, name, kind, new, new_name) for old, name, kind, new, new_name in rows)


def _moved(
    old: ServiceSubscription, name: str, kind: str, new: ServiceSubscription | None, new_name: str | None
) -> MovedService:
    return MovedService(
        losing_reference=reference(Prefix.SERVICE, old.id),
        name=name,
        service_type=kind,
        identifier=old.core_service_identifier or "",
        losing_status=SubscriptionStatus(old.status),
        winning_reference=reference(Prefix.SERVICE, new.id) if new is not None else "",
        winning_name=new_name or "",
        winning_status=SubscriptionStatus(new.status) if new is not None else None,
    )


def _events(unit: Unit, found: Matter) -> tuple[MigrationEvent, ...]:
    rows = unit.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.entity == "migration",
            AuditEntry.entity_id == found.order.id,
            readable_entries(unit.caller),
        )
        .order_by(AuditEntry.id.desc())
        .limit(_MOST_EVENTS)
    )
    return tuple(
        MigrationEvent(
            at=row.at,
            by=row.actor,
            action=row.action,
            old=row.old_value or "",
            new=row.new_value or "",
            text="" if is_customer(unit.caller) else row.reason or "",
        )
        for row in rows
    )
