"""Whose hardware somebody sees, by provider, agent and account (R-GEN-10, D-31).

What is sold, warehouses and ways of delivery are the own provider's. Batches, stock and programmes are for
the staff alone. A customer's login sees the own account's orders from the moment that they were generated.
"""

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from agentview.core.caller import Caller
from agentview.models.batch import Batch
from agentview.models.customer import Account
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder, StockCheck
from agentview.models.hardware_catalogue import (
    DeliveryMethod,
    DeviceEnrolmentProvider,
    Product,
    Warehouse,
)
from agentview.models.party import Agent, User
from agentview.services.seller import OWN_ONLY, Seller

_Customer = aliased(Account)
"""A customer beside the one that a statement may have joined itself."""


def own_products(caller: Caller) -> ColumnElement[bool]:
    """Products of the own provider."""
    return Product.provider_id == caller.provider_id


def own_warehouses(caller: Caller) -> ColumnElement[bool]:
    """Warehouses of the own provider."""
    return Warehouse.provider_id == caller.provider_id


def own_methods(caller: Caller) -> ColumnElement[bool]:
    """Ways of delivery of the own provider."""
    return DeliveryMethod.provider_id == caller.provider_id


def own_programmes(caller: Caller) -> ColumnElement[bool]:
    """Enrolment programmes of the own provider."""
    return DeviceEnrolmentProvider.provider_id == caller.provider_id


def visible_orders(caller: Caller, seller: Seller | None) -> ColumnElement[bool]:
    """Hardware orders of the own provider; an agent's people may see those of own sales and customers alone.

    A customer sees those of the own account that were generated: what the staff prepares is not ordered yet.
    """
    own = and_(HardwareOrder.provider_id == caller.provider_id, _of_agent(seller, HardwareOrder))
    if caller.account_id is None:
        return own
    return and_(own, HardwareOrder.account_id == caller.account_id, HardwareOrder.generated_at.is_not(None))


def countable_orders(caller: Caller) -> ColumnElement[bool]:
    """Say the same as `visible_orders`, and find the agent of the caller in the statement itself."""
    agent = (
        select(Agent.id)
        .join(User, User.agent_id == Agent.id)
        .where(User.id == caller.user_id, Agent.visibility == OWN_ONLY)
        .scalar_subquery()
    )
    signed_up = select(_Customer.id).where(_Customer.agent_id == agent)
    narrowed = or_(agent.is_(None), HardwareOrder.agent_id == agent, HardwareOrder.account_id.in_(signed_up))
    return and_(visible_orders(caller, None), narrowed)


def visible_enrolments(caller: Caller, seller: Seller | None) -> ColumnElement[bool]:
    """Devices of the own provider's customers; a customer's login sees those of the own account."""
    own = and_(DeviceEnrolment.provider_id == caller.provider_id, _of_agent(seller, DeviceEnrolment))
    return (
        and_(own, DeviceEnrolment.account_id == caller.account_id) if caller.account_id is not None else own
    )


def visible_batches(caller: Caller) -> ColumnElement[bool]:
    """Batches of the own provider: for the staff."""
    return false() if caller.account_id is not None else Batch.provider_id == caller.provider_id


def visible_stock_checks(caller: Caller) -> ColumnElement[bool]:
    """Stock checks of the own provider: for the staff."""
    return false() if caller.account_id is not None else StockCheck.provider_id == caller.provider_id


def _of_agent(
    seller: Seller | None, table: type[HardwareOrder] | type[DeviceEnrolment]
) -> ColumnElement[bool]:
    """What an agent with OWN_ONLY may see: customers that it has signed up, and orders that it has sold."""
    if seller is None or seller.sees_all:
        return true()
    signed_up = table.account_id.in_(select(_Customer.id).where(_Customer.agent_id == seller.agent_id))
    if table is HardwareOrder:
        return or_(signed_up, HardwareOrder.agent_id == seller.agent_id)
    return signed_up
