"""Whose jobs and runs somebody may see: those of the own provider, and no customer's."""

from agentview.core.errors import Denied, Refusal
from agentview.services.customer_scope import is_customer
from agentview.services.unit import Unit


def own_provider(unit: Unit) -> int:
    """Return the caller's provider. Raises Denied (`E-STAFF-ONLY`) for a customer, whatever was granted."""
    if is_customer(unit.caller):
        raise Denied(Refusal("E-STAFF-ONLY"))
    return unit.caller.provider_id
