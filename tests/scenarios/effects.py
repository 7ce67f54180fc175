"""What a call leaves behind in the database: tasks in the queue, orders, entries of the trail."""

from dataclasses import dataclass

from sqlalchemy import func, select

from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.party import User
from agentview.models.provisioning import ProvisioningTask
from agentview.models.trail import AuditEntry
from tests.scenarios.phone_desk import PhoneDesk

T = ProvisioningTask
HARBOUR = 1
"""The provider of the agent on the demo operator."""


@dataclass(frozen=True)
class Mark:
    """How far tasks, orders and the trail were before a call; what comes later is the call's."""

    task_id: int
    order_id: int
    entry_id: int


def mark(desk: PhoneDesk) -> Mark:
    """Return how far everything is now."""
    ((task_id,),) = desk.ask(select(func.coalesce(func.max(T.id), 0)))
    ((order_id,),) = desk.ask(select(func.coalesce(func.max(Order.id), 0)))
    ((entry_id,),) = desk.ask(select(func.coalesce(func.max(AuditEntry.id), 0)))
    return Mark(task_id, order_id, entry_id)


def queued(desk: PhoneDesk, since: Mark) -> list[tuple[str, str, str]]:
    """Return the tasks that the call put into a queue: customer, transfer type, status."""
    tasks = (
        select(Account.name, T.transfer_type, T.status)
        .join(Account, Account.id == T.account_id)
        .where(T.id > since.task_id, T.bucket == "OPEN")
        .order_by(T.id)
    )
    return [(row[0], row[1], row[2]) for row in desk.ask(tasks)]


def new_orders(desk: PhoneDesk, since: Mark) -> list[tuple[int, str, str]]:
    """Return the orders that the call made: number, type, status."""
    orders = select(Order.id, Order.order_type, Order.status).where(Order.id > since.order_id)
    return [(row[0], row[1], row[2]) for row in desk.ask(orders.order_by(Order.id))]


def acts(desk: PhoneDesk, since: Mark, username: str = "amelia") -> list[tuple[str, str]]:
    """Return what the trail says that the agent did in the call."""
    entries = (
        select(AuditEntry.entity, AuditEntry.action)
        .join(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.id > since.entry_id, User.username == username)
        .order_by(AuditEntry.id)
    )
    return [(row[0], row[1]) for row in desk.ask(entries)]
