"""Begins, reads and saves migrations before they are submitted; nothing but the order is written."""

from sqlalchemy.exc import IntegrityError

from agentview.contract.feed import Topic
from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import (
    MigrationCommand,
    MigrationDraft,
    MigrationRef,
    MigrationStatus,
    QuoteRequest,
    SavePageRequest,
    StartRequest,
)
from agentview.contract.orders import OrderStatus, OrderType
from agentview.core.errors import Conflict, Denied, Refusal, refuse_if_any, rejected
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.migration import Migration
from agentview.models.order import Order
from agentview.services.migrations.blockers import open_migration
from agentview.services.migrations.describe import draft_of, judged
from agentview.services.migrations.facts import demand, facts_of
from agentview.services.migrations.form import stored
from agentview.services.migrations.hold import hold
from agentview.services.migrations.losing import Losing, losing_of
from agentview.services.migrations.matter import Matter, matter_of, migration_reference
from agentview.services.migrations.pages import page_refusals
from agentview.services.migrations.preflight import preflight, refusals_of
from agentview.services.migrations.quoting import kept
from agentview.services.migrations.sight import Sight, look
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit

SOURCE = "DESKTOP"


def start(unit: Unit, request: StartRequest) -> MigrationDraft:
    """Begin to migrate a package, unless something stands against it (R-MIG-01 to 10, R-MIG-35).

    Raises Rejected with all blockers, Conflict (`E-IN-MIGRATION`) where somebody began at the same moment,
    Denied for an override without the power, NotFound.
    """
    losing = losing_of(unit, request.package_id, is_held=True)
    _demand_override(unit, request)
    flight = preflight(unit, losing, is_overridden=bool(request.override_reason))
    refusals = refusals_of(flight.blockers)
    if refusals:
        raise refusal_error(refusals)
    order = begin(unit, losing, MigrationForm(), request.override_reason)
    return draft_of(unit, matter_of(unit, order.id))


def _demand_override(unit: Unit, request: StartRequest) -> None:
    """Another agent's sale is moved by a supervisor alone."""
    power = Power.FORCE_COMPLETE
    if request.override_reason and not unit.caller.has(power):
        raise Denied(Refusal("E-POWER", "override_reason", "SM-2", {"power": power.value}))


def begin(
    unit: Unit, losing: Losing, form: MigrationForm, override_reason: str = "", *, bulk_id: int | None = None
) -> Order:
    """Write the order and the migration of a package that nothing stands against."""
    seller = losing.seller
    order = Order(
        provider_id=losing.account.provider_id,
        account_id=losing.account.id,
        source_package_id=losing.package.id,
        order_type=OrderType.MIGRATE.value,
        status=OrderStatus.ORDER_INCOMPLETE.value,
        source=SOURCE,
        requested_on=unit.today,
        started_at=unit.now,
        owner_id=unit.caller.user_id,
        agent_id=losing.package.agent_id,
        current_page=MigrationPage.ELIGIBILITY.value,
        form_data={},
    )
    unit.session.add(order)
    unit.session.flush()
    is_for_another = seller is not None and losing.package.agent_id not in {None, seller.agent_id}
    migration = Migration(
        order_id=order.id,
        provider_id=order.provider_id,
        account_id=order.account_id,
        losing_ps_id=losing.package.id,
        losing_plan_id=losing.plan.id,
        status=MigrationStatus.INCOMPLETE.value,
        last_page=MigrationPage.ELIGIBILITY.value,
        form=stored(form),
        initiated_by=unit.caller.user_id,
        agent_id=losing.package.agent_id,
        on_behalf_of_agent_id=losing.package.agent_id if is_for_another else None,
        override_reason=override_reason or None,
        bulk_id=bulk_id,
        started_at=unit.now,
    )
    _add_alone(unit, migration)
    note(unit, order, MigrationCommand.START, new=migration.status, reason=override_reason or None)
    return order


def _add_alone(unit: Unit, migration: Migration) -> None:
    """Write a migration, unless somebody began one of the same package at the same moment (R-MIG-35)."""
    try:
        with unit.session.begin_nested():
            unit.session.add(migration)
    except IntegrityError as error:
        # Nothing was open a moment ago: what is open now is what the index of open migrations refused us for.
        winner = open_migration(unit, migration.losing_ps_id)
        if winner is None:
            raise
        values = {
            "product": reference(Prefix.PACKAGE, migration.losing_ps_id),
            "reference": migration_reference(winner.order_id),
        }
        raise Conflict(Refusal("E-IN-MIGRATION", rule="R-MIG-35", values={**values})) from error


