"""Ties the operations of the credit desk to what implements them."""

from agentview.contract import credit_desk as contract
from agentview.services.credit_desk import listing
from agentview.services.credit_desk.dashboard import dashboard
from agentview.services.handler import Handler, handle, handle_anew

HANDLERS: tuple[Handler, ...] = (
    handle(contract.CASES, listing.cases),
    handle(contract.SIZE, listing.size),
    handle(contract.VIEWS, listing.views),
    handle_anew(contract.EXPORT, listing.export),
    handle(contract.DASHBOARD, dashboard),
)
