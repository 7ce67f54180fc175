"""Transfers: packages that change their owner or their plan by an order."""

from agentview.services.transfers.operations import HANDLERS

__all__ = ["HANDLERS"]
