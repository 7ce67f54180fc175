"""All handlers: one for each operation of the contract."""

from agentview.services import feed, orders, provisioning, session
from agentview.services.handler import Handler

HANDLERS: tuple[Handler, ...] = (*session.HANDLERS, *feed.HANDLERS, *provisioning.HANDLERS, *orders.HANDLERS)
