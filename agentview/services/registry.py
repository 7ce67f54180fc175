"""All handlers: one for each operation of the contract."""

from agentview.services import (
    desk,
    feed,
    orders,
    provisioning,
    search,
    session,
    worklist,
)
from agentview.services.handler import Handler

HANDLERS: tuple[Handler, ...] = (
    *session.HANDLERS,
    *feed.HANDLERS,
    *provisioning.HANDLERS,
    *orders.HANDLERS,
    *search.HANDLERS,
    *desk.HANDLERS,
    *worklist.HANDLERS,
)
