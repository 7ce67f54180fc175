"""Agents who sell for a provider: whom their people see, and who may act for them (R-MIG-08, 09, 38)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RecordId, Version
from agentview.core.power import Power

Place: TypeAlias = Annotated[str, Field(min_length=1, max_length=1_000)]


class Visibility(StrEnum):
    """Whose customers the people of an agent see (R-MIG-38)."""

    ALL = "ALL"
    OWN_ONLY = "OWN_ONLY"


class AgentSort(StrEnum):
    """What the list of agents may be sorted by."""

    NAME = "NAME"


class AgentsFilter(Message):
    """Which agents to list; what is empty does not filter."""

    text: Line = ""


class AgentsRequest(Message):
    """One page of agents."""

    filter: AgentsFilter = AgentsFilter()
    sort: AgentSort = AgentSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class AgentRow(Message):
    """An agent. `people` work for it; `delegations` count those that are valid today or later."""

    agent_id: int
    version: int
    name: str
    is_active: bool
    visibility: Visibility
    people: int
    delegations: int


class Agents(Message):
    """Agents in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[AgentRow, ...]
    last: str | None
    total: int
    as_of: datetime


class Delegation(Message):
    """A person who may migrate what an agent has sold, from one day to another, both included.

    `valid_to` of None: until somebody ends it. `is_valid`: today.
    """

    delegation_id: int
    version: int
    user_id: int
    person: str
    works_for: str
    valid_from: date
    valid_to: date | None
    is_valid: bool


class Delegate(Message):
    """Somebody who could act for an agent, and the agent that they work for."""

    user_id: int
    person: str
    works_for: str


class AgentDetail(Message):
    """An agent with its delegations, the newest first, and who else could act for it."""

    row: AgentRow
    delegations: tuple[Delegation, ...]
    delegates: tuple[Delegate, ...]
    changed_at: datetime
    changed_by: str


class AgentRef(Message):
    """An agent of the own provider."""

    agent_id: RecordId


class SetVisibilityRequest(AgentRef):
    """Whose customers the people of an agent see from now on."""

    version: Version
    visibility: Visibility


class CreateAgentRequest(Message):
    """A new agent, and whose customers its people see (R-MIG-38)."""

    name: Line
    visibility: Visibility = Visibility.ALL


class EditAgentRequest(AgentRef):
    """What an agent is called, and whether it still sells: an inactive one is offered for no new customer."""

    version: Version
    name: Line
    is_active: bool


class DelegateRequest(AgentRef):
    """Let somebody migrate what an agent has sold."""

    user_id: RecordId
    valid_from: date
    valid_to: date | None = None


class EndDelegationRequest(Message):
    """The last day of a delegation; a day before its first one removes it."""

    delegation_id: RecordId
    version: Version
    valid_to: date | None


class AgentChanged(Message):
    """An agent after a command."""

    agent_id: int
    version: int
    name: str


_POWER = Power.USER_ADMIN

AGENTS = Op("agents.agents", AgentsRequest, Agents, False, _POWER, "List agents")
AGENT = Op("agents.agent", AgentRef, AgentDetail, False, _POWER, "Read an agent with its delegations")
CREATE = Op("agents.create", CreateAgentRequest, AgentChanged, True, _POWER, "Add an agent")
EDIT = Op("agents.edit", EditAgentRequest, AgentChanged, True, _POWER, "Edit an agent")
SET_VISIBILITY = Op(
    "agents.set_visibility",
    SetVisibilityRequest,
    AgentChanged,
    True,
    _POWER,
    "Say whose customers the people of an agent see",
)
DELEGATE = Op(
    "agents.delegate", DelegateRequest, AgentChanged, True, _POWER, "Let somebody act on behalf of an agent"
)
END_DELEGATION = Op(
    "agents.end_delegation",
    EndDelegationRequest,
    AgentChanged,
    True,
    _POWER,
    "Set the last day of a delegation",
)
