"""What follows when the network has answered a wish to bar or free a service (SM-5)."""

from sqlalchemy import select

from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkAction
from agentview.contract.restriction import RestrictionAction, RestrictionOutcome
from agentview.models.network import NetworkRequest
from agentview.models.subscription import ServiceSubscription
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.network_request import try_again, withdraw_request
from agentview.services.restriction.asking import free, settle_part
from agentview.services.restriction.records import UNSETTLED, Held, held_again, held_for, parts_of
from agentview.services.restriction.rules import NO_BAR, OVER, wait_before_try
from agentview.services.restriction.settling import settle
from agentview.services.restriction.telling import tell_restored, tell_restricted, told
from agentview.services.unit import Unit

OF_CASES = frozenset({NetworkAction.RESTRICT, NetworkAction.RESTORE})
"""What the network is asked for by a restriction case, and not by an order."""

_RESTRICT, _RESTORE = RestrictionAction.RESTRICT, RestrictionAction.RESTORE
_FAILED = {
    _RESTRICT: RestrictionStatus.RESTRICT_FAILED,
    _RESTORE: RestrictionStatus.RESTORE_FAILED,
}
_ASKED = {
    _RESTRICT: RestrictionStatus.RESTRICT_PENDING,
    _RESTORE: RestrictionStatus.RESTORE_PENDING,
}


def hold_account_of(unit: Unit, request_id: int) -> None:
    """Hold the account of a wish of a case, before the wish itself: everybody holds in this order."""
    account_id = unit.session.scalar(
        select(NetworkRequest.account_id).where(
            NetworkRequest.id == request_id, NetworkRequest.action.in_([one.value for one in OF_CASES])
        )
    )
    if account_id is not None:
        held_for(unit, account_id)


def carried_out(unit: Unit, request_id: int) -> None:
    """The network has barred a service, or has taken its bar off; the request is DONE."""
    part, held, service = _of_request(unit, request_id)
    settle_part(unit, part)
    part.error_text = None
    if part.action == _RESTRICT.value:
        service.bar_confirmed, service.bar_confirmed_at = part.bar_code, unit.now
        _barred(unit, held, service)
    else:
        service.bar_confirmed, service.bar_confirmed_at = NO_BAR, unit.now
        _freed(unit, held, service)
    told(unit, held, "answer_done")
    settle(unit, held)


def refused(unit: Unit, request_id: int) -> bool:
    """The network has refused; say whether a person must see to it.

    It is tried again by itself, up to three times, ever later. What nobody wants any more, because the
    customer has paid or the service has ended meanwhile, is taken back instead.
    """
    part, held, service = _of_request(unit, request_id)
    row = unit.session.get_one(NetworkRequest, request_id, populate_existing=True)
    part.attempt_no += 1
    part.error_text = row.failure_text or row.failure_code
    is_unwanted = part.action == _RESTRICT.value and service.bar_wanted == NO_BAR
    if is_unwanted or service.status in OVER:
        withdraw_request(unit, request_id)
        settle_part(unit, part, RestrictionOutcome.WITHDRAWN)
        _free_waiting(unit, held, service)
        settle(unit, held)
        return False
    part.status = RestrictionOutcome.FAILED.value
    service.restriction_status = _FAILED[RestrictionAction(part.action)].value
    told(unit, held, "answer_refused")
    wait = wait_before_try(part.attempt_no)
    if wait is None:
        return True
    try_again(unit, request_id, unit.now + wait)
    return False


def retried(unit: Unit, request_id: int) -> None:
    """A person has the network asked again for what it refused."""
    part, held, service = _of_request(unit, request_id)
    part.status = RestrictionOutcome.PENDING.value
    service.restriction_status = _ASKED[RestrictionAction(part.action)].value
    told(unit, held, "retry")


def _of_request(unit: Unit, request_id: int) -> tuple[ServiceRestriction, Held, ServiceSubscription]:
    part = unit.session.scalars(
        select(ServiceRestriction)
        .where(ServiceRestriction.network_request_id == request_id)
        .execution_options(populate_existing=True)
    ).one()
    row = unit.session.get_one(RestrictionCase, part.case_id)
    held = held_again(unit, held_for(unit, row.account_id), part.case_id)
    service = unit.session.get_one(ServiceSubscription, part.service_subscription_id, populate_existing=True)
    return part, held, service


def _barred(unit: Unit, held: Held, service: ServiceSubscription) -> None:
    if service.status in OVER:
        return  # it ended meanwhile, and has left its case
    if service.bar_wanted == NO_BAR:
        _free_waiting(unit, held, service)  # paid meanwhile
        return
    service.restriction_status = RestrictionStatus.RESTRICTED.value
    tell_restricted(unit, held, service)


def _free_waiting(unit: Unit, held: Held, service: ServiceSubscription) -> None:
    """Go on with what waited for this answer: to free the service."""
    waiting = parts_of(unit, held.case.id, _RESTORE).get(service.id)
    if waiting is not None and waiting.status in UNSETTLED:
        free(unit, held, service, waiting)


def _freed(unit: Unit, held: Held, service: ServiceSubscription) -> None:
    service.restriction_status = RestrictionStatus.NONE.value
    if service.status not in OVER:
        tell_restored(unit, held, service)
