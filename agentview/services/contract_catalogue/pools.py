"""Reads contract pools and the plans in them; adds and renames pools, takes plans out (S-15)."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, or_, select

from agentview.contract.contract_pools import (
    CreatePoolRequest,
    PoolChanged,
    PoolDetail,
    PoolPlan,
    PoolRef,
    PoolRow,
    Pools,
    PoolsRequest,
    RenamePoolRequest,
    TakeOutRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.migrations import MigrationStatus
from agentview.core.errors import Refusal, Rejected, refuse_if_any
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractPoolPlan, ContractType
from agentview.models.migration import Migration
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.plans import is_sold, type_names
from agentview.services.contract_catalogue.scope import active_type, own_pool, own_provider, stale
from agentview.services.names import display_name
from agentview.services.unit import Unit

_OPEN = (
    MigrationStatus.INCOMPLETE.value,
    MigrationStatus.AWAITING_PROVISIONING.value,
    MigrationStatus.HALTED.value,
)
MOST_NAMED = 5
"""So many of the migrations that stand in the way are named."""


def pools(unit: Unit, request: PoolsRequest) -> Pools:
    """Return a page of the pools of the own provider."""
    own_provider(unit)
    meant: list[ColumnElement[bool]] = [ContractPool.provider_id == unit.caller.provider_id]
    if request.filter.text:
        meant.append(ContractPool.name.icontains(request.filter.text, autoescape=True))
    rows, last = page(unit, select(ContractPool).where(*meant), ContractPool.name, ContractPool.id, request)
    return Pools(
        rows=_rows(unit, [row.ContractPool for row in rows]),
        last=last,
        total=unit.session.scalar(select(func.count(ContractPool.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def pool(unit: Unit, request: PoolRef) -> PoolDetail:
    """Return a pool with its plans by weight. Raises NotFound."""
    provider, found = own_provider(unit), own_pool(unit, request.pool_id)
    [row] = _rows(unit, [found])
    return PoolDetail(
        row=row,
        currency=provider.currency,
        plans=_plans(unit, found),
        changed_at=found.updated_at,
        changed_by=display_name(unit, found.updated_by),
    )


def create_pool(unit: Unit, request: CreatePoolRequest) -> PoolChanged:
    """Add a pool for contracts of a type. Raises Rejected (`E-POOL-NAME`, `E-POOL-EXISTS`), NotFound."""
    provider = own_provider(unit, is_held=True)
    kind = active_type(unit, request.contract_type_id)
    refuse_if_any(_name_refusals(unit, request.name, None))
    made = ContractPool(provider_id=provider.id, name=request.name, contract_type_id=kind.id)
    unit.session.add(made)
    unit.session.flush()
    unit.audit("contract_pool", made.id, "create", new=f"{made.name}: {kind.internal_name}")
    return _changed(unit, made, "create_pool")


def rename_pool(unit: Unit, request: RenamePoolRequest) -> PoolChanged:
    """Call a pool by another name. Raises NotFound, Conflict (`E-STALE`), Rejected."""
    own_provider(unit, is_held=True)
    found = own_pool(unit, request.pool_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    refuse_if_any(_name_refusals(unit, request.name, found.id))
    if found.name != request.name:
        unit.audit("contract_pool", found.id, "rename", field="name", old=found.name, new=request.name)
        found.name = request.name
    unit.session.flush()
    return _changed(unit, found, "rename_pool")


def take_out_plan(unit: Unit, request: TakeOutRequest) -> PoolChanged:
    """Take a plan out of a pool, unless an open migration counts on it.

    Raises NotFound, Conflict (`E-STALE`), Rejected (`E-POOL-IN-MIGRATION` with the migrations).
    """
    found = own_pool(unit, request.pool_id, is_held=True)
    row = unit.session.scalars(
        select(ContractPoolPlan).where(
            ContractPoolPlan.pool_id == found.id, ContractPoolPlan.package_plan_id == request.plan_id
        )
    ).first()
    if row is None or row.row_version != request.version:
        raise stale(unit, row)
    _refuse_used(unit, found.id, request.plan_id)
    code = unit.session.get_one(PackagePlan, request.plan_id).code
    unit.session.delete(row)
    unit.audit("contract_pool", found.id, "take_out_plan", field=code, old=str(row.weight))
    unit.session.flush()
    return _changed(unit, found, "take_out_plan")


def _refuse_used(unit: Unit, pool_id: int, plan_id: int) -> None:
    orders = unit.session.scalars(
        select(Migration.order_id).where(_uses(pool_id, [plan_id])).order_by(Migration.order_id)
    ).all()
    if orders:
        named = [reference(Prefix.MIGRATION, one) for one in orders[:MOST_NAMED]]
        raise Rejected(
            Refusal(
                "E-POOL-IN-MIGRATION",
                "plan_id",
                values={"count": len(orders), "references": list(named)},
            )
        )


def _uses(pool_id: int, plan_ids: Collection[int]) -> ColumnElement[bool]:
    plans = or_(Migration.losing_plan_id.in_(plan_ids), Migration.winning_plan_id.in_(plan_ids))
    return (Migration.pool_id == pool_id) & Migration.status.in_(_OPEN) & plans


def _rows(unit: Unit, found: Collection[ContractPool]) -> tuple[PoolRow, ...]:
    names = type_names(unit, {one.contract_type_id for one in found})
    counted = select(ContractPoolPlan.pool_id, func.count(ContractPoolPlan.id)).where(
        ContractPoolPlan.pool_id.in_([one.id for one in found])
    )
    plans = {
        int(row[0]): int(row[1]) for row in unit.session.execute(counted.group_by(ContractPoolPlan.pool_id))
    }
    return tuple(
        PoolRow(
            pool_id=one.id,
            version=one.row_version,
            name=one.name,
            contract_type_id=one.contract_type_id,
            contract_type=names.get(one.contract_type_id, ""),
            plans=plans.get(one.id, 0),
        )
        for one in found
    )


def _plans(unit: Unit, found: ContractPool) -> tuple[PoolPlan, ...]:
    rows = unit.session.execute(
        select(ContractPoolPlan, PackagePlan, ContractType.internal_name.label("type_name"))
        .join(PackagePlan, PackagePlan.id == ContractPoolPlan.package_plan_id)
        .outerjoin(ContractType, ContractType.id == PackagePlan.default_contract_type_id)
        .where(ContractPoolPlan.pool_id == found.id)
        .order_by(ContractPoolPlan.weight, PackagePlan.external_name, PackagePlan.id)
    ).all()
    used = _use_of(unit, found.id, [row.PackagePlan.id for row in rows])
    return tuple(
        PoolPlan(
            plan_id=row.PackagePlan.id,
            version=row.ContractPoolPlan.row_version,
            code=row.PackagePlan.code,
            plan=row.PackagePlan.external_name,
            is_sold=is_sold(row.PackagePlan),
            contract_type=row.type_name or "",
            fits=row.PackagePlan.default_contract_type_id == found.contract_type_id,
            access_fee_cents=row.PackagePlan.access_fee_cents,
            weight=row.ContractPoolPlan.weight,
            upgrade_charge_cents=row.ContractPoolPlan.upgrade_charge_cents,
            crossgrade_charge_cents=row.ContractPoolPlan.crossgrade_charge_cents,
            downgrade_charge_cents=row.ContractPoolPlan.downgrade_charge_cents,
            upgrade_discount_cents=row.ContractPoolPlan.upgrade_discount_cents,
            crossgrade_discount_cents=row.ContractPoolPlan.crossgrade_discount_cents,
            downgrade_discount_cents=row.ContractPoolPlan.downgrade_discount_cents,
            migrations=used.get(row.PackagePlan.id, 0),
        )
        for row in rows
    )


def _use_of(unit: Unit, pool_id: int, plan_ids: Collection[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for losing, winning in unit.session.execute(
        select(Migration.losing_plan_id, Migration.winning_plan_id).where(_uses(pool_id, plan_ids))
    ):
        for plan_id in {losing, winning}:
            if plan_id is not None:
                counts[plan_id] = counts.get(plan_id, 0) + 1
    return counts


def _name_refusals(unit: Unit, name: str, own_id: int | None) -> tuple[Refusal, ...]:
    """The provider's row is held: of two at once with one name, the second finds the first."""
    if not name:
        return (Refusal("E-POOL-NAME", "name"),)
    found = unit.session.scalars(
        select(ContractPool.id).where(
            ContractPool.provider_id == unit.caller.provider_id, ContractPool.name == name
        )
    ).first()
    is_taken = found is not None and found != own_id
    return (Refusal("E-POOL-EXISTS", "name", values={"name": name}),) if is_taken else ()


def _changed(unit: Unit, row: ContractPool, verb: str) -> PoolChanged:
    unit.changed(Topic.CATALOGUE, row.id, verb, (row.provider_id, None))
    return PoolChanged(pool_id=row.id, version=row.row_version, name=row.name)
