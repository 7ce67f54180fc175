"""Submits migrations: the losing package waits for its end, the winning one for its beginning (R-MIG-18)."""

from agentview.contract.feed import Topic
from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import MigrationChanged, MigrationCommand, MigrationStatus, SubmitRequest
from agentview.contract.orders import OrderStatus
from agentview.contract.provisioning import TransferType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.errors import Conflict, Refusal, Value, refuse_if_any
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.migration_lifecycle import LIFECYCLE
from agentview.services.migrations.answer import changed
from agentview.services.migrations.describe import judged
from agentview.services.migrations.drafts import note
from agentview.services.migrations.form import stored
from agentview.services.migrations.hold import hold
from agentview.services.migrations.mapping import Move
from agentview.services.migrations.matter import Matter, matter_of
from agentview.services.migrations.pages import page_refusals
from agentview.services.migrations.preflight import refusals_of
from agentview.services.migrations.quoting import frozen
from agentview.services.migrations.sight import Sight, look
from agentview.services.network.intake import Wanted, request_change
from agentview.services.order_lifecycle import LIFECYCLE as ORDER
from agentview.services.order_lifecycle import submit_command
from agentview.services.provisioning.effects import set_status
from agentview.services.provisioning.facts import refusal_error
from agentview.services.provisioning.intake import Intake, create_task
from agentview.services.provisioning.migrating import write_package_note
from agentview.services.unit import Unit


