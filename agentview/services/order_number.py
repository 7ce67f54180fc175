"""The number by which people know an order: MG- for a migration, else PO- (D-23)."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.orders import OrderType
from agentview.core.reference import Prefix, reference
from agentview.models.order import Order


def order_prefix(order_type: str) -> Prefix:
    """Return what the number of an order of this type begins with."""
    return Prefix.MIGRATION if order_type == OrderType.MIGRATE.value else Prefix.ORDER


def order_reference(order_id: int, order_type: str) -> str:
    """Return what people call an order."""
    return reference(order_prefix(order_type), order_id)


def order_references(session: Session, order_ids: Collection[int]) -> dict[int, str]:
    """Return what people call orders of any type, in one statement; an order that is gone is a PO-."""
    if not order_ids:
        return {}
    rows = session.execute(select(Order.id, Order.order_type).where(Order.id.in_(sorted(order_ids))))
    types = {row.id: row.order_type for row in rows}
    return {order_id: order_reference(order_id, types.get(order_id, "")) for order_id in order_ids}
