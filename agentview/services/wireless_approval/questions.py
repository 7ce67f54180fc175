"""What approvers asked about an order."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.models.wireless_approval import InfoRequest
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit


def questions_of(unit: Unit, order: WirelessOrder) -> Sequence[InfoRequest]:
    """Return all questions about an order, oldest first."""
    wanted = select(InfoRequest).where(InfoRequest.order_id == order.id).order_by(InfoRequest.id)
    return unit.session.scalars(wanted.execution_options(populate_existing=True)).all()


def open_question(unit: Unit, order: WirelessOrder) -> InfoRequest | None:
    """Return the question that waits for an answer."""
    return next((one for one in reversed(questions_of(unit, order)) if one.answered_at is None), None)
