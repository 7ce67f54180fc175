"""Lists the plans that a package may go to with what each costs, and what mends an empty list (R-MIG-12)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from agentview.contract.contract_terms import ContractFee
from agentview.contract.migration_quote import ContractAction
from agentview.contract.migrations import PlansRequest, WinningPlan, WinningPlans
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.models.catalogue import ServicePlan, ServiceType
from agentview.services.contracts.fee import break_out, early_upgrade
from agentview.services.migrations.candidates import Candidate, candidates
from agentview.services.migrations.losing import Losing, losing_of
from agentview.services.migrations.pool_fit import contract_action, direction_of
from agentview.services.unit import Unit


def plans(unit: Unit, request: PlansRequest) -> WinningPlans:
    """List the plans that a package may go to, in a fixed number of queries. Raises NotFound."""
    losing = losing_of(unit, request.package_id)
    found, total = candidates(unit, losing, request)
    types = _types(unit, [one.plan_id for one in found])
    pricing = Pricing.of(losing, unit.today)
    is_empty = not total and not request.text and not request.offset
    return WinningPlans(
        plans=tuple(_plan(one, losing, types.get(one.plan_id, {}), pricing) for one in found),
        total=total,
        refusal=RefusalInfo.of(no_plan_refusal(unit)) if is_empty else None,
    )


def no_plan_refusal(unit: Unit) -> Refusal:
    """Say what can be done where there is no plan: an administrator mends it, others ask one (R-MIG-12)."""
    is_admin = unit.caller.has(Power.CATALOGUE_ADMIN)
    return Refusal("E-NO-WINNING-PLAN" if is_admin else "E-NO-WINNING-PLAN-ASK", rule="R-MIG-12")


class Pricing(NamedTuple):
    """What leaving the contract of a package costs today, for whichever plan needs it."""

    usual: ContractFee | None
    early: ContractFee | None

    @classmethod
    def of(cls, losing: Losing, today: date) -> "Pricing":
        """Compute it for a package."""
        contract, terms, fee = losing.contract, losing.terms, losing.access_fee
        if contract is None or terms is None:
            return cls(None, None)
        return cls(break_out(contract, terms, fee, today), early_upgrade(contract, terms, fee, today))


def _types(unit: Unit, plan_ids: list[int]) -> dict[int, dict[int, str]]:
    """Return the names of the service types of plans, by plan and type."""
    rows = unit.session.execute(
        select(ServicePlan.package_plan_id, ServiceType.id, ServiceType.name)
        .join(ServiceType, ServiceType.id == ServicePlan.service_type_id)
        .where(ServicePlan.package_plan_id.in_(plan_ids))
        .order_by(ServicePlan.id)
    )
    found: dict[int, dict[int, str]] = {}
    for plan_id, type_id, name in rows:
        found.setdefault(plan_id, {})[type_id] = name
    return found


def _plan(one: Candidate, losing: Losing, types: dict[int, str], pricing: Pricing) -> WinningPlan:
    direction = direction_of(one.losing_weight, one.weight)
    charge, discount = one.charges.of(direction), one.discounts.of(direction)
    action = contract_action(losing.contract, one.pool_type_id, direction, pricing.early)
    leaving = {ContractAction.BREAK_OUT: pricing.usual, ContractAction.EARLY_UPGRADE: pricing.early}.get(
        action
    )
    dropped = dict.fromkeys(part.type.name for part in losing.parts if part.type.id not in types)
    return WinningPlan(
        plan_id=one.plan_id,
        code=one.code,
        name=one.name,
        internal_name=one.internal_name,
        pool_id=one.pool_id,
        pool=one.pool,
        weight=one.weight,
        direction=direction,
        access_fee_cents=one.access_fee_cents,
        charge_cents=charge,
        discount_cents=discount,
        fee_cents=charge - discount + (leaving.amount_cents if leaving else 0),
        currency=losing.provider.currency,
        service_types=tuple(types.values()),
        dropped=tuple(dropped),
    )
