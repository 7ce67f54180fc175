"""The agent that somebody sells for: what it sees is narrowed by area (E49, R-GEN-10)."""

from dataclasses import dataclass

from sqlalchemy import Integer, select

from agentview.models.party import Agent, User
from agentview.models.prepared import Preparable, parameter
from agentview.services.unit import Unit

OWN_ONLY = "OWN_ONLY"

_AGENT = Preparable(
    select(Agent.id, Agent.visibility)
    .join(User, User.agent_id == Agent.id)
    .where(User.id == parameter("user_id", Integer()))
)


@dataclass(frozen=True, slots=True)
class Seller:
    """The agent that the caller sells for. `sees_all`: its people see all customers (E49)."""

    agent_id: int
    sees_all: bool


def seller_of(unit: Unit) -> Seller | None:
    """Return the agent of the caller; None for the provider's own people."""
    for agent_id, visibility in _AGENT.rows(unit.session, {"user_id": unit.caller.user_id}):
        return Seller(agent_id, visibility != OWN_ONLY)
    return None
