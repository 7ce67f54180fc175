"""Sessions: signing in and out, and who the caller is."""

from agentview.services.session.operations import HANDLERS

__all__ = ["HANDLERS"]
