"""Taking new orders: drafts on the server, what is on sale, checks, and submitting once."""

from agentview.contract import order_entry as contract
from agentview.services.handler import handle
from agentview.services.order_entry import drafts, identifiers, offers, order, submit

HANDLERS = (
    handle(contract.START, drafts.start),
    handle(contract.OFFERS, offers.offers),
    handle(contract.SAVE_PAGE, drafts.save_page),
    handle(contract.DRAFT, drafts.draft),
    handle(contract.DRAFTS, drafts.drafts),
    handle(contract.CHECK, drafts.check),
    handle(contract.CHECK_IDENTIFIERS, identifiers.check_identifiers),
    handle(contract.SUBMIT, submit.submit),
    handle(contract.DISCARD, drafts.discard),
    handle(contract.REOPEN, drafts.reopen),
    handle(contract.ORDER, order.order),
)
