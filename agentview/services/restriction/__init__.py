"""Restriction: the cases of accounts that are barred, from flag to restoration (SM-5)."""

from agentview.services.restriction.operations import HANDLERS

__all__ = ["HANDLERS"]
