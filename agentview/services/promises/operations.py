"""Ties the operations of promises to what implements them."""

from agentview.contract import promises as contract
from agentview.services.handler import Handler, handle
from agentview.services.promises.listing import promises
from agentview.services.promises.taking import cancel, take, terms

HANDLERS: tuple[Handler, ...] = (
    handle(contract.LIST, promises),
    handle(contract.TERMS, terms),
    handle(contract.TAKE, take),
    handle(contract.CANCEL, cancel),
)
