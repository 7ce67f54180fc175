"""What giving a submitted migration up does to packages, services and requests (R-MIG-32)."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.migrations import MigrationCommand
from agentview.contract.network import NetworkCommand, NetworkStatus
from agentview.contract.orders import OrderStatus
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.network import NetworkRequest
from agentview.models.subscription import (
    ServiceSubscription,
)
from agentview.models.work_item import WorkItem
from agentview.services.order_lifecycle import LIFECYCLE as ORDER
from agentview.services.order_lifecycle import OrderCommand
from agentview.services.provisioning.effects import services_of, set_status
from agentview.services.provisioning.moving import Moving, follow
from agentview.services.unit import Unit
from agentview.services.work_item import end_cases

_SETTLED = (NetworkStatus.DONE.value, NetworkStatus.ABORTED.value)


def give_up(unit: Unit, moving: Moving, reason: str) -> None:
    """Losing services are Active again, what was to come is Aborted, nothing is charged (R-MIG-32)."""
    for service in services_of(unit, moving.losing.id):
        if service.status == SubscriptionStatus.PENDING_PROV_CANCEL.value:
            set_status(unit, "service", service, SubscriptionStatus.ACTIVE)
    if moving.losing.status == SubscriptionStatus.PENDING_PROV_CANCEL.value:
        set_status(unit, "package", moving.losing, SubscriptionStatus.ACTIVE)
    for service in _unborn(services_of(unit, moving.winning.id)):
        set_status(unit, "service", service, SubscriptionStatus.ABORTED)
        service.provisioning_state = ProvisioningState.NONE.value
        service.halt_reason_public = None
    if moving.winning.status == SubscriptionStatus.PRE_ACTIVE.value:
        set_status(unit, "package", moving.winning, SubscriptionStatus.ABORTED)
    _withdraw_requests(unit, moving)
    _cancel_order(unit, moving)
    moving.migration.withdrawn_at = unit.now
    moving.migration.withdrawn_reason = reason
    follow(unit, moving, MigrationCommand.WITHDRAW, reason=reason)


def _withdraw_requests(unit: Unit, moving: Moving) -> None:
    """Take back what the platform was not asked for yet, or refused; what it works on is answered first."""
    rows = unit.session.scalars(
        select(NetworkRequest)
        .where(NetworkRequest.order_id == moving.order.id, NetworkRequest.status.not_in(_SETTLED))
        .with_for_update()
    ).all()
    asked = [row for row in rows if row.status == NetworkStatus.SENT.value]
    refuse_if_any(
        tuple(
            Refusal("E-NETWORK-OPEN", rule="R-MIG-32", values={"reference": row.reference}) for row in asked
        )
    )
    for row in rows:
        unit.audit(
            "network_request",
            row.id,
            NetworkCommand.WITHDRAW.value,
            old=row.status,
            new=NetworkStatus.ABORTED.value,
            account_id=row.account_id,
        )
        row.status = NetworkStatus.ABORTED.value
        row.next_try_at = None
        row.finished_at = unit.now
        end_cases(unit, WorkItem.network_request_id == row.id)
        unit.changed(Topic.NETWORK_REQUEST, row.id, NetworkCommand.WITHDRAW.value, (row.provider_id, None))


def _cancel_order(unit: Unit, moving: Moving) -> None:
    order = moving.order
    target = ORDER.table[OrderStatus(order.status), OrderCommand.WITHDRAWN].target
    new = (target or OrderStatus.ORDER_CANCELLED).value
    unit.audit("order", order.id, "status", old=order.status, new=new, account_id=order.account_id)
    order.status = new


def _unborn(services: Sequence[ServiceSubscription]) -> list[ServiceSubscription]:
    return [one for one in services if one.status == SubscriptionStatus.PRE_ACTIVE.value]
