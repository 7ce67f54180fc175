"""Places and lifts what holds a service, and says which bar it needs then (D-26)."""

from collections.abc import Sequence
from dataclasses import dataclass

from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.services.restriction.records import Held, active_holds
from agentview.services.restriction.rules import strongest_bar
from agentview.services.unit import Unit

BAR = Bar.OUTGOING
"""What a case bars: BAR10, incoming calls are let through (R-SUS-15)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a service is held, and by whom."""

    cause: HoldCause
    origin: HoldOrigin
    reason: str


def place(unit: Unit, held: Held, service: ServiceSubscription, ground: Ground) -> None:
    """Hold a service for a case."""
    unit.session.add(
        ServiceHold(
            service_subscription_id=service.id,
            cause=ground.cause.value,
            origin=ground.origin.value,
            bar_code=BAR.value,
            reason=ground.reason,
            placed_at=unit.now,
            placed_by=unit.caller.display_name,
            case_id=held.case.id,
        )
    )
    unit.audit(
        "service",
        service.id,
        "place_hold",
        new=ground.cause.value,
        reason=ground.reason,
        account_id=held.account.id,
    )
    want(unit, service)


def lift(unit: Unit, service: ServiceSubscription, lifted: Sequence[ServiceHold], account_id: int) -> None:
    """Lift holds of a service; they are kept as history (R-SUS-21)."""
    for hold in lifted:
        hold.lifted_at, hold.lifted_by = unit.now, unit.caller.display_name
        unit.audit("service", service.id, "lift_hold", old=hold.cause, account_id=account_id)
    want(unit, service)


def want(unit: Unit, service: ServiceSubscription) -> None:
    """Write down which bar a service needs: that of its strongest active hold (D-26)."""
    wanted = strongest_bar(one.bar_code for one in active_holds(unit, service.id))
    if wanted != service.bar_wanted:
        service.bar_wanted, service.bar_wanted_at = wanted, unit.now
