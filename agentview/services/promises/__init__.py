"""Promises to pay: taken, cancelled, and settled by what has come (E.3)."""

from agentview.services.promises.operations import HANDLERS

__all__ = ["HANDLERS"]
