"""Halted requests, as their retailer sees them."""

from agentview.contract import halted as contract
from agentview.services.halted import listing
from agentview.services.handler import handle, handle_anew

HANDLERS = (
    handle(contract.REQUESTS, listing.requests),
    handle(contract.SIZE, listing.size),
    handle_anew(contract.EXPORT, listing.export),
)
