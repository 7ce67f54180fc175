"""All handlers: one for each operation of the contract."""

from agentview.services import (
    attachments,
    cancelling,
    desk,
    feed,
    orders,
    provisioning,
    search,
    session,
    transfers,
)
from agentview.services.handler import Handler

HANDLERS: tuple[Handler, ...] = (
    *session.HANDLERS,
    *feed.HANDLERS,
    *provisioning.HANDLERS,
    *orders.HANDLERS,
    *search.HANDLERS,
    *desk.HANDLERS,
    *cancelling.HANDLERS,
    *transfers.HANDLERS,
    *attachments.HANDLERS,
)
