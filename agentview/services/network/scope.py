"""Whose requests somebody may see: the one filter that keeps providers apart (R-GEN-10, D-31)."""

from sqlalchemy import ColumnElement, false

from agentview.core.caller import Caller
from agentview.models.network import NetworkRequest


def visible(caller: Caller) -> ColumnElement[bool]:
    """Requests for customers of the own provider; a customer who looks in sees none."""
    if caller.account_id is not None:
        return false()
    return NetworkRequest.provider_id == caller.provider_id
