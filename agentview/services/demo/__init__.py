"""The demo operator: two retailers, a wholesaler and the last days of their work."""

from agentview.services.demo.fill import PASSWORD, fill, fill_if_empty

__all__ = ["PASSWORD", "fill", "fill_if_empty"]
