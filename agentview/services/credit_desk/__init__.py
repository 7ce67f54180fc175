"""What a credit controller sees first: the list of cases, and the figures of the day (S-23)."""

from agentview.services.credit_desk.operations import HANDLERS

__all__ = ["HANDLERS"]
