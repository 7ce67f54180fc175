"""Wireless orders (SM-6, R-WL): catalogue, drafts, submitting, cancelling, resubmitting, lists."""

from agentview.services.wireless_orders.operations import HANDLERS

__all__ = ["HANDLERS"]
