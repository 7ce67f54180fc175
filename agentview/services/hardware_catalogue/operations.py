"""Ties the operations of the hardware catalogue to what implements them."""

from agentview.contract import hardware_catalogue as contract
from agentview.services.handler import Handler, handle
from agentview.services.hardware_catalogue.choices import choices
from agentview.services.hardware_catalogue.products import product, products

HANDLERS: tuple[Handler, ...] = (
    handle(contract.PRODUCTS, products),
    handle(contract.PRODUCT, product),
    handle(contract.CHOICES, choices),
)
