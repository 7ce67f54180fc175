"""Finalises migrations from the queue: the one completing command of a MIGRATE task (R-PRV-14, R-MIG-21)."""

from datetime import date

from sqlalchemy import select

from agentview.contract.migrations import MigrationCommand, MigrationStatus
from agentview.contract.network import NetworkStatus
from agentview.contract.provisioning import Acted, FinaliseMigrationRequest, TaskCommand
from agentview.core.clock import local_day
from agentview.core.errors import Refusal, refuse_if_any
from agentview.core.power import Power
from agentview.models.network import NetworkRequest
from agentview.services.migration_lifecycle import LIFECYCLE, MigrationFacts
from agentview.services.provisioning.completion import close_task
from agentview.services.provisioning.facts import refusal_error
from agentview.services.provisioning.migrating import complete
from agentview.services.provisioning.moving import Moving, moving_of
from agentview.services.provisioning.seize import seize
from agentview.services.unit import Unit


def finalise_migration(unit: Unit, request: FinaliseMigrationRequest) -> Acted:
    """Complete a migration from its effective day on; earlier with a permit and a reason (SM-2).

    Raises Rejected with every reason (`E-TOO-EARLY`, `E-NETWORK-OPEN`), Conflict, Denied, NotFound.
    """
    found = seize(unit, request.task_id, TaskCommand.FINALISE_MIGRATION, request.version)
    moving = moving_of(unit, found.migration_order_id)
    verdict = LIFECYCLE.judge(
        MigrationStatus(moving.migration.status),
        MigrationCommand.FINALISE,
        _facts(unit, moving, request),
        unit.caller.powers,
    )
    if not verdict.is_open:
        raise refusal_error(verdict.refusals)
    refuse_if_any(_reason_refusals(unit, moving, request) + network_refusals(unit, moving.order.id))
    if request.supplier_reference is not None:
        found.task.supplier_reference = request.supplier_reference or None
    complete(unit, moving, MigrationCommand.FINALISE, reason=request.reason or None)
    return close_task(unit, found, TaskCommand.FINALISE_MIGRATION)


def is_early(unit: Unit, moving: Moving) -> bool:
    """Say whether its effective day is still to come, in the provider's zone."""
    return moving.effective_on > today_of(unit, moving)


def today_of(unit: Unit, moving: Moving) -> date:
    """Return the day of now at the provider whose customer it is."""
    return local_day(unit.now, moving.retailer.timezone)


def _facts(unit: Unit, moving: Moving, request: FinaliseMigrationRequest) -> MigrationFacts:
    return MigrationFacts(
        is_initiator=moving.migration.initiated_by == unit.caller.user_id,
        is_lead=unit.caller.has(Power.TAKE_OVER),
        initiator="",
        may_end_early=unit.caller.has(Power.FORCE_COMPLETE),
        today=today_of(unit, moving),
        effective_on=moving.effective_on,
        is_early=request.is_early,
    )


def _reason_refusals(unit: Unit, moving: Moving, request: FinaliseMigrationRequest) -> tuple[Refusal, ...]:
    """Who permits it early says why."""
    if not is_early(unit, moving) or request.reason:
        return ()
    return (Refusal("E-EARLY-REASON", "reason", "SM-2"),)


def network_refusals(unit: Unit, order_id: int) -> tuple[Refusal, ...]:
    """What the carrier's platform was asked for is settled first."""
    settled = (NetworkStatus.DONE.value, NetworkStatus.ABORTED.value)
    rows = unit.session.scalars(
        select(NetworkRequest.reference)
        .where(NetworkRequest.order_id == order_id, NetworkRequest.status.not_in(settled))
        .order_by(NetworkRequest.id)
    )
    return tuple(Refusal("E-NETWORK-OPEN", rule="SM-2", values={"reference": one}) for one in rows)
