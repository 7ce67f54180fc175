"""Describes a migration that is not submitted yet, with all that the wizard shows."""

from sqlalchemy import select

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migrations import (
    Blocker,
    ChosenPlan,
    LosingService,
    MigrationDraft,
    Preflight,
    WinningPart,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.contract import ContractPoolPlan, ContractType
from agentview.models.party import Provider
from agentview.services.contracts.in_force import terms_of
from agentview.services.migrations.candidates import listed
from agentview.services.migrations.facts import command_states, facts_of
from agentview.services.migrations.mapping import can_drop, fits
from agentview.services.migrations.matter import Matter
from agentview.services.migrations.money import period_of
from agentview.services.migrations.pages import earliest_day, page_checks
from agentview.services.migrations.parts import LosingPart, OfferedPart, shown_extras
from agentview.services.migrations.pool_fit import PoolFit
from agentview.services.migrations.preflight import preflight
from agentview.services.migrations.quoting import usages_of
from agentview.services.migrations.sight import Sight, look
from agentview.services.names import display_name
from agentview.services.provisioning.intake import works_it
from agentview.services.unit import Unit


def judged(unit: Unit, found: Matter, sight: Sight) -> tuple[Preflight, bool]:
    """Judge the package again; say also whether the chosen plan is in the list now."""
    plans = listed(unit, sight.losing, sight.form.winning_plan_id)
    flight = preflight(
        unit,
        sight.losing,
        plans.total,
        own_order_id=found.order.id,
        is_overridden=found.migration.override_reason is not None,
    )
    return flight, plans.is_chosen


def draft_of(unit: Unit, found: Matter) -> MigrationDraft:
    """Return all that the wizard shows of a migration."""
    sight = look(unit, found.losing.id, found.form)
    flight, is_listed = judged(unit, found, sight)
    row, losing = found.migration, sight.losing
    period = period_of([usage.period for usage in usages_of(unit, losing.package)], unit.today)
    return MigrationDraft(
        order_id=found.order.id,
        reference=found.reference,
        status=found.status,
        version=row.row_version,
        initiator=found.initiator,
        is_mine=row.initiated_by == unit.caller.user_id,
        started_at=row.started_at,
        changed_at=row.updated_at,
        changed_by=display_name(unit, row.updated_by),
        last_page=_page(row.last_page, flight.blockers),
        form=sight.form,
        preflight=flight,
        losing_plan=losing.plan.external_name,
        losing_access_fee_cents=losing.package.access_fee_cents,
        losing_included_value_cents=losing.plan.included_value_cents,
        losing_weight=sight.fit.losing.weight if sight.fit else _weight(unit, losing.plan.id),
        currency=found.provider.currency,
        period_from=period.from_on if period else None,
        period_to=period.to_on if period else None,
        winning=_chosen(unit, sight.fit, sight.offered) if sight.fit else None,
        services=_services(unit, sight),
        extras=shown_extras(sight.extras, losing.parts),
        quote=sight.quote,
        may_waive_early_fee=unit.caller.has(Power.WAIVE_EARLY_UPGRADE_FEE),
        may_set_first_period_end=unit.caller.has(Power.SET_FIRST_PERIOD_END),
        earliest_on=earliest_day(unit, sight),
        pages=page_checks(unit, sight, flight.blockers, is_listed=is_listed),
        commands=command_states(unit, found, facts_of(unit, found)),
    )


def _page(last_page: str, blockers: tuple[Blocker, ...]) -> MigrationPage:
    """Go on where it was left; where something stands against it by now, at the first page (R-MIG-36)."""
    return MigrationPage.ELIGIBILITY if blockers else MigrationPage(last_page)


def _weight(unit: Unit, plan_id: int) -> int | None:
    """Return the weight of a plan in its oldest pool: what the list of plans is measured by."""
    rows = sorted(
        unit.session.query(ContractPoolPlan.pool_id, ContractPoolPlan.weight)
        .filter(ContractPoolPlan.package_plan_id == plan_id)
        .all()
    )
    return rows[0].weight if rows else None


def _chosen(unit: Unit, fit: PoolFit, offered: tuple[OfferedPart, ...]) -> ChosenPlan:
    plan, type_id = fit.plan, fit.plan.default_contract_type_id
    return ChosenPlan(
        plan_id=plan.id,
        code=plan.code,
        name=plan.external_name,
        internal_name=plan.internal_name,
        access_fee_cents=plan.access_fee_cents,
        included_value_cents=plan.included_value_cents,
        is_prorated=plan.is_prorated,
        honours_first_period_end=plan.honour_first_period_end_date,
        parts=tuple(_part(part) for part in offered),
        contract=terms_of(unit.session.get_one(ContractType, type_id)) if type_id is not None else None,
    )


def _part(part: OfferedPart) -> WinningPart:
    return WinningPart(
        service_plan_id=part.plan.id,
        name=part.plan.external_name,
        service_type_id=part.type.id,
        service_type=part.type.name,
        is_mandatory=part.plan.is_mandatory,
    )


def _services(unit: Unit, sight: Sight) -> tuple[LosingService, ...]:
    """Return the losing services with whose queue each belongs to; the providers are read in one query."""
    retailer_id = sight.losing.plan.provider_id
    wanted = {retailer_id} | {part.type.supplier_provider_id for part in sight.losing.parts}
    rows = unit.session.scalars(select(Provider).where(Provider.id.in_(wanted - {None})))
    providers = {row.id: row for row in rows}
    return tuple(
        _service(
            part,
            sight,
            providers[works_it(providers.get(part.type.supplier_provider_id or 0), retailer_id)],
        )
        for part in sight.losing.parts
    )


def _service(part: LosingPart, sight: Sight, worker: Provider) -> LosingService:
    service, kind = part.service, part.type
    return LosingService(
        service_id=service.id,
        reference=reference(Prefix.SERVICE, service.id),
        name=part.plan.external_name,
        service_type_id=kind.id,
        service_type=kind.name,
        identifier_label=kind.identifier_label,
        identifier=service.core_service_identifier or "",
        status=SubscriptionStatus(service.status),
        is_automatic=part.is_automatic,
        queue="" if part.is_automatic else worker.name,
        fits=tuple(_part(one) for one in fits(part, sight.offered)),
        can_drop=sight.fit is not None and can_drop(part, sight.losing.parts, sight.offered),
        goes_to=_goes_to(part, sight),
    )


def _goes_to(part: LosingPart, sight: Sight) -> int | None:
    for move in sight.moves.moves if sight.moves is not None else ():
        if move.part is part and move.winning is not None:
            return move.winning.id
    return None
