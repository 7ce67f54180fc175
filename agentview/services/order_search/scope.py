"""Whose orders somebody may see: the one filter that keeps providers apart (R-GEN-10, D-31)."""

from sqlalchemy import ColumnElement, and_

from agentview.core.caller import Caller
from agentview.models.order import Order


def visible(caller: Caller) -> ColumnElement[bool]:
    """Orders of the own provider; for a VIEWER those of the own account."""
    own = Order.provider_id == caller.provider_id
    if caller.account_id is None:
        return own
    return and_(own, Order.account_id == caller.account_id)
