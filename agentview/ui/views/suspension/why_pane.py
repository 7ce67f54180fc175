"""The pane that says why an account would be restricted; other areas take it from `ui.credit` themselves."""

from agentview.ui.credit.why_pane import WhyPane

__all__ = ["WhyPane"]
