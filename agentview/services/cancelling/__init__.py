"""Cancelling: what ends, when, and with what else."""

from agentview.services.cancelling.operations import HANDLERS

__all__ = ["HANDLERS"]
