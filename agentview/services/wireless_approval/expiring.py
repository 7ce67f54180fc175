"""Ends orders that nobody approved in time (R-WL-26)."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from agentview.contract.wireless import ApprovalStatus, Milestone, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.opening import move
from agentview.services.wireless_approval.parts import OPEN, close_parts, stop
from agentview.services.wireless_forms.matter import tell
from agentview.services.wireless_news import tell as send_news

W = WirelessOrder
BLOCK = 200


def expire_due(unit: Unit) -> int:
    """Let a block of orders of the own provider expire that waited longer than they may (R-WL-26).

    An order whose last moment is now is not late. Return how many expired; a second time none.
    """
    rows = unit.session.scalars(
        select(W)
        .where(_waits(unit.caller.provider_id), W.expires_at < unit.now)
        .order_by(W.id)
        .limit(BLOCK)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for order in rows:
        _expire(unit, order)
    return len(rows)


def has_waiting(session: Session, provider_id: int) -> bool:
    """Say whether an order of a provider waits for its approval."""
    return session.scalars(select(W.id).where(_waits(provider_id)).limit(1)).first() is not None


def _waits(provider_id: int) -> ColumnElement[bool]:
    return and_(W.status == WirelessStatus.AWAITING_APPROVAL.value, W.provider_id == provider_id)


def _expire(unit: Unit, order: WirelessOrder) -> None:
    move(order, WirelessCommand.EXPIRE)
    close_parts(unit, order, ApprovalStatus.EXPIRED, of=OPEN)
    stop(unit, order)
    order.closed_at = unit.now
    tell(unit, order, WirelessCommand.EXPIRE.value, new=order.status)
    send_news(unit, order, Milestone.EXPIRED)
