"""Package migrations: from the check to the move itself (SM-2)."""

from agentview.services.migrations.operations import HANDLERS

__all__ = ["HANDLERS"]
