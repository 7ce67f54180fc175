"""Ties the operations of the list of hardware orders to what implements them."""

from agentview.contract import hardware_list as contract
from agentview.services.handler import Handler, handle, handle_anew
from agentview.services.hardware_list import listing

HANDLERS: tuple[Handler, ...] = (
    handle(contract.FIND, listing.find),
    handle(contract.SIZE, listing.size),
    handle(contract.VIEWS, listing.views),
    handle_anew(contract.EXPORT, listing.export),
)
