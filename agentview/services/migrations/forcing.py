"""Completes submitted migrations at once, for service types that people provision (R-MIG-19, R-MIG-20)."""

from datetime import date, timedelta

from sqlalchemy import select

from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import ForceRequest, MigrationChanged, MigrationCommand
from agentview.contract.provisioning import TaskCommand
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.models.catalogue import ServiceType
from agentview.models.subscription import ServiceSubscription
from agentview.services.contracts.in_force import contract_in_force
from agentview.services.migrations.answer import changed
from agentview.services.migrations.facts import demand, facts_of
from agentview.services.migrations.hold import hold, hold_work
from agentview.services.migrations.matter import Matter, matter_of
from agentview.services.migrations.parts import AUTOMATIC
from agentview.services.migrations.pool_fit import pool_fit
from agentview.services.migrations.quoting import frozen, kept, quote_of
from agentview.services.migrations.submitting import quote_changed
from agentview.services.provisioning.completion import close_task
from agentview.services.provisioning.facts import dossier
from agentview.services.provisioning.migrating import complete
from agentview.services.provisioning.moving import Moving
from agentview.services.unit import Unit


def force_complete(unit: Unit, request: ForceRequest) -> MigrationChanged:
    """Complete a submitted migration at once; the losing package ends on the day that is named (R-MIG-20).

    Raises Rejected with every reason (`E-FORCE-AUTOMATIC`, `E-FORCE-NUMBER`, `E-FORCE-END`), Conflict
    (`E-STALE`, `E-QUOTE-CHANGED`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, MigrationCommand.FORCE_COMPLETE)
    facts = facts_of(unit, found, automatic_types_of(unit, found))
    demand(unit, found, MigrationCommand.FORCE_COMPLETE, facts)
    refuse_if_any(_number_refusals(unit, found, request) + _end_refusals(unit, found, request.end_on))
    effective_on = effective_day(found, request.end_on)
    quote = quote_on(unit, found, effective_on)
    if quote is None or quote.fingerprint != request.fingerprint:
        raise quote_changed(quote)
    task_id, moving = hold_work(unit, found)
    row = moving.migration
    if effective_on != row.effective_on:
        row.effective_on = effective_on
        row.quote = frozen(quote)
        row.fee_quoted_cents = quote.total_cents
    _complete(unit, task_id, moving)
    return changed(unit, matter_of(unit, request.order_id))


def complete_now(unit: Unit, found: Matter) -> None:
    """Complete on the days that were submitted what nothing stands against, and close its task."""
    _complete(unit, *hold_work(unit, found))


def _complete(unit: Unit, task_id: int | None, moving: Moving) -> None:
    complete(unit, moving, MigrationCommand.FORCE_COMPLETE)
    if task_id is not None:  # off the queue: it is done, whoever had it
        close_task(unit, dossier(unit, task_id), TaskCommand.FINALISE_MIGRATION)


def automatic_types_of(unit: Unit, found: Matter) -> tuple[str, ...]:
    """Return the service types of the winning package that no person provisions (R-MIG-19)."""
    if found.migration.winning_ps_id is None:
        return ()
    rows = unit.session.scalars(
        select(ServiceType.name)
        .join(ServiceSubscription, ServiceSubscription.service_type_id == ServiceType.id)
        .where(
            ServiceSubscription.package_subscription_id == found.migration.winning_ps_id,
            ServiceType.provisioning_method == AUTOMATIC,
        )
        .order_by(ServiceType.name)
    )
    return tuple(dict.fromkeys(rows))


def _number_refusals(unit: Unit, found: Matter, request: ForceRequest) -> tuple[Refusal, ...]:
    """Who forces it has typed how many services end (D-22)."""
    count = len(
        unit.session.scalars(
            select(ServiceSubscription.id).where(
                ServiceSubscription.package_subscription_id == found.losing.id,
                ServiceSubscription.status == SubscriptionStatus.PENDING_PROV_CANCEL.value,
            )
        ).all()
    )
    if request.typed_number == count:
        return ()
    return (Refusal("E-FORCE-NUMBER", "typed_number", "D-22", {"services": count}),)


def effective_day(found: Matter, end_on: date | None) -> date:
    """Return the first day of the winning package where the losing one ends on a day."""
    if end_on is not None:
        return end_on + timedelta(days=1)
    if found.migration.effective_on is None:  # set when it was submitted
        raise rejected("E-STATE", state=found.status.value, command=MigrationCommand.FORCE_COMPLETE.value)
    return found.migration.effective_on


def _end_refusals(unit: Unit, found: Matter, end_on: date | None) -> tuple[Refusal, ...]:
    """Not back-dated, and not later than was agreed: from yesterday to the day before the effective day."""
    if end_on is None:
        return ()
    latest = effective_day(found, None) - timedelta(days=1)
    earliest = min(unit.today - timedelta(days=1), latest)
    if earliest <= end_on <= latest:
        return ()
    values = {"earliest": earliest.isoformat(), "latest": latest.isoformat()}
    return (Refusal("E-FORCE-END", "end_on", "R-MIG-20", {**values}),)


def quote_on(unit: Unit, found: Matter, effective_on: date) -> Quote | None:
    """Return the frozen quote for the day that was submitted; for another day one that is computed now."""
    row = found.migration
    if effective_on == row.effective_on:
        return kept(row.quote)
    contract = contract_in_force(unit, found.losing.id)
    fit = pool_fit(unit, found.losing_plan, row.winning_plan_id or 0, contract)
    if fit is None:
        return None
    return quote_of(unit, found.losing, fit, contract, found.form, effective_on)
