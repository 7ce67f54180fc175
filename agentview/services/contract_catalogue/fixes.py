"""Puts plans into contract pools and sets their default contract type: the two fixes of R-MIG-12."""

from sqlalchemy import select

from agentview.contract.contract_catalogue import (
    PlanChanged,
    PoolPlanChanged,
    PutPlanRequest,
    SetContractTypeRequest,
)
from agentview.contract.feed import Topic
from agentview.models.contract import ContractPoolPlan, ContractType
from agentview.services.contract_catalogue.scope import active_type, own_plan, own_pool, stale
from agentview.services.unit import Unit

PRICES = (
    "weight",
    "upgrade_charge_cents",
    "crossgrade_charge_cents",
    "downgrade_charge_cents",
    "upgrade_discount_cents",
    "crossgrade_discount_cents",
    "downgrade_discount_cents",
)
"""How a plan stands in a pool."""


def put_plan(unit: Unit, request: PutPlanRequest) -> PoolPlanChanged:
    """Put a plan into a pool of the same provider, or change how it stands there.

    Raises Conflict where somebody was faster, NotFound.
    """
    pool = own_pool(unit, request.pool_id, is_held=True)
    plan = own_plan(unit, request.plan_id)
    row = unit.session.scalars(
        select(ContractPoolPlan).where(
            ContractPoolPlan.pool_id == pool.id, ContractPoolPlan.package_plan_id == plan.id
        )
    ).first()
    if (row.row_version if row is not None else None) != request.version:
        raise stale(unit, row)
    if row is None:
        row = ContractPoolPlan(pool_id=pool.id, package_plan_id=plan.id)
        unit.session.add(row)
    for name in PRICES:
        old, new = getattr(row, name), getattr(request, name)
        if old != new:
            unit.audit(
                "contract_pool",
                pool.id,
                "put_plan",
                field=f"{plan.code}/{name}",
                old=_text(old),
                new=_text(new),
            )
            setattr(row, name, new)
    unit.session.flush()
    unit.changed(Topic.CATALOGUE, plan.id, "put_plan", (plan.provider_id, None))
    return PoolPlanChanged(
        pool_id=pool.id, pool=pool.name, plan_id=plan.id, plan=plan.external_name, version=row.row_version
    )


def set_contract_type(unit: Unit, request: SetContractTypeRequest) -> PlanChanged:
    """Set the default contract type of a plan; contracts that are made already stay as they are.

    Raises Conflict (`E-STALE`), NotFound, also for a withdrawn type.
    """
    plan = own_plan(unit, request.plan_id)
    if plan.row_version != request.version:
        raise stale(unit, plan)
    wanted = active_type(unit, request.contract_type_id) if request.contract_type_id is not None else None
    old = _name(unit, plan.default_contract_type_id)
    plan.default_contract_type_id = wanted.id if wanted is not None else None
    new = wanted.internal_name if wanted is not None else ""
    unit.audit("package_plan", plan.id, "set_contract_type", old=old or None, new=new or None)
    unit.session.flush()
    unit.changed(Topic.CATALOGUE, plan.id, "set_contract_type", (plan.provider_id, None))
    return PlanChanged(plan_id=plan.id, plan=plan.external_name, version=plan.row_version, contract_type=new)


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _name(unit: Unit, type_id: int | None) -> str:
    found = unit.session.get(ContractType, type_id) if type_id is not None else None
    return found.internal_name if found is not None else ""
