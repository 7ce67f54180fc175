"""Reads what a MIGRATE task asks for: the plans, the days, and what becomes of each service."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from agentview.contract.migration_quote import Direction
from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.task_migration import TaskMigration, TaskMove
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.migration import Migration
from agentview.models.subscription import ServiceSubscription
from agentview.services.provisioning.contact import NOTES, private_fields
from agentview.services.provisioning.facts import Dossier
from agentview.services.provisioning.intake import AUTOMATIC
from agentview.services.unit import Unit

_OVER = frozenset({TaskStatus.COMPLETED, TaskStatus.ABORTED})
_ENDED = (SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value)


def migration_of(unit: Unit, found: Dossier) -> TaskMigration | None:
    """Return the migration of a task, with each service that moves or ends; None where it is none."""
    if found.transfer_type is not TransferType.MIGRATE:
        return None
    row, losing = unit.session.execute(
        select(Migration, PackagePlan.external_name)
        .join(PackagePlan, PackagePlan.id == Migration.losing_plan_id)
        .where(Migration.order_id == found.migration_order_id)
        .execution_options(populate_existing=True)
    ).one()
    effective_on = row.effective_on
    if effective_on is None:  # set when it was submitted
        raise LookupError(found.reference)
    return TaskMigration(
        order_id=row.order_id,
        reference=reference(Prefix.MIGRATION, row.order_id),
        losing_plan=losing,
        winning_plan=found.plan.external_name,
        direction=Direction(row.direction) if row.direction else None,
        effective_on=effective_on,
        waits_until=_waits_until(unit, found, effective_on),
        first_period_end_on=row.first_period_end_on,
        can_permit_early=unit.caller.has(Power.FORCE_COMPLETE),
        note=_note(unit, found, row),
        moves=_moves(unit, row, effective_on),
    )


def _waits_until(unit: Unit, found: Dossier, effective_on: date) -> date | None:
    """Return its effective day where that is still to come at the provider whose customer it is."""
    if found.status in _OVER or effective_on <= local_day(unit.now, found.retailer.timezone):
        return None
    return effective_on


def _note(unit: Unit, found: Dossier, row: Migration) -> str:
    """Return what was noted for the migration, unless the retailer keeps its notes to itself (R-PRV-24)."""
    if unit.caller.account_id is not None or NOTES in private_fields(unit, found):
        return ""
    return str(row.form.get("note") or "")


def _is_part(
    losing: type[ServiceSubscription], winning: type[ServiceSubscription], effective_on: date
) -> ColumnElement[bool]:
    """What is left by it, and not what was over before it."""
    last_day = effective_on - timedelta(days=1)
    return or_(losing.status.not_in(_ENDED), winning.id.is_not(None), losing.end_on == last_day)


def _moves(unit: Unit, row: Migration, effective_on: date) -> tuple[TaskMove, ...]:
    losing, winning = aliased(ServiceSubscription), aliased(ServiceSubscription)
    losing_plan, winning_plan = aliased(ServicePlan), aliased(ServicePlan)
    rows = unit.session.execute(
        select(
            losing.id,
            losing.core_service_identifier,
            losing_plan.external_name,
            winning_plan.external_name,
            ServiceType.name,
            ServiceType.identifier_label,
            ServiceType.provisioning_method,
        )
        .join(losing_plan, losing_plan.id == losing.service_plan_id)
        .join(ServiceType, ServiceType.id == losing.service_type_id)
        .outerjoin(
            winning,
            (winning.source_id == losing.id) & (winning.package_subscription_id == row.winning_ps_id),
        )
        .outerjoin(winning_plan, winning_plan.id == winning.service_plan_id)
        .where(losing.package_subscription_id == row.losing_ps_id, _is_part(losing, winning, effective_on))
        .order_by(losing.id)
    )
    return tuple(
        TaskMove(
            service_reference=reference(Prefix.SERVICE, service_id),
            identifier_label=label,
            identifier=identifier or "",
            service_type=kind,
            is_automatic=method == AUTOMATIC,
            losing=old,
            winning=new or "",
        )
        for service_id, identifier, old, new, kind, label, method in rows
    )
