"""Administration of the vendors of wireless orders."""

from agentview.services.wireless_vendors.operations import HANDLERS

__all__ = ["HANDLERS"]
