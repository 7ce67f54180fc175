"""Taking new orders: drafts on the server, what is on sale, checks, and submitting once."""

from agentview.contract import order_entry as contract
from agentview.services.handler import handle, handle_recalled
from agentview.services.order_entry import drafts, identifiers, offers, order, submit

HANDLERS = (
    handle_recalled(contract.START, drafts.start, drafts.mark_of, drafts.draft_again),
    handle(contract.OFFERS, offers.offers),
    handle_recalled(contract.SAVE_PAGE, drafts.save_page, drafts.mark_of, drafts.draft_again),
    handle(contract.DRAFT, drafts.draft),
    handle(contract.DRAFTS, drafts.drafts),
    handle(contract.CHECK, drafts.check),
    handle(contract.CHECK_IDENTIFIERS, identifiers.check_identifiers),
    handle(contract.SUBMIT, submit.submit),
    handle(contract.DISCARD, drafts.discard),
    handle_recalled(contract.REOPEN, drafts.reopen, drafts.mark_of, drafts.draft_again),
    handle(contract.ORDER, order.order),
)
