"""All handlers: one for each operation of the contract."""

from agentview.services import (
    customer_imports,
    customer_search,
    customers,
    desk,
    feed,
    orders,
    provisioning,
    search,
    session,
)
from agentview.services.handler import Handler

HANDLERS: tuple[Handler, ...] = (
    *session.HANDLERS,
    *feed.HANDLERS,
    *provisioning.HANDLERS,
    *orders.HANDLERS,
    *search.HANDLERS,
    *customer_search.HANDLERS,
    *desk.HANDLERS,
    *customers.HANDLERS,
    *customer_imports.HANDLERS,
)
