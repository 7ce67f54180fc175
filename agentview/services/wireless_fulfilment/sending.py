"""Sends approved orders on: to vendors, or to their end where nobody outside is needed."""

from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit


def approved(unit: Unit, order: WirelessOrder) -> None:
    """Carry on with an order that was approved."""
    _ = unit, order
