"""What a person keeps on the server: saved views and preferences."""

from agentview.services.desk.operations import HANDLERS

__all__ = ["HANDLERS"]
