"""Whose orders somebody may see: the one filter that keeps providers apart (R-GEN-10, D-31)."""

from sqlalchemy import ColumnElement, and_, or_

from agentview.contract.orders import OrderType
from agentview.core.caller import Caller
from agentview.models.order import Order


def entered_orders(caller: Caller) -> ColumnElement[bool]:
    """Orders that order entry knows: a migration has a wizard and a page of its own (SM-2)."""
    return and_(visible_orders(caller), Order.order_type != OrderType.MIGRATE.value)


def visible_orders(caller: Caller) -> ColumnElement[bool]:
    """Orders of the own provider; for a VIEWER those of the own account.

    Of orders that were never submitted a VIEWER sees those alone that they began: a draft of the staff is
    nothing that the customer has ordered.
    """
    own = Order.provider_id == caller.provider_id
    if caller.account_id is None:
        return own
    is_submitted = and_(Order.account_id == caller.account_id, Order.submitted_at.is_not(None))
    return and_(own, or_(is_submitted, Order.owner_id == caller.user_id))
