"""Whose messages somebody may see: those of the own provider; customers none (R-GEN-10)."""

from sqlalchemy import ColumnElement, false

from agentview.core.caller import Caller
from agentview.models.events import Notification


def visible(caller: Caller) -> ColumnElement[bool]:
    """Messages to customers of the own provider; a customer who looks in sees none of the log."""
    if caller.account_id is not None:
        return false()
    return Notification.provider_id == caller.provider_id
