"""Search: one box that finds customers, numbers and orders (D-35)."""

from agentview.services.search.operations import HANDLERS

__all__ = ["HANDLERS"]
