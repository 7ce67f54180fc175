"""Opens the approval of an order that was submitted."""

from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit


def open_round(unit: Unit, order: WirelessOrder) -> None:
    """Bring a submitted order to AWAITING_APPROVAL, or on where it needs no approval (R-WL-17)."""
    _ = unit, order
