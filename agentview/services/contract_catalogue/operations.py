"""Ties the operations of the contract catalogue to what implements them."""

from agentview.contract import contract_catalogue, contract_pools, contract_types, pool_import
from agentview.services.contract_catalogue import (
    fixes,
    importing,
    plans,
    pools,
    setting,
    type_changes,
    types,
)
from agentview.services.handler import Handler, handle

HANDLERS: tuple[Handler, ...] = (
    handle(contract_catalogue.PUT_PLAN, fixes.put_plan),
    handle(contract_catalogue.SET_CONTRACT_TYPE, fixes.set_contract_type),
    handle(contract_catalogue.PLANS, plans.plans),
    handle(contract_catalogue.PLAN, plans.plan),
    handle(contract_types.TYPES, types.types),
    handle(contract_types.TYPE, types.contract_type),
    handle(contract_types.CREATE_TYPE, type_changes.create_type),
    handle(contract_types.EDIT_TYPE, type_changes.edit_type),
    handle(contract_types.WITHDRAW_TYPE, type_changes.withdraw_type),
    handle(contract_pools.POOLS, pools.pools),
    handle(contract_pools.POOL, pools.pool),
    handle(contract_pools.CREATE_POOL, pools.create_pool),
    handle(contract_pools.RENAME_POOL, pools.rename_pool),
    handle(contract_pools.TAKE_OUT_PLAN, pools.take_out_plan),
    handle(contract_pools.SETTING, setting.setting),
    handle(contract_pools.SET_SETTING, setting.set_setting),
    handle(pool_import.CHECK_PLANS, importing.check_plans),
    handle(pool_import.IMPORT_PLANS, importing.import_plans),
)
