"""Contract types and pools: administration (S-15)."""

from agentview.services.contract_catalogue.operations import HANDLERS

__all__ = ["HANDLERS"]
