"""The list of customers: searched by any of their fields, in the order wanted (S-02)."""

from agentview.contract.customer_search import CUSTOMERS, CUSTOMERS_EXPORT
from agentview.services.customer_search.listing import customers, export
from agentview.services.handler import handle, handle_anew

HANDLERS = (handle(CUSTOMERS, customers), handle_anew(CUSTOMERS_EXPORT, export))
