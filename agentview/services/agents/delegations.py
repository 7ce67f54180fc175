"""Lets people of one agent migrate what another one has sold, from one day to another (R-MIG-09)."""

from datetime import date

from sqlalchemy import or_, select

from agentview.contract.agents import AgentChanged, DelegateRequest, EndDelegationRequest
from agentview.contract.feed import Topic
from agentview.core.errors import NotFound, Refusal, refuse_if_any
from agentview.models.party import Agent, AgentDelegation, User
from agentview.services.agents.scope import own_agent
from agentview.services.agents.visibility import changed_agent
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import refuse_customers
from agentview.services.migrations.agents import MIGRATE
from agentview.services.unit import Unit

D = AgentDelegation
DELEGATE, END = "delegate", "end_delegation"


def delegate(unit: Unit, request: DelegateRequest) -> AgentChanged:
    """Let somebody act. Raises Rejected with every reason, Denied, NotFound."""
    found = own_agent(unit, request.agent_id, is_held=True)
    person = _own_person(unit, request.user_id)
    reasons = _person_refusals(found, person) + _order_refusals(request.valid_from, request.valid_to)
    days = (request.valid_from, request.valid_to)
    refuse_if_any(reasons + _overlap_refusals(unit, found, person, days))
    given = D(agent_id=found.id, user_id=person.id, action=MIGRATE, valid_from=days[0], valid_to=days[1])
    unit.session.add(given)
    unit.session.flush()
    unit.audit("agent", found.id, DELEGATE, field=person.username, new=_span(*days))
    return _told(unit, found, DELEGATE)


def end_delegation(unit: Unit, request: EndDelegationRequest) -> AgentChanged:
    """Set the last day; a day before the first one removes it, as if it had never been given.

    Raises Conflict (`E-STALE`), Rejected, Denied, NotFound.
    """
    refuse_customers(unit)
    found = own_agent(unit, _agent_id(unit, request.delegation_id), is_held=True)
    given = unit.session.get(D, request.delegation_id, populate_existing=True)
    if given is None or given.row_version != request.version:
        raise stale(unit, given)
    person = unit.session.get_one(User, given.user_id)
    old = _span(given.valid_from, given.valid_to)
    if request.valid_to is not None and request.valid_to < given.valid_from:
        unit.session.delete(given)
        new = None
    else:
        days = (given.valid_from, request.valid_to)
        refuse_if_any(_overlap_refusals(unit, found, person, days, but=given.id))
        given.valid_to = request.valid_to
        new = _span(*days)
    unit.session.flush()
    unit.audit("agent", found.id, END, field=person.username, old=old, new=new)
    return _told(unit, found, END)


def _agent_id(unit: Unit, delegation_id: int) -> int:
    """Return whose delegation it is. Raises NotFound, also for one of another provider."""
    found = unit.session.scalars(
        select(D.agent_id)
        .join(Agent, Agent.id == D.agent_id)
        .where(D.id == delegation_id, Agent.provider_id == unit.caller.provider_id)
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"delegation_id": delegation_id}))
    return found


def _own_person(unit: Unit, user_id: int) -> User:
    found = unit.session.scalars(
        select(User).where(User.id == user_id, User.provider_id == unit.caller.provider_id)
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"user_id": user_id}))
    return found


def _person_refusals(found: Agent, person: User) -> tuple[Refusal, ...]:
    """The provider's own people and the agent's need no delegation: nothing would come of it (R-MIG-08)."""
    if person.agent_id not in {None, found.id}:
        return ()
    values = {"person": person.display_name, "agent": found.name}
    return (Refusal("E-DELEGATION-NEEDLESS", "user_id", "R-MIG-09", {**values}),)


def _order_refusals(valid_from: date, valid_to: date | None) -> tuple[Refusal, ...]:
    if valid_to is None or valid_from <= valid_to:
        return ()
    return (Refusal("E-DELEGATION-ORDER", "valid_to", "R-MIG-09"),)


def _overlap_refusals(
    unit: Unit, found: Agent, person: User, days: tuple[date, date | None], but: int = 0
) -> tuple[Refusal, ...]:
    """Of one person there is one delegation a day: ending it ends what they may."""
    wanted = select(D).where(
        D.agent_id == found.id,
        D.user_id == person.id,
        D.action == MIGRATE,
        D.id != but,
        or_(D.valid_to.is_(None), D.valid_to >= days[0]),
    )
    if days[1] is not None:
        wanted = wanted.where(D.valid_from <= days[1])
    other = unit.session.scalars(wanted.order_by(D.valid_from).limit(1)).first()
    if other is None:
        return ()
    values = {"person": person.display_name, "from": other.valid_from.isoformat()}
    return (Refusal("E-DELEGATION-OVERLAPS", "valid_from", "R-MIG-09", {**values}),)


def _span(valid_from: date, valid_to: date | None) -> str:
    return f"{valid_from.isoformat()} - {valid_to.isoformat() if valid_to is not None else ''}".rstrip()


def _told(unit: Unit, found: Agent, verb: str) -> AgentChanged:
    unit.changed(Topic.CATALOGUE, found.id, verb, (found.provider_id, None))
    return changed_agent(found)
