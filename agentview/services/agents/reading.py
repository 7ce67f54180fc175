"""Reads agents with their people and delegations, in a fixed number of queries."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, or_, select

from agentview.contract.agents import (
    AgentDetail,
    AgentRef,
    AgentRow,
    Agents,
    AgentsRequest,
    Delegate,
    Delegation,
    Visibility,
)
from agentview.models.party import Agent, AgentDelegation, User
from agentview.services.agents.scope import own_agent
from agentview.services.contract_catalogue.paging import page
from agentview.services.customer_scope import refuse_customers
from agentview.services.migrations.agents import MIGRATE
from agentview.services.names import display_name
from agentview.services.unit import Unit

D = AgentDelegation


def agents(unit: Unit, request: AgentsRequest) -> Agents:
    """Return a page of the agents of the own provider."""
    refuse_customers(unit)
    meant = [Agent.provider_id == unit.caller.provider_id]
    if request.filter.text:
        meant.append(Agent.name.icontains(request.filter.text, autoescape=True))
    rows, last = page(unit, select(Agent).where(*meant), Agent.name, Agent.id, request)
    return Agents(
        rows=_rows(unit, [row.Agent for row in rows]),
        last=last,
        total=unit.session.scalar(select(func.count(Agent.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def agent(unit: Unit, request: AgentRef) -> AgentDetail:
    """Return an agent with who may act for it, and who else could. Raises NotFound."""
    found = own_agent(unit, request.agent_id)
    [row] = _rows(unit, [found])
    return AgentDetail(
        row=row,
        delegations=_delegations(unit, found),
        delegates=_delegates(unit, found),
        changed_at=found.updated_at,
        changed_by=display_name(unit, found.updated_by),
    )


def _rows(unit: Unit, found: Sequence[Agent]) -> tuple[AgentRow, ...]:
    ids = [one.id for one in found]
    people = _people(unit, ids)
    lasting = _lasting(unit, ids)
    return tuple(
        AgentRow(
            agent_id=one.id,
            version=one.row_version,
            name=one.name,
            is_active=one.is_active,
            visibility=Visibility(one.visibility),
            people=people.get(one.id, 0),
            delegations=lasting.get(one.id, 0),
        )
        for one in found
    )


def _people(unit: Unit, agent_ids: Collection[int]) -> dict[int, int]:
    rows = unit.session.execute(
        select(User.agent_id, func.count()).where(User.agent_id.in_(agent_ids)).group_by(User.agent_id)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def _lasting(unit: Unit, agent_ids: Collection[int]) -> dict[int, int]:
    rows = unit.session.execute(
        select(D.agent_id, func.count())
        .where(D.agent_id.in_(agent_ids), D.action == MIGRATE, _is_not_over(unit))
        .group_by(D.agent_id)
    )
    return {row[0]: row[1] for row in rows}


def _is_not_over(unit: Unit) -> ColumnElement[bool]:
    return or_(D.valid_to.is_(None), D.valid_to >= unit.today)


def _delegations(unit: Unit, found: Agent) -> tuple[Delegation, ...]:
    rows = unit.session.execute(
        select(D, User.display_name, func.coalesce(Agent.name, "").label("works_for"))
        .join(User, User.id == D.user_id)
        .outerjoin(Agent, Agent.id == User.agent_id)
        .where(D.agent_id == found.id, D.action == MIGRATE)
        .order_by(D.valid_from.desc(), D.id.desc())
    )
    return tuple(
        Delegation(
            delegation_id=given.id,
            version=given.row_version,
            user_id=given.user_id,
            person=person,
            works_for=works_for,
            valid_from=given.valid_from,
            valid_to=given.valid_to,
            is_valid=given.valid_from <= unit.today
            and (given.valid_to is None or unit.today <= given.valid_to),
        )
        for given, person, works_for in rows
    )


def _delegates(unit: Unit, found: Agent) -> tuple[Delegate, ...]:
    """Only people of other agents need one: the provider's own may migrate every package (R-MIG-08)."""
    rows = unit.session.execute(
        select(User.id, User.display_name, Agent.name.label("works_for"))
        .join(Agent, Agent.id == User.agent_id)
        .where(User.provider_id == found.provider_id, Agent.id != found.id, User.is_active)
        .order_by(User.display_name, User.id)
    )
    return tuple(Delegate(user_id=row.id, person=row.display_name, works_for=row.works_for) for row in rows)
