"""How long an order may still wait for its approval: the time stands still while an answer is awaited."""

from datetime import timedelta

from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit


def pause(unit: Unit, order: WirelessOrder) -> None:
    """Keep what is left of the time, for when the answer comes."""
    if order.expires_at is not None:
        left = int((order.expires_at - unit.now).total_seconds())
        order.expires_at, order.expiry_left_seconds = None, max(left, 0)


def resume(unit: Unit, order: WirelessOrder) -> None:
    """Go on with what was left of the time."""
    if order.expiry_left_seconds is not None:
        order.expires_at = unit.now + timedelta(seconds=order.expiry_left_seconds)
        order.expiry_left_seconds = None