def submit(unit: Unit, request: SubmitRequest) -> MigrationChanged:
    """Submit a migration with the quote that was seen; blockers and pages are judged again (R-MIG-36).

    Raises Rejected with every reason, Conflict (`E-STALE`, `E-QUOTE-CHANGED`), Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, MigrationCommand.SUBMIT)
    sight = look(unit, found.losing.id, found.form)
    flight, is_listed = judged(unit, found, sight)
    if flight.blockers:
        raise refusal_error(refusals_of(flight.blockers))
    refuse_if_any(
        tuple(
            refusal
            for page in MigrationPage
            for refusal in page_refusals(unit, page, sight, (), is_listed=is_listed)
        )
    )
    quote = sight.quote
    if quote is None or quote.fingerprint != request.fingerprint:
        raise quote_changed(quote)
    submit_matter(unit, found, sight, quote)
    return changed(unit, matter_of(unit, request.order_id))


def quote_changed(quote: Quote | None) -> Conflict:
    """Return the error for a quote that is another one by now than the one that was seen."""
    values: dict[str, Value] = {"total": quote.total_cents if quote is not None else None}
    return Conflict(Refusal("E-QUOTE-CHANGED", "fingerprint", "SM-2", values))


def submit_matter(unit: Unit, found: Matter, sight: Sight, quote: Quote) -> None:
    """Carry out the submission of what nothing stands against."""
    if sight.fit is None or sight.moves is None:  # excluded by the checks of the pages
        raise LookupError(found.reference)
    _await_the_end(unit, sight)
    winning = _winning(unit, found, sight)
    made = {move.part.service.id: _service(unit, winning, move) for move in sight.moves.kept}
    _fill(unit, found, sight, quote, winning)
    has_task = _ask(unit, found, sight, winning, made)
    order = found.order
    command = submit_command(has_tasks=has_task)
    target = ORDER.table[OrderStatus.ORDER_INCOMPLETE, command].target
    order.status = (target or OrderStatus.ORDER_COMPLETED).value
    unit.audit("order", order.id, "submit", new=order.status, account_id=order.account_id)
    write_package_note(
        unit,
        sight.losing.package,
        f"{found.reference}: to be migrated to {sight.fit.plan.external_name} "
        f"from {sight.effective_on.isoformat()}.",
    )
    unit.session.flush()
    note(
        unit,
        order,
        MigrationCommand.SUBMIT,
        old=MigrationStatus.INCOMPLETE.value,
        new=found.migration.status,
        reason=sight.form.note or None,
    )
    unit.changed(Topic.ACCOUNT, found.account.id, MigrationCommand.SUBMIT.value, found.providers)


def _await_the_end(unit: Unit, sight: Sight) -> None:
    """The losing package and its services are to end; they stay in use until then (R-MIG-37)."""
    for part in sight.losing.parts:
        set_status(unit, "service", part.service, SubscriptionStatus.PENDING_PROV_CANCEL)
    set_status(unit, "package", sight.losing.package, SubscriptionStatus.PENDING_PROV_CANCEL)


def _winning(unit: Unit, found: Matter, sight: Sight) -> PackageSubscription:
    losing, fit = sight.losing.package, sight.fit
    if fit is None:
        raise LookupError(found.reference)
    made = PackageSubscription(
        account_id=losing.account_id,
        package_plan_id=fit.plan.id,
        status=SubscriptionStatus.PRE_ACTIVE.value,
        access_fee_cents=fit.plan.access_fee_cents,
        agent_id=losing.agent_id,
        group_id=losing.group_id,
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit("package", made.id, "create", new=made.status, account_id=made.account_id)
    return made


def _service(unit: Unit, package: PackageSubscription, move: Move) -> ServiceSubscription:
    """One PreActive service for each that is kept, none for a dropped one."""
    source, plan = move.part.service, move.winning
    if plan is None:
        raise LookupError(source.id)
    made = ServiceSubscription(
        package_subscription_id=package.id,
        service_plan_id=plan.id,
        service_type_id=source.service_type_id,
        source_id=source.id,
        core_service_identifier=source.core_service_identifier,
        vanity_name=source.vanity_name,
        status=SubscriptionStatus.PRE_ACTIVE.value,
        provisioning_state=ProvisioningState.NONE.value,
        service_address_id=source.service_address_id,
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit("service", made.id, "create", new=made.status, account_id=package.account_id)
    return made


def _fill(unit: Unit, found: Matter, sight: Sight, quote: Quote, winning: PackageSubscription) -> None:
    """Write into order and migration what they come to; the quote is frozen."""
    row, order, form = found.migration, found.order, sight.form
    row.form = stored(form)
    row.winning_ps_id = winning.id
    row.winning_plan_id = winning.package_plan_id
    row.pool_id = quote.pool_id
    row.direction = quote.direction.value
    row.contract_action = quote.contract_action.value
    row.quote = frozen(quote)
    row.fee_quoted_cents = quote.total_cents
    row.fee_waived = form.is_early_fee_waived
    row.fee_waive_reason = form.waive_reason or None
    row.effective_on = sight.effective_on
    row.first_period_end_on = form.first_period_end_on
    row.submitted_at = unit.now
    row.status = (
        LIFECYCLE.table[MigrationStatus.INCOMPLETE, MigrationCommand.SUBMIT].target
        or MigrationStatus.AWAITING_PROVISIONING
    ).value
    row.last_page = MigrationPage.REVIEW.value
    order.package_plan_id = winning.package_plan_id
    order.package_subscription_id = winning.id
    order.requested_on = sight.effective_on
    order.submitted_at = unit.now
    order.submitted_by = unit.caller.username
    if form.is_early_fee_waived:
        unit.audit(
            "migration",
            order.id,
            "waive_early_upgrade_fee",
            reason=form.waive_reason,
            account_id=order.account_id,
        )


def _ask(
    unit: Unit,
    found: Matter,
    sight: Sight,
    winning: PackageSubscription,
    made: dict[int, ServiceSubscription],
) -> bool:
    """Ask the platform for what is automatic, and one person for the rest; say whether there is a task."""
    manual = [move for move in _moves(sight) if not move.part.is_automatic]
    for move in _moves(sight):
        if move.part.is_automatic and move.winning is not None:
            request_change(unit, Wanted(found.order, winning, made[move.part.service.id]))
    if not manual and any(move.part.is_automatic and move.winning for move in _moves(sight)):
        return False
    lead = _lead(manual or list(_moves(sight)))
    create_task(
        unit,
        Intake(
            found.order,
            1,
            sight.losing.package,
            lead.part.service,
            TransferType.MIGRATE,
            plan_id=winning.package_plan_id,
        ),
    )
    for service in made.values():
        # What the platform alone provisions shows its request, as in any order; a task is shown at all.
        service.provisioning_state = ProvisioningState.AWAITING.value
    return True


def _moves(sight: Sight) -> tuple[Move, ...]:
    return sight.moves.moves if sight.moves is not None else ()


def _lead(moves: list[Move]) -> Move:
    """Return the service by which people know the task: one that goes on, a mandatory one, the oldest."""
    return min(
        moves,
        key=lambda one: (one.winning is None, not one.part.plan.is_mandatory, one.part.service.id),
    )
