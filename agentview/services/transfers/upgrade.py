"""Upgrades: a new package of another plan in the place of one that is held (UPGRADE)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from agentview.contract.orders import OrderType
from agentview.contract.subscription import PackageCommand
from agentview.contract.transfers import (
    PlanOffer,
    PlanPart,
    Plans,
    PlansRequest,
    TransferPreview,
    Transferred,
    UpgradePreviewRequest,
    UpgradeRequest,
)
from agentview.core.errors import Refusal
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.party import Provider
from agentview.models.subscription import ServiceSubscription
from agentview.services.contracts.early_upgrade import bond_on
from agentview.services.orders.packages import paired
from agentview.services.orders.queries import PlanPart as CataloguePart
from agentview.services.orders.queries import is_on_sale, parts_of
from agentview.services.orders.wish import PackageWish, ServiceWish, Wish
from agentview.services.provisioning.facts import refusal_error
from agentview.services.transfers.leaving import agreed, fee_refusals, shown_bond
from agentview.services.transfers.preview import transfer_preview
from agentview.services.transfers.source import Source, day_refusals, source_of
from agentview.services.transfers.submit import submitted
from agentview.services.unit import Unit

_MOST_PLANS = 100


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A package, what is to take its place (None: no plan is chosen), and every reason against it."""

    source: Source
    package: PackageWish | None
    refusals: tuple[Refusal, ...]


def plans(unit: Unit, request: PlansRequest) -> Plans:
    """List the plans on sale that a package can be upgraded to, in a fixed number of queries."""
    source = source_of(unit, request.package_id, PackageCommand.UPGRADE)
    found = unit.session.scalars(
        select(PackagePlan)
        .where(is_on_sale(unit), PackagePlan.id != source.plan.id, *_named(request.text))
        .order_by(PackagePlan.external_name, PackagePlan.id)
        .limit(_MOST_PLANS)
    ).all()
    parts = _parts(unit, [plan.id for plan in found])
    kinds = _parts_of_types(unit, source.services)
    currency = unit.session.get_one(Provider, unit.caller.provider_id).currency
    offers = [_offer(plan, parts.get(plan.id, []), source, kinds, currency) for plan in found]
    return Plans(plans=tuple(sorted(offers, key=lambda offer: len(offer.ends))))


def preview_upgrade(unit: Unit, request: UpgradePreviewRequest) -> TransferPreview:
    """Say what an upgrade would come to, with every reason against it."""
    source = source_of(unit, request.package_id, PackageCommand.UPGRADE)
    upgrade = _upgrade(unit, source, request.plan_id, request.service_plan_ids)
    requested_on = request.requested_on or unit.today
    bond = bond_on(unit, source.package, requested_on)
    refusals = upgrade.refusals + day_refusals(source, requested_on) + (bond.refusals if bond else ())
    shown = transfer_preview(unit, source, upgrade.package, None, requested_on, refusals)
    return shown.model_copy(update={"contract": shown_bond(unit, bond)})


def upgrade(unit: Unit, request: UpgradeRequest) -> Transferred:
    """Order an upgrade; the old package stays until the last new service is activated (SM-1).

    Its contract is left early where it is eligible, for the fee that was seen (R-MIG-27).
    Raises Rejected with every reason at once, Denied, NotFound.
    """
    source = source_of(unit, request.package_id, PackageCommand.UPGRADE, is_held=True)
    wanted = _upgrade(unit, source, request.plan_id, request.service_plan_ids)
    requested_on = request.requested_on or unit.today
    bond = bond_on(unit, source.package, requested_on)
    refusals = wanted.refusals + day_refusals(source, requested_on)
    # A fee is spoken of only where there is one: what cannot be left at all has none.
    refusals += (bond.refusals if bond else ()) or fee_refusals(unit, bond, request)
    if refusals or wanted.package is None:
        raise refusal_error(refusals)
    frozen = agreed(unit, bond, request, source.account.id)
    wish = Wish(OrderType.UPGRADE, source.account, source.account, requested_on, (wanted.package,), ())
    return submitted(unit, wish, request.note, frozen)


