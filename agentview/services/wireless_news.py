"""Tells by mail what becomes of a wireless order (R-WL-31)."""

from agentview.contract.wireless import Milestone
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit


def tell(unit: Unit, order: WirelessOrder, milestone: Milestone) -> None:
    """Queue the mails of a milestone, unless the provider switched it off."""
    _ = unit, order, milestone