def draft(unit: Unit, request: MigrationRef) -> MigrationDraft:
    """Resume a migration that is not submitted: its initiator does, or a supervisor (SM-2).

    Raises NotFound, Rejected (`E-STATE` for a submitted one, `E-NOT-INITIATOR`).
    """
    found = matter_of(unit, request.order_id)
    _demand_draft(unit, found)
    return draft_of(unit, found)


def _demand_draft(unit: Unit, found: Matter) -> None:
    """Nobody else looks into what is being written; what it is can be read by all who see it (S-13)."""
    if found.status is not MigrationStatus.INCOMPLETE:
        values = {"state": found.status.value, "command": MigrationCommand.SAVE_PAGE.value}
        raise rejected("E-STATE", rule="R-MIG-34", values={**values})
    demand(unit, found, MigrationCommand.SAVE_PAGE, facts_of(unit, found))


def save_page(unit: Unit, request: SavePageRequest) -> MigrationDraft:
    """Save what was typed; a page is checked when the wizard goes on behind it, blockers from page 2 on.

    Where one has appeared, what was typed is kept and the wizard stands at page 1 again. Raises Conflict
    (`E-STALE`), Denied, NotFound, and Rejected with every reason of the page.
    """
    found = hold(unit, request.order_id, request.version, MigrationCommand.SAVE_PAGE)
    sight = look(unit, found.losing.id, request.form)
    flight, is_listed = judged(unit, found, sight)
    goes_on = request.page.number < request.go_on_at.number
    if goes_on and not flight.blockers:
        refuse_if_any(page_refusals(unit, request.page, sight, flight.blockers, is_listed=is_listed))
    _write(unit, found, sight, MigrationPage.ELIGIBILITY if flight.blockers else request.go_on_at)
    note(unit, found.order, MigrationCommand.SAVE_PAGE, new=request.page.value)
    return draft_of(unit, matter_of(unit, request.order_id))


def _write(unit: Unit, found: Matter, sight: Sight, page: MigrationPage) -> None:
    """Keep the form, and what of it lists show."""
    row, fit = found.migration, sight.fit
    row.form = stored(sight.form)
    row.last_page = page.value
    row.winning_plan_id = fit.plan.id if fit else None
    row.pool_id = fit.pool.id if fit else None
    row.direction = fit.direction.value if fit else None
    row.contract_action = sight.quote.contract_action.value if sight.quote else "NONE"
    row.fee_quoted_cents = sight.quote.total_cents if sight.quote else None
    row.effective_on = sight.form.effective_on
    row.first_period_end_on = sight.form.first_period_end_on
    # Counts the version also where a page was saved as it was: somebody has stood on it.
    row.updated_at = unit.now
    row.updated_by = unit.caller.username
    found.order.current_page = page.value
    found.order.package_plan_id = row.winning_plan_id
    unit.session.flush()


def quote(unit: Unit, request: QuoteRequest) -> Quote:
    """Compute what a migration costs, as saved or with this form; a submitted one has its frozen quote.

    Raises NotFound, and Rejected: `E-NO-PLAN` while no plan of a pool is chosen, `E-NOT-INITIATOR` where it
    is not submitted and another's.
    """
    found = matter_of(unit, request.order_id)
    if found.status is MigrationStatus.INCOMPLETE:
        _demand_draft(unit, found)
    frozen_quote = kept(found.migration.quote)
    if request.form is None and frozen_quote is not None:
        return frozen_quote
    sight = look(unit, found.losing.id, request.form or found.form)
    if sight.quote is None:
        raise rejected("E-NO-PLAN", field="winning_plan_id", rule="R-MIG-11")
    return sight.quote


def note(
    unit: Unit,
    order: Order,
    command: MigrationCommand,
    *,
    old: str | None = None,
    new: str | None = None,
    reason: str | None = None,
) -> None:
    """Write down who did it, and tell open screens."""
    unit.audit(
        "migration", order.id, command.value, old=old, new=new, reason=reason, account_id=order.account_id
    )
    providers = (order.provider_id, None)
    unit.changed(Topic.MIGRATION, order.id, command.value, providers)
    unit.changed(Topic.ORDER, order.id, command.value, providers)
