"""Keeps orders, cancel requests and the worklist in step with what the carrier's platform answered (SM-0)."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from agentview.contract.feed import Topic
from agentview.contract.network import NetworkStatus
from agentview.contract.orders import OrderStatus
from agentview.core.power import Role
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.work_item import WorkItem
from agentview.services.network.matter import Matter
from agentview.services.network.rules import status_after_refusal
from agentview.services.order_lifecycle import LIFECYCLE, OrderCommand
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY, Case, CaseType, end_cases, raise_case

_FOLLOWS = frozenset(
    {
        OrderStatus.ORDER_PENDING,
        OrderStatus.ORDER_FAILED,
        OrderStatus.ORDER_QUARANTINED,
    }
)
"""A request with tasks for people too keeps the state that its tasks give it."""

_COMMANDS = {
    OrderStatus.ORDER_COMPLETED: OrderCommand.CARRIER_OK,
    OrderStatus.ORDER_FAILED: OrderCommand.CARRIER_REFUSED,
    OrderStatus.ORDER_QUARANTINED: OrderCommand.CARRIER_QUARANTINED,
    OrderStatus.ORDER_PENDING: OrderCommand.RETRY,
    OrderStatus.ORDER_CANCELLED: OrderCommand.GIVEN_UP,
}


def follow(unit: Unit, found: Matter) -> None:
    """Show the order, or cancel request, as all of its requests together say; a bar has neither."""
    unit.session.flush()
    wish = found.wish
    unit.changed(Topic.ACCOUNT, found.account.id, "network", (found.row.provider_id, None))
    if wish is None:
        return
    entity = "order" if isinstance(wish, Order) else "cancel_request"
    old = OrderStatus(wish.status)
    wanted = _status(_requests(unit, found))
    if old not in _FOLLOWS or wanted is old:
        return
    target = LIFECYCLE.table[old, _COMMANDS[wanted]].target or old
    unit.audit(entity, wish.id, "status", old=old.value, new=target.value, account_id=found.account.id)
    wish.status = target.value
    if isinstance(wish, Order):
        unit.changed(Topic.ORDER, wish.id, "status", (wish.provider_id, None))


def _requests(unit: Unit, found: Matter) -> Sequence[Row[str, str | None]]:
    own = (
        NetworkRequest.order_id == found.row.order_id
        if found.row.order_id is not None
        else NetworkRequest.cancel_request_id == found.row.cancel_request_id
    )
    return unit.session.execute(select(NetworkRequest.status, NetworkRequest.failure_code).where(own)).all()


def _status(requests: Sequence[Row[str, str | None]]) -> OrderStatus:
    """Return what a request comes to: refused while one is, pending while one is, else what came of them."""
    states = {row.status for row in requests}
    refused = [row.failure_code or "" for row in requests if row.status == NetworkStatus.REFUSED]
    if refused:
        shown = {status_after_refusal(code) for code in refused}
        return OrderStatus.ORDER_FAILED if OrderStatus.ORDER_FAILED in shown else shown.pop()
    if states & {NetworkStatus.PENDING.value, NetworkStatus.SENT.value}:
        return OrderStatus.ORDER_PENDING
    return OrderStatus.ORDER_COMPLETED if NetworkStatus.DONE.value in states else OrderStatus.ORDER_CANCELLED


def raise_error(unit: Unit, found: Matter, code: str) -> None:
    """Put a case on the worklist of those who manage errors; one is enough."""
    row = found.row
    is_known = select(WorkItem.id).where(
        WorkItem.network_request_id == row.id, WorkItem.status.in_(UNDER_WAY)
    )
    if unit.session.scalars(is_known.limit(1)).first() is not None:
        return
    raise_case(
        unit,
        Case(
            type=CaseType.NETWORK_ERROR,
            provider_id=row.provider_id,
            department=Role.SUPERVISOR,
            level="NETWORK_REQUEST",
            level_id=row.id,
            account_id=row.account_id,
            summary=row.reference,
            code=code[:40],
            network_request_id=row.id,
        ),
    )


def end_error(unit: Unit, found: Matter) -> None:
    """Resolve the case about a request, because it was settled or is tried again."""
    end_cases(unit, WorkItem.network_request_id == found.row.id)
