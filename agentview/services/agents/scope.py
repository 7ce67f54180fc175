"""Whose agents somebody administers: the own provider's; a customer's login reads nothing of them."""

from agentview.models.party import Agent
from agentview.services.own_records import own_record
from agentview.services.unit import Unit


def own_agent(unit: Unit, agent_id: int, *, is_held: bool = False) -> Agent:
    """Return an agent, held where something of it is to be changed; raises as `own_record` does."""
    return own_record(unit, Agent, "agent_id", agent_id, is_held=is_held)
