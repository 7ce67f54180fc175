"""Takes the next request that is due: one worker gets it, by a conditional UPDATE, as a lease."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import Session

from agentview.adaptors.provisioning_port import Action, ServiceFacts
from agentview.contract.feed import Topic
from agentview.contract.network import NetworkAction, NetworkCommand, NetworkStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.caller import Caller
from agentview.models.customer import Contact
from agentview.models.network import NetworkRequest
from agentview.models.work_item import WorkItem
from agentview.services.network.matter import Matter, matter, target_of
from agentview.services.network.rules import LEASE, NO_PLATFORM
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from agentview.services.work_item import end_cases

N = NetworkRequest
_AT_ONCE = 20
_HOLDER = "ACCOUNT_HOLDER"


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is to ask the platform, with no transaction open.

    `is_question`: the request was sent before and nobody knows what came of it. `attempt_no` and
    `lease_until` recognise this errand when its outcome is recorded.
    """

    request_id: int
    caller: Caller
    reference: str
    action: Action
    facts: ServiceFacts
    is_question: bool
    attempt_no: int
    lease_until: datetime


def has_errand(session: Session, now: datetime) -> bool:
    """Say whether something may be due; nothing is written for it."""
    return session.scalars(due(now).limit(1)).first() is not None


def take_errand(unit: Unit) -> Errand | None:
    """Take the request that has been due for longest; None where nothing is due.

    It counts as sent from now on: who dies before the answer is recorded leaves a request that is asked
    about, not one that is sent again.
    """
    for request_id in unit.session.scalars(due(unit.now)).all():
        if _lease(unit, request_id, NetworkStatus.PENDING):
            errand = _sent(unit, request_id)
        elif _lease(unit, request_id, NetworkStatus.SENT):
            errand = _errand(unit, matter(unit, request_id), is_question=True)
        else:
            continue
        end_cases(unit, and_(WorkItem.network_request_id == request_id, WorkItem.code == NO_PLATFORM))
        return errand
    return None


def due(now: datetime) -> Select[int]:
    """Select requests whose time has come and that no living lease holds; looked at again once taken."""
    return select(N.id).where(is_due(now)).order_by(N.next_try_at, N.id).limit(_AT_ONCE)


def is_due(now: datetime) -> ColumnElement[bool]:
    """Say of a request that its time has come, and that no living lease holds it."""
    waiting = N.status.in_((NetworkStatus.PENDING.value, NetworkStatus.SENT.value))
    return and_(waiting, N.next_try_at <= now, _free(now))


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(N.lease_until.is_(None), N.lease_until < now)


def _lease(unit: Unit, request_id: int, status: NetworkStatus) -> bool:
    """Take a request that stands in `status`; one that is PENDING begins its next attempt."""
    is_new = status is NetworkStatus.PENDING
    target = target_of(status, NetworkCommand.SEND) if is_new else status
    changed = (
        update(N)
        .where(N.id == request_id, N.status == status.value, N.next_try_at <= unit.now, _free(unit.now))
        .values(
            status=target.value,
            failure_code=None,
            attempt_no=N.attempt_no + int(is_new),
            lease_until=unit.now + LEASE,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(N.id)
    )
    found = unit.session.scalars(changed, execution_options={"synchronize_session": False})
    return found.first() is not None


def _sent(unit: Unit, request_id: int) -> Errand:
    """Write down that a request goes out; a service that is to end waits for the platform from now on."""
    found = matter(unit, request_id)
    unit.caller = system_of(found.retailer)
    unit.audit(
        "network_request",
        request_id,
        NetworkCommand.SEND.value,
        old=NetworkStatus.PENDING.value,
        new=found.row.status,
        account_id=found.account.id,
    )
    service = found.service
    if found.action is NetworkAction.END and service.status == SubscriptionStatus.PENDING_CANCEL:
        _wait_for_the_platform(unit, found)
    unit.changed(Topic.NETWORK_REQUEST, request_id, NetworkCommand.SEND.value, (found.row.provider_id, None))
    return _errand(unit, found, is_question=False)


def _wait_for_the_platform(unit: Unit, found: Matter) -> None:
    service, status = found.service, SubscriptionStatus.PENDING_PROV_CANCEL
    unit.audit(
        "service", service.id, "status", old=service.status, new=status.value, account_id=found.account.id
    )
    service.status = status.value


def _errand(unit: Unit, found: Matter, *, is_question: bool) -> Errand:
    row = found.row
    if row.lease_until is None:  # written by `_lease` in this transaction
        raise LookupError(row.reference)
    return Errand(
        request_id=row.id,
        caller=system_of(found.retailer),
        reference=row.reference,
        action=Action(row.action),
        facts=ServiceFacts(
            service_type=found.service_type.name,
            identifier=found.service.core_service_identifier,
            account_no=found.account.account_no,
            holder=found.account.name,
            date_of_birth=_date_of_birth(unit, found),
        ),
        is_question=is_question,
        attempt_no=row.attempt_no,
        lease_until=row.lease_until,
    )


def _date_of_birth(unit: Unit, found: Matter) -> date | None:
    return unit.session.scalars(
        select(Contact.date_of_birth)
        .where(
            Contact.account_id == found.account.id,
            Contact.kind == _HOLDER,
            Contact.date_of_birth.is_not(None),
        )
        .order_by(Contact.id)
        .limit(1)
    ).first()
