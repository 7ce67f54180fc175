"""A request to the carrier's platform as a record: written, taken back, and tried again by itself.

Whoever wants something of the platform writes it here; `services.network` carries it there.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.network import NetworkAction, NetworkCommand, NetworkStatus
from agentview.models.network import NetworkRequest
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit
from agentview.services.work_item import end_cases

_NOT_AT_THE_PLATFORM = (NetworkStatus.PENDING.value, NetworkStatus.REFUSED.value)
"""Never sent, refused, or never received: nothing was carried out under it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the platform is to be asked, and for which order or cancel request; a bar is for neither.

    `reference` is the same at each try, so that the platform recognises a repeat.
    """

    reference: str
    provider_id: int
    account_id: int
    service_id: int
    action: NetworkAction
    next_try_at: datetime
    order_id: int | None = None
    cancel_request_id: int | None = None


def write_request(unit: Unit, asked: Asked) -> NetworkRequest:
    """Write down what the platform is to be asked, in this transaction (R-PRV-02)."""
    row = NetworkRequest(
        reference=asked.reference,
        provider_id=asked.provider_id,
        account_id=asked.account_id,
        order_id=asked.order_id,
        cancel_request_id=asked.cancel_request_id,
        service_subscription_id=asked.service_id,
        action=asked.action.value,
        status=NetworkStatus.PENDING.value,
        attempt_no=0,
        requested_at=unit.now,
        next_try_at=asked.next_try_at,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.audit("network_request", row.id, "create", new=row.status, account_id=row.account_id)
    unit.changed(Topic.NETWORK_REQUEST, row.id, "create", (row.provider_id, None))
    return row


def held_request(unit: Unit, request_id: int) -> NetworkRequest:
    """Return a request that is there as it is now, held: no worker takes it meanwhile."""
    wanted = select(NetworkRequest).where(NetworkRequest.id == request_id).with_for_update()
    return unit.session.scalars(wanted.execution_options(populate_existing=True)).one()


def withdraw_request(unit: Unit, request_id: int) -> bool:
    """Take back what the platform has not carried out for certain; say whether it could be.

    What it works on (SENT) is answered first, and what it has done is done.
    """
    row = held_request(unit, request_id)
    if row.status not in _NOT_AT_THE_PLATFORM:
        return False
    _move(unit, row, NetworkCommand.WITHDRAW, NetworkStatus.ABORTED)
    row.next_try_at = None
    row.finished_at = unit.now
    unit.session.flush()
    return True


def try_again(unit: Unit, request_id: int, at: datetime) -> None:
    """Send a refused request again at a later moment, without a person."""
    row = held_request(unit, request_id)
    _move(unit, row, NetworkCommand.TRY_AGAIN, NetworkStatus.PENDING)
    row.next_try_at = at
    row.finished_at = None
    unit.session.flush()


def _move(unit: Unit, row: NetworkRequest, command: NetworkCommand, status: NetworkStatus) -> None:
    unit.audit(
        "network_request",
        row.id,
        command.value,
        old=row.status,
        new=status.value,
        account_id=row.account_id,
    )
    row.status = status.value
    row.failure_code = row.failure_text = None
    end_cases(unit, WorkItem.network_request_id == row.id)
    unit.changed(Topic.NETWORK_REQUEST, row.id, command.value, (row.provider_id, None))
