"""All handlers: one for each operation of the contract."""

from agentview.services import (
    audit,
    customers,
    customer_search,
    desk,
    feed,
    orders,
    people,
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
    *audit.HANDLERS,
    *people.HANDLERS,
    *customers.HANDLERS,
)
