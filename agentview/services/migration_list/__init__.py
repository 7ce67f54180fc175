"""The list of migrations (S-13)."""

from agentview.services.migration_list.operations import HANDLERS

__all__ = ["HANDLERS"]
