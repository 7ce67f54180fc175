"""Sets up what retailers bind their customers with: contract types, pools, and the plans' default types."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from agentview.contract.contract_catalogue import PutPlanRequest, SetContractTypeRequest
from agentview.contract.contract_pools import CreatePoolRequest, SetMigrationSetting
from agentview.contract.contract_types import TypeAt
from agentview.contract.op import Nothing
from agentview.core.power import Role
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractType
from agentview.models.party import Provider
from agentview.services.contract_catalogue.fixes import put_plan, set_contract_type
from agentview.services.contract_catalogue.pools import create_pool
from agentview.services.contract_catalogue.setting import set_setting, setting
from agentview.services.contract_catalogue.type_changes import create_type, withdraw_type
from agentview.services.demo.lists import ContractLists, Contracts, PoolEntry
from agentview.services.demo.stage import Stage
from agentview.services.unit import Unit

_SET_UP_AGO, _WITHDRAWN_AGO = timedelta(days=900), timedelta(days=20)
"""Longer ago than the oldest package began; and some days ago, when its customers are long bound."""


def plan_terms(stage: Stage, lists: Contracts) -> None:
    """Let the administrator of each retailer set everything up; nobody is bound by it yet."""
    retailers = stage.session.scalars(select(Provider).where(Provider.code.in_(lists.retailers)))
    for provider in retailers.all():
        entry = lists.retailers[provider.code]
        administrator = stage.first(provider.id, Role.ADMIN)
        stage.plan(stage.now - _SET_UP_AGO, administrator, partial(_set_up, entry=entry))
        if entry.withdrawn:
            at = stage.now - _WITHDRAWN_AGO
            stage.plan(at, administrator, partial(_withdraw, name=entry.withdrawn))


def _set_up(unit: Unit, entry: ContractLists) -> None:
    types = {one.internal_name: create_type(unit, one).contract_type_id for one in entry.types}
    plans = _plans(unit)
    for pool in entry.pools:
        _pool(unit, pool, types, plans)
    for code, name in entry.defaults.items():
        plan = plans[code]
        set_contract_type(
            unit,
            SetContractTypeRequest(plan_id=plan.id, version=plan.row_version, contract_type_id=types[name]),
        )
    for code, cents in entry.included.items():
        plans[code].included_value_cents = cents
    unit.session.flush()
    seen = setting(unit, Nothing())
    set_setting(unit, SetMigrationSetting(version=seen.version, contract_blocks_migration=entry.blocks))


def _plans(unit: Unit) -> dict[str, PackagePlan]:
    rows = unit.session.scalars(select(PackagePlan).where(PackagePlan.provider_id == unit.caller.provider_id))
    return {row.code: row for row in rows}


def _pool(unit: Unit, entry: PoolEntry, types: dict[str, int], plans: dict[str, PackagePlan]) -> None:
    request = CreatePoolRequest(name=entry.name, contract_type_id=types[entry.contract_type])
    pool_id = create_pool(unit, request).pool_id
    for place in entry.plans:
        prices = place.model_dump(exclude={"plan"})
        put_plan(unit, PutPlanRequest(pool_id=pool_id, plan_id=plans[place.plan].id, **prices))


def _withdraw(unit: Unit, name: str) -> None:
    row = unit.session.scalars(
        select(ContractType).where(
            ContractType.provider_id == unit.caller.provider_id, ContractType.internal_name == name
        )
    ).one()
    withdraw_type(unit, TypeAt(contract_type_id=row.id, version=row.row_version))
