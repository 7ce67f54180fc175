"""Hardware orders (SM-3, R-HW): items, delivery, generate, cancel, fraud, retry, close, return."""

from agentview.services.hardware_orders.operations import HANDLERS

__all__ = ["HANDLERS"]
