"""The list of hardware orders (S-17)."""

from agentview.services.hardware_list.operations import HANDLERS

__all__ = ["HANDLERS"]
