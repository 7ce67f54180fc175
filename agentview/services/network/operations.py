"""Ties the operations on provisioning errors to what implements them."""

from agentview.contract import network as contract
from agentview.services.handler import handle, handle_anew
from agentview.services.network import commands, listing

HANDLERS = (
    handle(contract.ERRORS, listing.errors),
    handle(contract.SIZE, listing.size),
    handle(contract.VIEWS, listing.views),
    handle_anew(contract.EXPORT, listing.export),
    handle(contract.LOG, listing.log),
    handle(contract.RETRY, commands.retry),
    handle(contract.ABORT, commands.abort),
    handle(contract.BULK, commands.bulk),
)
