"""How a customer's package is bound: read, add, break out, move a discount (S-11, S-16)."""

from agentview.services.package_contracts.operations import HANDLERS

__all__ = ["HANDLERS"]
