"""Lines, devices and stipends of companies."""

from agentview.services.wireless_inventory.operations import HANDLERS

__all__ = ["HANDLERS"]
