"""A record that belongs to the caller's provider, or as if it were not there (R-GEN-10)."""

from typing import TypeVar

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractType
from agentview.models.customer_import import CustomerImport
from agentview.models.events import EventMapping, EventTemplate
from agentview.models.party import Agent
from agentview.models.suspension import AccountGroup, SuspensionRuleSet
from agentview.services.customer_scope import refuse_customers
from agentview.services.unit import Unit

R = TypeVar(
    "R",
    AccountGroup,
    Agent,
    ContractPool,
    ContractType,
    CustomerImport,
    EventMapping,
    EventTemplate,
    PackagePlan,
    SuspensionRuleSet,
)


def own_record(unit: Unit, kind: type[R], name: str, number: int, *, is_held: bool = False) -> R:
    """Return a record, held where something of it is to be changed: two changes come one after the other.

    Raises NotFound (`E-NOT-FOUND`, with what a request calls the id), also for one of another provider,
    Denied (`E-STAFF-ONLY`) for a customer's login.
    """
    refuse_customers(unit)
    wanted = (
        select(kind)
        .where(kind.id == number, kind.provider_id == unit.caller.provider_id)
        .execution_options(populate_existing=True)
    )
    found = unit.session.scalars(wanted.with_for_update(key_share=True) if is_held else wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={name: number}))
    return found
