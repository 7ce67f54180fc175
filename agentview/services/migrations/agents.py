"""Who sells on whose behalf: which migrations an agent's people see, and which packages they may move."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select, true

from agentview.core.errors import Refusal
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.party import Agent, AgentDelegation
from agentview.models.subscription import PackageSubscription
from agentview.services.seller import Seller
from agentview.services.unit import Unit

MIGRATE = "MIGRATE"


def seen_migrations(seller: Seller | None) -> ColumnElement[bool]:
    """Migrations that an agent's people may see, of `Migration` joined with `Account` (R-MIG-38)."""
    if seller is None or seller.sees_all:
        return true()
    return or_(Migration.agent_id == seller.agent_id, Account.agent_id == seller.agent_id)


def sees_package(seller: Seller | None, package: PackageSubscription, account: Account) -> bool:
    """Say whether an agent's people may see a package (R-MIG-38)."""
    if seller is None or seller.sees_all:
        return True
    return seller.agent_id in {package.agent_id, account.agent_id}


def seen_packages(seller: Seller | None) -> ColumnElement[bool]:
    """Say the same of `PackageSubscription` joined with `Account`, for lists."""
    if seller is None or seller.sees_all:
        return true()
    return or_(PackageSubscription.agent_id == seller.agent_id, Account.agent_id == seller.agent_id)


def agent_refusals(unit: Unit, seller: Seller | None, package: PackageSubscription) -> tuple[Refusal, ...]:
    """Only the agent that made the sale moves it, or who acts on its behalf today (R-MIG-08, R-MIG-09).

    For an agent that is not active any more nobody acts: neither its own people nor who was asked to once.
    """
    if seller is None or package.agent_id is None:
        return ()
    agent = unit.session.get_one(Agent, package.agent_id)
    is_own = agent.id == seller.agent_id
    if is_own and agent.is_active:
        return ()
    values = {"agent": agent.name}
    given = () if is_own else _delegations(unit, agent)
    if not is_own and not given:
        return (Refusal("E-NOT-SALE-AGENT", rule="R-MIG-08", values={**values}),)
    if agent.is_active and any(_is_valid(unit, one) for one in given):
        return ()
    return (Refusal("E-NO-ACT-ON-BEHALF", rule="R-MIG-09", values={**values}),)


def _delegations(unit: Unit, agent: Agent) -> Sequence[AgentDelegation]:
    return unit.session.scalars(
        select(AgentDelegation).where(
            and_(
                AgentDelegation.agent_id == agent.id,
                AgentDelegation.user_id == unit.caller.user_id,
                AgentDelegation.action == MIGRATE,
            )
        )
    ).all()


def _is_valid(unit: Unit, given: AgentDelegation) -> bool:
    return given.valid_from <= unit.today and (given.valid_to is None or unit.today <= given.valid_to)
