"""Whose customers the people of an agent see: all, or those that it has signed up (R-MIG-38)."""

from agentview.contract.agents import AgentChanged, SetVisibilityRequest
from agentview.contract.feed import Topic
from agentview.models.party import Agent
from agentview.services.agents.scope import own_agent
from agentview.services.contract_catalogue.scope import stale
from agentview.services.unit import Unit

SET_VISIBILITY = "set_visibility"


def set_visibility(unit: Unit, request: SetVisibilityRequest) -> AgentChanged:
    """Choose; it holds from the next reading on. Raises Conflict (`E-STALE`), NotFound."""
    found = own_agent(unit, request.agent_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    old, new = found.visibility, request.visibility.value
    if old != new:
        found.visibility = new
        unit.session.flush()
        unit.audit("agent", found.id, SET_VISIBILITY, field="visibility", old=old, new=new)
        unit.changed(Topic.CATALOGUE, found.id, SET_VISIBILITY, (found.provider_id, None))
    return changed_agent(found)


def changed_agent(found: Agent) -> AgentChanged:
    """Return an agent after a command."""
    return AgentChanged(agent_id=found.id, version=found.row_version, name=found.name)
