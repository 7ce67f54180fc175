"""The people and units of companies."""

from agentview.services.wireless_company.operations import HANDLERS

__all__ = ["HANDLERS"]
