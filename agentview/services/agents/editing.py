"""Adds agents, calls them by another name, and lets them sell no more or again (E49)."""

from sqlalchemy import func, select

from agentview.contract.agents import AgentChanged, CreateAgentRequest, EditAgentRequest
from agentview.contract.feed import Topic
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.party import Agent
from agentview.services.agents.scope import own_agent
from agentview.services.agents.visibility import changed_agent
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.unit import Unit

CREATE, EDIT = "create", "edit"
_FIELDS = ("name", "is_active")


def create(unit: Unit, request: CreateAgentRequest) -> AgentChanged:
    """Add an agent. Raises Rejected (`E-AGENT-NAME`, `E-AGENT-EXISTS`), Denied."""
    provider = own_provider(unit, is_held=True)
    refuse_if_any(_name_refusals(unit, request.name, None))
    made = Agent(provider_id=provider.id, name=request.name, visibility=request.visibility.value)
    unit.session.add(made)
    unit.session.flush()
    unit.audit("agent", made.id, CREATE, new=f"{made.name}: {made.visibility}")
    return _told(unit, made, CREATE)


def edit(unit: Unit, request: EditAgentRequest) -> AgentChanged:
    """Change the name, and whether it sells. Raises Conflict (`E-STALE`), Rejected, Denied, NotFound."""
    own_provider(unit, is_held=True)
    found = own_agent(unit, request.agent_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    refuse_if_any(_name_refusals(unit, request.name, found.id))
    changes = [
        (field, getattr(found, field), getattr(request, field))
        for field in _FIELDS
        if getattr(found, field) != getattr(request, field)
    ]
    for field, old, new in changes:
        setattr(found, field, new)
        unit.audit("agent", found.id, EDIT, field=field, old=str(old), new=str(new))
    unit.session.flush()
    return _told(unit, found, EDIT) if changes else changed_agent(found)


def _name_refusals(unit: Unit, name: str, own_id: int | None) -> tuple[Refusal, ...]:
    """The provider's row is held: of two at once with one name, the second finds the first."""
    if not name:
        return (Refusal("E-AGENT-NAME", "name"),)
    found = unit.session.scalars(
        select(Agent.id).where(
            Agent.provider_id == unit.caller.provider_id, func.lower(Agent.name) == name.lower()
        )
    ).first()
    is_taken = found is not None and found != own_id
    return (Refusal("E-AGENT-EXISTS", "name", values={"name": name}),) if is_taken else ()


def _told(unit: Unit, found: Agent, verb: str) -> AgentChanged:
    unit.changed(Topic.CATALOGUE, found.id, verb, (found.provider_id, None))
    return changed_agent(found)
