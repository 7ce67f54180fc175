"""Payment plans: open invoices paid in parts, agreed, cancelled, and settled by what was paid (E50)."""

from agentview.services.payment_plans.operations import HANDLERS

__all__ = ["HANDLERS"]
