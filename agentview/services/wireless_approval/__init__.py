"""Approval of wireless orders: policies, rounds, decisions, delegation (SM-6, S-30, S-33)."""

from agentview.services.wireless_approval.operations import HANDLERS

__all__ = ["HANDLERS"]
