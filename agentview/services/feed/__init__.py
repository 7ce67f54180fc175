"""The change feed: written in the transaction, read in the order of commits."""

from agentview.services.feed.operations import HANDLERS

__all__ = ["HANDLERS"]
