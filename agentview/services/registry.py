"""All handlers: one for each operation of the contract."""

from agentview.services import (
    customers,
    desk,
    feed,
    order_entry,
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
    *order_entry.HANDLERS,
    *search.HANDLERS,
    *desk.HANDLERS,
    *customers.HANDLERS,
)
