"""Suspension: which overdue accounts the rules restrict and restore, when, and why."""

from agentview.services.suspension.operations import HANDLERS

__all__ = ["HANDLERS"]
