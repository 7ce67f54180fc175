"""Brings a case to where its services are, after anything happened to one of them (SM-5)."""

from agentview.contract.restriction import (
    CaseOrigin,
    CaseState,
    RestrictionAction,
    RestrictionOutcome,
)
from agentview.contract.suspension_cases import CaseCommand, CloseCode
from agentview.models.subscription import ServiceHold
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.restriction.holding import BAR
from agentview.services.restriction.records import UNSETTLED, Held, holds_of_case, parts_of
from agentview.services.restriction.standing import give_back, hand_over, suspend_if_due
from agentview.services.restriction.telling import move, told_case
from agentview.services.unit import Unit

_UNDER_BAR = frozenset({CaseState.RESTRICTING, CaseState.RESTRICTED})


def settle(unit: Unit, held: Held) -> CaseState:
    """Move a case on if its services allow it; return how far it is."""
    if held.state in _UNDER_BAR:
        _settle_bars(unit, held)
    elif held.state is CaseState.RESTORING and not _is_waiting(unit, held, RestrictionAction.RESTORE):
        _restored(unit, held)
    unit.session.flush()
    return held.state


def _settle_bars(unit: Unit, held: Held) -> None:
    if not holds_of_case(unit, held.case.id):
        held.case.closed_code = CloseCode.NO_SERVICE.value
        held.case.restored_at = unit.now
        move(unit, held, CaseCommand.EMPTIED)
        give_back(unit, held)
        return
    if held.state is CaseState.RESTRICTING and not _is_waiting(unit, held, RestrictionAction.RESTRICT):
        held.case.restricted_at = held.case.restricted_at or unit.now
        move(unit, held, CaseCommand.ALL_RESTRICTED)
    suspend_if_due(unit, held)


def _is_waiting(unit: Unit, held: Held, action: RestrictionAction) -> bool:
    return any(part.status in UNSETTLED for part in parts_of(unit, held.case.id, action).values())


def _restored(unit: Unit, held: Held) -> None:
    """End a case; what people barred in it goes on as a case of theirs, Suspended as it is (R-SUS-23)."""
    held.case.restored_at = unit.now
    move(unit, held, CaseCommand.ALL_RESTORED)
    left = holds_of_case(unit, held.case.id)
    if not left:
        give_back(unit, held)
        return
    successor = _successor(unit, held, left[0])
    placed = parts_of(unit, held.case.id, RestrictionAction.RESTRICT)
    for service_id in dict.fromkeys(hold.service_subscription_id for hold in left):
        _go_on(unit, successor, placed[service_id])
    for hold in left:
        hold.case_id = successor.case.id
    told_case(unit, successor, CaseCommand.RESTRICT, reason=successor.case.reason)
    settle(unit, successor)
    hand_over(unit, held, successor)


def _successor(unit: Unit, held: Held, first: ServiceHold) -> Held:
    old = held.case
    made = RestrictionCase(
        provider_id=old.provider_id,
        account_id=old.account_id,
        rule_set_id=None,
        origin=CaseOrigin.MANUAL.value,
        state=CaseState.RESTRICTING.value,
        reason=first.reason,
        flagged_at=first.placed_at,
        owing_cents_at_flag=old.owing_cents_at_flag,
        overdue_days_at_flag=old.overdue_days_at_flag,
        acting_at=first.placed_at,
    )
    unit.session.add(made)
    unit.session.flush()
    return Held(made, held.account)


def _go_on(unit: Unit, successor: Held, placed: ServiceRestriction) -> None:
    """Take over what the network was asked; what it is still asked is awaited by the successor."""
    if placed.status in UNSETTLED:
        placed.case_id = successor.case.id
        return
    unit.session.add(
        ServiceRestriction(
            case_id=successor.case.id,
            service_subscription_id=placed.service_subscription_id,
            action=RestrictionAction.RESTRICT.value,
            bar_code=BAR.value,
            status=RestrictionOutcome.DONE.value,
            requested_at=placed.requested_at,
            done_at=placed.done_at,
        )
    )
