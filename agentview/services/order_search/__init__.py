"""Orders as a list that is searched."""

from agentview.contract import order_search as contract
from agentview.services.handler import handle, handle_anew
from agentview.services.order_search import listing

HANDLERS = (
    handle(contract.FIND, listing.find),
    handle(contract.SIZE, listing.size),
    handle(contract.VIEWS, listing.views),
    handle_anew(contract.EXPORT, listing.export),
)
