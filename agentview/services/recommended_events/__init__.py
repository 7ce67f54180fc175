"""The recommended set of events, which follows the rules of suspension that are in force (E34)."""

from agentview.services.recommended_events.operations import HANDLERS

__all__ = ["HANDLERS"]
