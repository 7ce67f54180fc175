"""Why a plan is not in the list of those that a package may go to, and what mends it (R-MIG-11, 12)."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.migrations import (
    HiddenBy,
    HiddenPlan,
    HiddenPlans,
    HiddenPlansRequest,
    PoolChoice,
)
from agentview.core.power import Power
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractPoolPlan, ContractType
from agentview.services.migrations.candidates import ON_SALE, SELL, named
from agentview.services.migrations.losing import Losing, losing_of
from agentview.services.migrations.parts import OfferedPart, parts_by_plan
from agentview.services.unit import Unit


def hidden_plans(unit: Unit, request: HiddenPlansRequest) -> HiddenPlans:
    """Say of any plan of the catalogue which rules hide it, in a fixed number of queries. Raises NotFound."""
    losing = losing_of(unit, request.package_id)
    found = unit.session.scalars(
        select(PackagePlan)
        .where(PackagePlan.provider_id == losing.plan.provider_id, named(request.text))
        .order_by(PackagePlan.external_name, PackagePlan.id)
        .limit(request.limit + 1)
    ).all()
    shown = found[: request.limit]
    why = _Why(unit, losing, shown)
    return HiddenPlans(plans=tuple(why.of(plan) for plan in shown), has_more=len(found) > request.limit)


class _Why:
    """Judges plans by what was read for all of them."""

    def __init__(self, unit: Unit, losing: Losing, shown: Sequence[PackagePlan]) -> None:
        self._losing = losing
        self._is_admin = unit.caller.has(Power.CATALOGUE_ADMIN)
        self._pools = _pools_of(unit, losing.plan)
        self._parts = parts_by_plan(unit, [plan.id for plan in shown])
        self._types = _contract_types(unit, losing.plan.provider_id)
        self._members = set(
            unit.session.scalars(
                select(ContractPoolPlan.package_plan_id).where(
                    ContractPoolPlan.pool_id.in_([pool.id for pool in self._pools]),
                    ContractPoolPlan.package_plan_id.in_([plan.id for plan in shown]),
                )
            )
        )

    def of(self, plan: PackagePlan) -> HiddenPlan:
        """Return a plan with every rule that hides it, and for an administrator what mends it."""
        missing = self._missing_types(self._parts.get(plan.id, ()))
        rules = tuple(rule for rule, hides in self._rules(plan, missing).items() if hides)
        may_mend = self._is_admin and plan.id != self._losing.plan.id
        wanted = self._losing.plan.default_contract_type_id
        is_type_wrong = HiddenBy.CONTRACT_TYPE in rules
        return HiddenPlan(
            plan_id=plan.id,
            code=plan.code,
            name=plan.external_name,
            internal_name=plan.internal_name,
            hidden_by=rules,
            contract_type=self._types.get(plan.default_contract_type_id or 0, ""),
            missing_service_types=missing,
            plan_version=plan.row_version,
            pools=self._choices() if may_mend and HiddenBy.POOL in rules else (),
            contract_type_id=wanted if may_mend and is_type_wrong else None,
            contract_type_name=self._types.get(wanted or 0, "") if may_mend and is_type_wrong else "",
        )

    def _rules(self, plan: PackagePlan, missing: tuple[str, ...]) -> dict[HiddenBy, bool]:
        losing = self._losing
        return {
            HiddenBy.SAME_PLAN: plan.id == losing.plan.id,
            HiddenBy.POOL: plan.id not in self._members,
            HiddenBy.CONTRACT_TYPE: plan.default_contract_type_id != losing.plan.default_contract_type_id,
            HiddenBy.SERVICE_TYPE: self._lacks_types(plan, missing),
            HiddenBy.WITHDRAWN: plan.status != ON_SALE,
            HiddenBy.BUY: plan.kind != SELL,
        }

    def _lacks_types(self, plan: PackagePlan, missing: tuple[str, ...]) -> bool:
        """A single plan must have the type; a bundle may lose all but one (R-MIG-14)."""
        if not self._losing.is_bundle:
            return bool(missing)
        offered = {part.type.id for part in self._parts.get(plan.id, ())}
        return not any(part.type.id in offered for part in self._losing.parts)

    def _missing_types(self, offered: tuple[OfferedPart, ...]) -> tuple[str, ...]:
        known = {part.type.id for part in offered}
        return tuple(
            dict.fromkeys(part.type.name for part in self._losing.parts if part.type.id not in known)
        )

    def _choices(self) -> tuple[PoolChoice, ...]:
        return tuple(PoolChoice(pool_id=pool.id, name=pool.name) for pool in self._pools)


def _pools_of(unit: Unit, plan: PackagePlan) -> Sequence[ContractPool]:
    return unit.session.scalars(
        select(ContractPool)
        .join(ContractPoolPlan, ContractPoolPlan.pool_id == ContractPool.id)
        .where(ContractPoolPlan.package_plan_id == plan.id, ContractPool.provider_id == plan.provider_id)
        .order_by(ContractPool.name)
    ).all()


def _contract_types(unit: Unit, provider_id: int) -> dict[int, str]:
    rows = unit.session.execute(
        select(ContractType.id, ContractType.internal_name).where(ContractType.provider_id == provider_id)
    )
    return {row.id: row.internal_name for row in rows}