def _upgrade(
    unit: Unit, source: Source, plan_id: int | None, service_plan_ids: tuple[int, ...] | None
) -> Upgrade:
    if plan_id is None:
        return Upgrade(source, None, source.refusals)
    plan = unit.session.scalars(
        select(PackagePlan).where(is_on_sale(unit), PackagePlan.id == plan_id)
    ).first()
    if plan is None:
        unknown = Refusal("E-OFFERING", "plan_id", "D-25", {"offering": plan_id})
        return Upgrade(source, None, (*source.refusals, unknown))
    refusals = list(source.refusals)
    if plan.id == source.plan.id:
        refusals.append(Refusal("E-SAME-PLAN", "plan_id", "D-25", {"offering": plan.code}))
    catalogue = parts_of(unit, plan)
    refusals += _part_refusals(plan, catalogue, service_plan_ids or ())
    services = paired(_wanted(catalogue, source.services, service_plan_ids), source.services)
    return Upgrade(source, PackageWish(plan, services, source.package), tuple(refusals))


def _part_refusals(
    plan: PackagePlan, catalogue: Sequence[CataloguePart], chosen: Iterable[int]
) -> list[Refusal]:
    known = {part.id for part, _ in catalogue}
    return [
        Refusal("E-PART", "service_plan_ids", "D-25", {"package": plan.code, "offering": one})
        for one in chosen
        if one not in known
    ]


def _wanted(
    catalogue: Sequence[CataloguePart],
    held: Sequence[ServiceSubscription],
    chosen: tuple[int, ...] | None,
) -> tuple[ServiceWish, ...]:
    """Return the mandatory services with the optional ones: those chosen, else those held already."""
    if chosen is not None:
        return tuple(
            ServiceWish(part, kind) for part, kind in catalogue if part.is_mandatory or part.id in chosen
        )
    continued = {wish.plan.id for wish in _all_paired(catalogue, held) if wish.source is not None}
    return tuple(
        ServiceWish(part, kind) for part, kind in catalogue if part.is_mandatory or part.id in continued
    )


def _all_paired(
    catalogue: Sequence[CataloguePart], held: Sequence[ServiceSubscription]
) -> tuple[ServiceWish, ...]:
    """Pair every service of a plan, the mandatory ones first."""
    in_turn = sorted(catalogue, key=lambda one: not one[0].is_mandatory)
    return paired(tuple(ServiceWish(part, kind) for part, kind in in_turn), held)


def _named(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    columns = (PackagePlan.external_name, PackagePlan.internal_name, PackagePlan.code)
    return [or_(*(column.icontains(text, autoescape=True) for column in columns))]


def _parts(unit: Unit, plan_ids: list[int]) -> dict[int, list[CataloguePart]]:
    rows = unit.session.execute(
        select(ServicePlan, ServiceType)
        .join(ServiceType, ServiceType.id == ServicePlan.service_type_id)
        .where(ServicePlan.package_plan_id.in_(plan_ids))
        .order_by(ServicePlan.id)
    )
    parts: dict[int, list[CataloguePart]] = {}
    for row in rows:
        parts.setdefault(row.ServicePlan.package_plan_id, []).append((row.ServicePlan, row.ServiceType))
    return parts


def _parts_of_types(unit: Unit, held: Sequence[ServiceSubscription]) -> dict[int, str]:
    rows = unit.session.execute(
        select(ServiceType.id, ServiceType.name).where(
            ServiceType.id.in_({one.service_type_id for one in held})
        )
    )
    return {row.id: row.name for row in rows}


def _offer(
    plan: PackagePlan,
    catalogue: list[CataloguePart],
    source: Source,
    kinds: dict[int, str],
    currency: str,
) -> PlanOffer:
    pairs = {wish.plan.id: wish.source for wish in _all_paired(catalogue, source.services)}
    kept = {one.id for one in pairs.values() if one is not None}
    return PlanOffer(
        plan_id=plan.id,
        code=plan.code,
        name=plan.external_name,
        internal_name=plan.internal_name,
        setup_fee_cents=plan.setup_fee_cents,
        access_fee_cents=plan.access_fee_cents,
        currency=currency,
        parts=tuple(
            PlanPart(
                service_plan_id=part.id,
                name=part.external_name,
                service_type=kind.name,
                is_mandatory=part.is_mandatory,
                is_paired=pairs[part.id] is not None,
            )
            for part, kind in catalogue
        ),
        ends=tuple(kinds[one.service_type_id] for one in source.services if one.id not in kept),
    )
