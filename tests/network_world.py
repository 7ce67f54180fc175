"""What must hold at any time of requests to the carrier's platform; part of `assert_world`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from agentview.contract.network import NetworkAction, NetworkCommand, NetworkStatus
from agentview.contract.orders import OrderStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.subscription import ServiceSubscription
from agentview.models.trail import AuditEntry, EventInstance
from agentview.models.work_item import WorkItem
from agentview.services.network.lifecycle import LIFECYCLE
from agentview.services.network.rules import NO_PLATFORM

_TROUBLED = {OrderStatus.ORDER_FAILED.value, OrderStatus.ORDER_QUARANTINED.value}
_BARS = {NetworkAction.RESTRICT.value, NetworkAction.RESTORE.value}
"""What a restriction case asks for is looked at in `restriction_world`."""
_MOVES = {command.value for command in NetworkCommand}


def _requests(session: Session) -> list[Row[Any]]:
    return list(session.execute(select(*NetworkRequest.__table__.columns).order_by(NetworkRequest.id)))


def _clocks_fit(session: Session, _tasks: object) -> Iterator[str]:
    """What is under way has a next try, what is over has an end; only who asks holds a lease."""
    for row in _requests(session):
        is_moving = row.status in {NetworkStatus.PENDING, NetworkStatus.SENT}
        if is_moving is (row.next_try_at is None) or is_moving is (row.finished_at is not None):
            yield f"{row.reference}: {row.status} with next try {row.next_try_at}, end {row.finished_at}"
        if row.lease_until is not None and row.status != NetworkStatus.SENT:
            yield f"{row.reference}: {row.status} with a lease"
        if is_moving:
            is_right = row.failure_code in {None, NO_PLATFORM}
        else:
            is_right = row.failure_code is not None or row.status != NetworkStatus.REFUSED
            is_right = is_right and (row.failure_code is None or row.status != NetworkStatus.DONE)
        if not is_right:
            yield f"{row.reference}: {row.status} with failure {row.failure_code}"


def _trail_follows_the_table(session: Session, _tasks: object) -> Iterator[str]:
    trail: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(
        select(AuditEntry.entity_id, AuditEntry.action)
        .where(AuditEntry.entity == "network_request")
        .order_by(AuditEntry.id)
    ):
        trail[row.entity_id].append(row.action)
    for request in _requests(session):
        state = NetworkStatus.PENDING
        for action in trail[request.id]:
            if action not in _MOVES:
                continue
            found = LIFECYCLE.table.get((state, NetworkCommand(action)))
            if found is None:
                yield f"{request.reference}: {action} in {state}"
                break
            state = found.target or state
        else:
            if state != request.status:
                yield f"{request.reference}: the trail leads to {state}, it is {request.status}"


def _carried_out_once(session: Session, _tasks: object) -> Iterator[str]:
    """A service is activated by the platform once, and stands as its request does."""
    events = Counter(
        session.scalars(
            select(EventInstance.service_subscription_id).where(
                EventInstance.event_type == "SERVICE_ACTIVATION"
            )
        )
    )
    states = {
        row.id: row.status
        for row in session.execute(select(ServiceSubscription.id, ServiceSubscription.status))
    }
    for row in _requests(session):
        service = row.service_subscription_id
        if row.action == NetworkAction.ACTIVATE:
            is_done = row.status == NetworkStatus.DONE
            if events[service] != int(is_done):
                yield f"{row.reference}: {row.status} with {events[service]} activation events"
            is_waiting = row.status not in {NetworkStatus.DONE, NetworkStatus.ABORTED}
            if is_waiting is not (states[service] == SubscriptionStatus.PRE_ACTIVE):
                yield f"{row.reference}: {row.status}, the service is {states[service]}"
        elif row.action in _BARS:
            continue
        elif row.status == NetworkStatus.DONE and states[service] != SubscriptionStatus.CANCELLED:
            yield f"{row.reference}: ended, the service is {states[service]}"


def _orders_and_cases_fit(session: Session, _tasks: object) -> Iterator[str]:
    """An order failed only where something of it is refused; what is refused has one case."""
    refused = {row.order_id for row in _requests(session) if row.status == NetworkStatus.REFUSED}
    for order_id, status in session.execute(select(Order.id, Order.status)):
        if status in _TROUBLED and order_id not in refused:
            yield f"PO-{order_id}: {status} though nothing is refused"
        if status == OrderStatus.ORDER_PENDING and order_id in refused:
            yield f"PO-{order_id}: pending though something is refused"
    cases = Counter(
        session.scalars(
            select(WorkItem.network_request_id).where(
                WorkItem.network_request_id.is_not(None), WorkItem.status.in_(("OPEN", "IN_PROGRESS"))
            )
        )
    )
    for row in _requests(session):
        wanted = {NetworkStatus.REFUSED: (1,), NetworkStatus.SENT: (0, 1)}.get(row.status, (0,))
        if row.failure_code == NO_PLATFORM:
            wanted = (1,)
        if cases[row.id] not in wanted:
            yield f"{row.reference}: {row.status} with {cases[row.id]} open cases"


CHECKS: tuple[Callable[[Session, Any], Iterator[str]], ...] = (
    _clocks_fit,
    _trail_follows_the_table,
    _carried_out_once,
    _orders_and_cases_fit,
)
