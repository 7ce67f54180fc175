"""Ties the operations of the administration of hardware to what implements them."""

from agentview.contract import hardware_admin as contract
from agentview.services.handler import Handler, handle, handle_prepared
from agentview.services.hardware_admin.exchange import check_exchange
from agentview.services.hardware_admin.methods import methods, save_method
from agentview.services.hardware_admin.products import product, products, save_product
from agentview.services.hardware_admin.setting import save_setting, setting
from agentview.services.hardware_admin.warehouses import save_warehouse, warehouses

HANDLERS: tuple[Handler, ...] = (
    handle(contract.PRODUCTS, products),
    handle(contract.PRODUCT, product),
    handle(contract.SAVE_PRODUCT, save_product),
    handle(contract.WAREHOUSES, warehouses),
    handle(contract.SAVE_WAREHOUSE, save_warehouse),
    handle_prepared(contract.CHECK_EXCHANGE, check_exchange),
    handle(contract.METHODS, methods),
    handle(contract.SAVE_METHOD, save_method),
    handle(contract.SETTING, setting),
    handle(contract.SAVE_SETTING, save_setting),
)
