"""Orders: taken in, checked, and turned into packages, services and tasks."""

from agentview.services.orders.operations import HANDLERS

__all__ = ["HANDLERS"]
