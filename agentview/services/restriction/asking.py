"""Bars and frees a service for a case: the network is asked where its holds change its bar (D-26)."""

from collections.abc import Sequence

from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkAction
from agentview.contract.restriction import RestrictionAction, RestrictionOutcome
from agentview.core.reference import Prefix, reference
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import ServiceRestriction
from agentview.services.network_request import Asked, withdraw_request, write_request
from agentview.services.restriction.holding import BAR, Ground, lift, place
from agentview.services.restriction.records import UNSETTLED, Held, active_holds, parts_of
from agentview.services.restriction.rules import NO_BAR, strongest_bar
from agentview.services.unit import Unit

_RESTRICT, _RESTORE = RestrictionAction.RESTRICT, RestrictionAction.RESTORE
_MARK = {_RESTRICT: "", _RESTORE: "/R"}
_ASKED = {
    _RESTRICT: RestrictionStatus.RESTRICT_PENDING,
    _RESTORE: RestrictionStatus.RESTORE_PENDING,
}


def bar(unit: Unit, held: Held, service: ServiceSubscription, ground: Ground) -> None:
    """Hold a service with BAR10, and ask the network unless it is barred as strongly already (R-SUS-15)."""
    before = strongest_bar(one.bar_code for one in active_holds(unit, service.id))
    place(unit, held, service, ground)
    if service.id in parts_of(unit, held.case.id, _RESTRICT):
        return
    part = _part(unit, held, service, _RESTRICT)
    is_barred = service.restriction_status == RestrictionStatus.RESTRICTED.value
    if is_barred and before == service.bar_wanted:
        settle_part(unit, part)
    else:
        ask(unit, held, service, part)


def unbar(unit: Unit, held: Held, service: ServiceSubscription, lifted: Sequence[ServiceHold]) -> None:
    """Lift holds of a service; the bar goes where nothing else holds it (R-SUS-21, 23).

    What the network was not asked for yet is taken back. What it is asked right now is answered first: the
    bar is taken off after that.
    """
    lift(unit, service, lifted, held.account.id)
    part = _part(unit, held, service, _RESTORE)
    if service.bar_wanted != NO_BAR:
        settle_part(unit, part)
        return
    placed = parts_of(unit, held.case.id, _RESTRICT).get(service.id)
    if placed is not None and placed.status in UNSETTLED and not take_back(unit, placed):
        service.restriction_status = RestrictionStatus.RESTORE_PENDING.value
    else:
        free(unit, held, service, part)


def free(unit: Unit, held: Held, service: ServiceSubscription, part: ServiceRestriction) -> None:
    """Have the bar of a service taken off; where the network never put one on, nothing is asked."""
    placed = parts_of(unit, held.case.id, _RESTRICT).get(service.id)
    was_barred = placed is None or placed.status == RestrictionOutcome.DONE.value
    if was_barred or service.bar_confirmed != NO_BAR:
        ask(unit, held, service, part)
    else:
        settle_part(unit, part)
        service.restriction_status = RestrictionStatus.NONE.value


def ask(unit: Unit, held: Held, service: ServiceSubscription, part: ServiceRestriction) -> None:
    """Ask the network now, at any hour; the reference is the same at each try (SC-12/SS-7, SC-12/SS-7/R)."""
    action = RestrictionAction(part.action)
    number = f"{held.reference}/{reference(Prefix.SERVICE, service.id)}{_MARK[action]}"
    row = write_request(
        unit,
        Asked(
            reference=number,
            provider_id=held.account.provider_id,
            account_id=held.account.id,
            service_id=service.id,
            action=NetworkAction(action.value),
            next_try_at=unit.now,
        ),
    )
    part.network_request_id = row.id
    service.restriction_status = _ASKED[action].value


def take_back(unit: Unit, part: ServiceRestriction) -> bool:
    """Take back what the network has not done; say whether it could be."""
    if part.network_request_id is not None and not withdraw_request(unit, part.network_request_id):
        return False
    settle_part(unit, part, RestrictionOutcome.WITHDRAWN)
    return True


def settle_part(
    unit: Unit, part: ServiceRestriction, outcome: RestrictionOutcome = RestrictionOutcome.DONE
) -> None:
    """Write down that nothing is to come of a wish any more."""
    part.status = outcome.value
    part.done_at = unit.now


def _part(
    unit: Unit, held: Held, service: ServiceSubscription, action: RestrictionAction
) -> ServiceRestriction:
    made = ServiceRestriction(
        case_id=held.case.id,
        service_subscription_id=service.id,
        action=action.value,
        bar_code=BAR.value,
        status=RestrictionOutcome.PENDING.value,
        requested_at=unit.now,
    )
    unit.session.add(made)
    unit.session.flush()
    return made
