"""All handlers: one for each operation of the contract."""

from agentview.services import (
    attachments,
    audit,
    cancelling,
    customer_imports,
    customer_search,
    customers,
    desk,
    feed,
    halted,
    order_entry,
    order_search,
    orders,
    people,
    provisioning,
    search,
    session,
    status,
    transfers,
    worklist,
)
from agentview.services.handler import Handler
from agentview.services.network import operations as network

HANDLERS: tuple[Handler, ...] = (
    *session.HANDLERS,
    *feed.HANDLERS,
    *provisioning.HANDLERS,
    *orders.HANDLERS,
    *network.HANDLERS,
    *halted.HANDLERS,
    *order_search.HANDLERS,
    *order_entry.HANDLERS,
    *search.HANDLERS,
    *customer_search.HANDLERS,
    *desk.HANDLERS,
    *audit.HANDLERS,
    *people.HANDLERS,
    *cancelling.HANDLERS,
    *transfers.HANDLERS,
    *attachments.HANDLERS,
    *status.HANDLERS,
    *customers.HANDLERS,
    *customer_imports.HANDLERS,
    *worklist.HANDLERS,
)
