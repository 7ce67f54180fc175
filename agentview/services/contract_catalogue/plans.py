"""Reads the plans of the own provider with their default contract type and their pools (R-MIG-12)."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, or_, select

from agentview.contract.contract_catalogue import PlanRef, PlanRow, Plans, PlansFilter, PlansRequest
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractPoolPlan, ContractType
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.scope import own_plan, own_provider
from agentview.services.unit import Unit


def plans(unit: Unit, request: PlansRequest) -> Plans:
    """Return a page of the plans of the own provider."""
    currency = own_provider(unit).currency
    meant = _meant(unit, request.filter)
    rows, last = page(
        unit, select(PackagePlan).where(*meant), PackagePlan.external_name, PackagePlan.id, request
    )
    return Plans(
        rows=_rows(unit, [row.PackagePlan for row in rows], currency),
        last=last,
        total=unit.session.scalar(select(func.count(PackagePlan.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def plan(unit: Unit, request: PlanRef) -> PlanRow:
    """Return a plan. Raises NotFound."""
    currency = own_provider(unit).currency
    [row] = _rows(unit, [own_plan(unit, request.plan_id)], currency)
    return row


def is_sold(row: PackagePlan) -> bool:
    """Say whether customers can be moved to a plan at all (R-MIG-11)."""
    return row.kind == "SELL" and row.status == "ACTIVE"


def type_names(unit: Unit, type_ids: Collection[int]) -> dict[int, str]:
    """Return what contract types are called by the staff."""
    rows = unit.session.execute(
        select(ContractType.id, ContractType.internal_name).where(ContractType.id.in_(type_ids))
    )
    return {row.id: row.internal_name for row in rows}


def _meant(unit: Unit, wanted: PlansFilter) -> list[ColumnElement[bool]]:
    meant: list[ColumnElement[bool]] = [PackagePlan.provider_id == unit.caller.provider_id]
    if wanted.text:
        names = (PackagePlan.code, PackagePlan.external_name, PackagePlan.internal_name)
        meant.append(or_(*(name.icontains(wanted.text, autoescape=True) for name in names)))
    if wanted.contract_type_id is not None:
        meant.append(PackagePlan.default_contract_type_id == wanted.contract_type_id)
    if wanted.without_contract_type:
        meant.append(PackagePlan.default_contract_type_id.is_(None))
    return meant


def _rows(unit: Unit, found: Sequence[PackagePlan], currency: str) -> tuple[PlanRow, ...]:
    names = type_names(unit, {one.default_contract_type_id or 0 for one in found})
    held = _pools(unit, [one.id for one in found])
    return tuple(
        PlanRow(
            plan_id=one.id,
            version=one.row_version,
            code=one.code,
            plan=one.external_name,
            internal_name=one.internal_name,
            is_sold=is_sold(one),
            access_fee_cents=one.access_fee_cents,
            currency=currency,
            contract_type_id=one.default_contract_type_id,
            contract_type=names.get(one.default_contract_type_id or 0, ""),
            pools=tuple(held[one.id]),
        )
        for one in found
    )


def _pools(unit: Unit, plan_ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = unit.session.execute(
        select(ContractPoolPlan.package_plan_id, ContractPool.name)
        .join(ContractPool, ContractPool.id == ContractPoolPlan.pool_id)
        .where(ContractPoolPlan.package_plan_id.in_(plan_ids))
        .order_by(ContractPool.name)
    )
    for plan_id, name in rows:
        found[plan_id].append(name)
    return found
