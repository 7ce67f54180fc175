"""Wakes what waits for hardware orders: the parts of wireless orders that they carry out."""

from sqlalchemy import Select, update

from agentview.contract.wireless import SegmentStatus
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.services.unit import Unit

VENDOR_ORDERS = "vendor_orders"
"""The job that takes segments to vendors and warehouses, and asks what became of them."""
_WAITING = (SegmentStatus.NEW.value, SegmentStatus.SUBMITTED.value, SegmentStatus.IN_FULFILMENT.value)
_AT_ONCE = {"synchronize_session": False}


def wake_followers(unit: Unit, provider_id: int, orders: Select[int | None] | tuple[int, ...]) -> None:
    """Have parts of wireless orders look at once at the hardware orders that carry them out (SM-6).

    Parts that people have in hand are left to them. Asked last, as every run is.
    """
    part = OrderSegment
    woken = (
        update(part)
        .where(
            part.provider_id == provider_id,
            part.ask_at > unit.now,
            part.hardware_order_id.in_(orders),
            part.status.in_(_WAITING),
        )
        .values(ask_at=unit.now)
        .returning(part.id)
    )
    if unit.session.scalars(woken, execution_options=_AT_ONCE).all():
        unit.enqueue(VENDOR_ORDERS, provider_id=provider_id)
