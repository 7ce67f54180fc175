"""Takes a service that ends out of its case: it is barred no more, and counts no more (R-SUS-16)."""

from sqlalchemy import select

from agentview.contract.customers import RestrictionStatus
from agentview.contract.restriction import RestrictionAction, RestrictionOutcome
from agentview.models.subscription import ServiceSubscription
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.restriction.asking import settle_part, take_back
from agentview.services.restriction.holding import lift
from agentview.services.restriction.lifecycle import OPEN
from agentview.services.restriction.records import (
    UNSETTLED,
    Held,
    active_holds,
    held_again,
    held_for,
    parts_of,
)
from agentview.services.restriction.rules import NO_BAR
from agentview.services.restriction.settling import settle
from agentview.services.unit import Unit


def case_of_service(unit: Unit, service_id: int) -> Held | None:
    """Hold the running case that a service is in; None where there is none.

    To be asked before anything of the service is written: the account is held first, by everybody.
    """
    row = unit.session.execute(
        select(RestrictionCase.id, RestrictionCase.account_id)
        .join(ServiceRestriction, ServiceRestriction.case_id == RestrictionCase.id)
        .where(
            ServiceRestriction.service_subscription_id == service_id,
            RestrictionCase.state.in_([state.value for state in OPEN]),
        )
        .limit(1)
    ).first()
    return held_again(unit, held_for(unit, row.account_id), row.id) if row is not None else None


def leave(unit: Unit, held: Held, service: ServiceSubscription) -> None:
    """Take a service that has ended out of its case, which goes on with the others, or ends with it.

    What the network works on is still answered; that changes nothing any more.
    """
    own = [hold for hold in active_holds(unit, service.id) if hold.case_id == held.case.id]
    lift(unit, service, own, held.account.id)
    for action in RestrictionAction:
        part = parts_of(unit, held.case.id, action).get(service.id)
        if part is not None and part.status in UNSETTLED and not take_back(unit, part):
            settle_part(unit, part, RestrictionOutcome.WITHDRAWN)
    if service.bar_wanted == NO_BAR:
        service.restriction_status = RestrictionStatus.NONE.value
    settle(unit, held)
