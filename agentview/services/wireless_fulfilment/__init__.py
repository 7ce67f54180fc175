"""Fulfilment of wireless orders: segments for vendors and warehouses, what they bring, the queue (S-31)."""

from agentview.services.wireless_fulfilment.operations import HANDLERS

__all__ = ["HANDLERS"]
