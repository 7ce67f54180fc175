"""Restores an account by rule: what the rules have placed is lifted, and nothing else (R-SUS-18 to 24)."""

from collections import defaultdict
from collections.abc import Sequence

from agentview.contract.restriction import CaseOrigin, CaseState, Obstacle
from agentview.contract.status import HoldOrigin
from agentview.contract.suspension_cases import CaseCommand
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.services.restriction.asking import unbar
from agentview.services.restriction.records import Held, hold_case, holds_of_case
from agentview.services.restriction.restricting import drop
from agentview.services.restriction.settling import settle
from agentview.services.restriction.telling import move
from agentview.services.unit import Unit

_UNDER_BAR = frozenset({CaseState.RESTRICTING, CaseState.RESTRICTED})


def start_restoring(unit: Unit, case_id: int, obstacle: Obstacle) -> CaseState:
    """Restore the services of a case at once, at any hour, because of `obstacle`; return its state.

    A case that is only FLAGGED is CLOSED. One that a person opened stays as it is (R-SUS-24), and so does one
    that is being restored or is over, so that it may be asked twice. Raises NotFound.
    """
    held = hold_case(unit, case_id)
    if held.state is CaseState.FLAGGED:
        return drop(unit, held, obstacle.value)
    if held.state not in _UNDER_BAR or held.origin is not CaseOrigin.AUTO:
        return held.state
    of_rules = [hold for hold in holds_of_case(unit, case_id) if hold.origin == HoldOrigin.AUTO.value]
    return restore(unit, held, of_rules, CaseCommand.START_RESTORING, obstacle.value)


def restore(
    unit: Unit, held: Held, lifted: Sequence[ServiceHold], command: CaseCommand, reason: str
) -> CaseState:
    """Lift holds of a case and free their services; `reason` is kept with the case (R-SUS-26)."""
    case = held.case
    is_by_hand = command is CaseCommand.RESTORE
    case.restore_origin = (CaseOrigin.MANUAL if is_by_hand else CaseOrigin.AUTO).value
    case.restored_by, case.restore_reason = unit.caller.display_name, reason
    move(unit, held, command, reason)
    of_service: dict[int, list[ServiceHold]] = defaultdict(list)
    for hold in lifted:
        of_service[hold.service_subscription_id].append(hold)
    for service_id, holds in of_service.items():
        service = unit.session.get_one(ServiceSubscription, service_id, populate_existing=True)
        unbar(unit, held, service, holds)
    return settle(unit, held)
