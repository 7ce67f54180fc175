"""How the people of the demo operator sit at their desks: last sign-ins, addresses, an agent, odd powers."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agentview.core.power import Power
from agentview.models.customer import Account
from agentview.models.party import Agent, AgentDelegation, Provider, User, UserPowerOverride
from agentview.models.subscription import PackageSubscription

_AGENTS = {"HARBOUR": "Quayside Phones", "ALPENFUNK": "Handy-Eck Graz", "MERIDIAN": "Meridian Direct"}
_SELLERS = ("farah", "zeynep", "marcus")
_DELEGATIONS = (
    ("farah", "Southern Sales Partners", -30, 60),
    ("zeynep", "Telefonberatung Tirol", -200, -20),
)
"""Who may migrate what another agent sold, from how many days before today until how many after it."""

_OVERRIDES = (
    ("keoni", Power.BACKDATE, "GRANT", "Corrects the orders of the move in October", "ingrid"),
    ("keoni", Power.PKG_CANCEL_MIGRATE, "DENY", "Is still learning to cancel packages", "ingrid"),
    ("linh", Power.TAKE_OVER, "GRANT", "Stands in for Grace on late shifts", "ingrid"),
    ("emir", Power.SET_FIRST_PERIOD_END, "DENY", "Billing sets the first period for now", "clemens"),
    ("sione", Power.BULK_LARGE, "GRANT", "Clears the backlog of the carrier's outage", "omar"),
)


def furnish(session: Session, now: datetime) -> None:
    """Give people what the list of users shows."""
    people = {user.username: user for user in session.scalars(select(User).order_by(User.id))}
    known = set(session.scalars(select(Provider.code)))
    for number, user in enumerate(people.values()):
        user.email = f"{user.username}@{user.provider_id}.demo.example"
        user.last_sign_in_at = now - timedelta(hours=1 + 5 * number % 60, minutes=7 * number % 60)
    for code, seller in zip(_AGENTS, _SELLERS, strict=True):
        if code in known:
            people[seller].agent_id = _agent(session, people[seller].provider_id, _AGENTS[code])
    _attribute_sales(session)
    for username, agent, first, last in _DELEGATIONS:
        user = people[username]
        session.add(
            AgentDelegation(
                agent_id=_agent(session, user.provider_id, agent),
                user_id=user.id,
                action="MIGRATE",
                valid_from=now.date() + timedelta(days=first),
                valid_to=now.date() + timedelta(days=last),
            )
        )
    for username, power, effect, reason, by in _OVERRIDES:
        session.add(
            UserPowerOverride(
                user_id=people[username].id,
                power=power.value,
                effect=effect,
                reason=reason,
                given_by=people[by].display_name,
                given_at=now - timedelta(days=9),
            )
        )
    session.flush()


def _attribute_sales(session: Session) -> None:
    """What customers hold since long was sold by the agent who signed them up."""
    signed_up = select(Account.agent_id).where(Account.id == PackageSubscription.account_id)
    session.execute(
        update(PackageSubscription)
        .where(PackageSubscription.created_by == "import")
        .values(agent_id=signed_up.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _agent(session: Session, provider_id: int, name: str) -> int:
    """Return the agent of this name; it is made where customers know none yet."""
    named = (Agent.provider_id == provider_id, Agent.name == name)
    agent = session.scalars(select(Agent).where(*named)).first()
    if agent is None:
        agent = Agent(provider_id=provider_id, name=name, is_active=True)
        session.add(agent)
        session.flush()
    return agent.id
