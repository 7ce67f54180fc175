"""The plans that a package may go to: which, how many, and how each stands in its pool (R-MIG-11)."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from agentview.contract.migrations import PlanSort, PlansRequest
from agentview.models.catalogue import PackagePlan, ServicePlan
from agentview.models.contract import ContractPool, ContractPoolPlan
from agentview.services.migrations.losing import Losing
from agentview.services.migrations.parts import LosingPart
from agentview.services.migrations.pool_fit import Amounts, pool_order
from agentview.services.unit import Unit

SELL, ON_SALE = "SELL", "ACTIVE"
OWN, OTHER = aliased(ContractPoolPlan, name="own"), aliased(ContractPoolPlan, name="other")
"""How the plan of the package stands in a pool, and how the plan does that it may go to."""


_COLUMNS = (
    PackagePlan.id,
    PackagePlan.code,
    PackagePlan.external_name.label("name"),
    PackagePlan.internal_name,
    PackagePlan.access_fee_cents,
    OWN.weight.label("losing_weight"),
    ContractPool.id.label("pool_id"),
    ContractPool.name.label("pool"),
    ContractPool.contract_type_id,
    OTHER.weight,
    OTHER.upgrade_charge_cents,
    OTHER.crossgrade_charge_cents,
    OTHER.downgrade_charge_cents,
    OTHER.upgrade_discount_cents,
    OTHER.crossgrade_discount_cents,
    OTHER.downgrade_discount_cents,
)


class Candidate(NamedTuple):
    """A plan that a package may go to, in the pool that counts of those that hold both."""

    plan_id: int
    code: str
    name: str
    internal_name: str
    access_fee_cents: int
    losing_weight: int
    pool_id: int
    pool: str
    pool_type_id: int
    weight: int
    charges: Amounts
    discounts: Amounts


class Listed(NamedTuple):
    """How many plans a package may go to, and whether the one that was asked about is among them."""

    total: int
    is_chosen: bool


def listed(unit: Unit, losing: Losing, plan_id: int | None = None) -> Listed:
    """Count the plans of R-MIG-11, in one query."""
    is_chosen = func.coalesce(func.max(case((PackagePlan.id == plan_id, 1), else_=0)), 0)
    wanted = select(func.count(PackagePlan.id.distinct()), is_chosen)
    total, chosen = unit.session.execute(_possible(wanted, losing, None)).one()
    return Listed(total, bool(chosen))


def candidates(unit: Unit, losing: Losing, request: PlansRequest) -> tuple[list[Candidate], int]:
    """Return a page of the plans of R-MIG-11, each once, and how many there are; in one query."""
    best = func.row_number().over(
        partition_by=PackagePlan.id,
        order_by=pool_order(losing.contract, losing.plan.default_contract_type_id),
    )
    wanted = _possible(select(*_COLUMNS, best.label("place")), losing, request.dropped_service_ids)
    ranked = wanted.where(named(request.text)).subquery()
    columns = ranked.c
    order = {
        PlanSort.WEIGHT: (
            func.abs(columns.weight - columns.losing_weight),
            columns.weight,
            columns.name,
            columns.id,
        ),
        PlanSort.NAME: (columns.name, columns.id),
        PlanSort.ACCESS_FEE: (columns.access_fee_cents, columns.name, columns.id),
    }
    rows = unit.session.execute(
        select(*tuple(columns)[:-1], func.count().over())
        .where(columns.place == 1)
        .order_by(*order[request.sort])
        .limit(request.limit)
        .offset(request.offset)
    ).all()
    if not rows and request.offset:  # behind the end: no row says how many there are
        count = select(func.count()).select_from(ranked).where(columns.place == 1)
        return [], unit.session.scalars(count).one()
    found = [Candidate(*row[:10], Amounts(*row[10:13]), Amounts(*row[13:16])) for row in rows]
    return found, rows[0][-1] if rows else 0


def _possible(
    wanted: Select[*tuple[Any, ...]], losing: Losing, dropped: Collection[int] | None
) -> Select[*tuple[Any, ...]]:
    """Read from the plans of R-MIG-11: once for each pool that holds both plans."""
    return (
        wanted.select_from(OWN)
        .join(ContractPool, ContractPool.id == OWN.pool_id)
        .join(OTHER, OTHER.pool_id == OWN.pool_id)
        .join(PackagePlan, PackagePlan.id == OTHER.package_plan_id)
        .where(
            OWN.package_plan_id == losing.plan.id,
            ContractPool.provider_id == losing.plan.provider_id,
            is_allowed(losing.plan),
            holds_types(losing.parts, dropped),
        )
    )


def is_allowed(losing: PackagePlan) -> ColumnElement[bool]:
    """Other plans on sale with the same default contract type; no type is the same as no type."""
    wanted = losing.default_contract_type_id
    column = PackagePlan.default_contract_type_id
    return and_(
        PackagePlan.provider_id == losing.provider_id,
        PackagePlan.id != losing.id,
        PackagePlan.kind == SELL,
        PackagePlan.status == ON_SALE,
        column.is_(None) if wanted is None else column == wanted,
    )


def holds_types(parts: Sequence[LosingPart], dropped: Collection[int] | None) -> ColumnElement[bool]:
    """Plans with all service types that remain; without a choice a bundle may lose all but one (R-MIG-14)."""
    kept = [part for part in parts if dropped is None or part.service.id not in dropped]
    types = sorted({part.type.id for part in kept})
    if dropped is None and len(parts) > 1:
        return _has_type(types)
    return and_(*(_has_type([type_id]) for type_id in types)) if types else _has_type(types)


def _has_type(type_ids: list[int]) -> ColumnElement[bool]:
    return exists().where(
        ServicePlan.package_plan_id == PackagePlan.id, ServicePlan.service_type_id.in_(type_ids)
    )


def named(text: str) -> ColumnElement[bool]:
    """Plans whose name or code holds a text; all where it is empty."""
    if not text:
        return PackagePlan.id.is_not(None)
    columns = (PackagePlan.external_name, PackagePlan.internal_name, PackagePlan.code)
    return or_(*(column.icontains(text, autoescape=True) for column in columns))
