"""Restricts and restores an account by hand, with a reason (R-SUS-22 to 24)."""

from collections.abc import Sequence
from datetime import date, timedelta

from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.contract.status import HoldOrigin
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension_cases import (
    CaseActed,
    CaseCommand,
    CloseCode,
    RestoreRequest,
    RestrictRequest,
)
from agentview.core.errors import Denied, Refusal, Rejected, refuse_if_any
from agentview.models.customer import Account
from agentview.models.dialect import insert_unless_there
from agentview.models.subscription import ServiceSubscription
from agentview.models.suspension import RestrictionCase
from agentview.services.bulk_trail import tracked
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import held_account, refuse_customers
from agentview.services.restriction.asking import bar
from agentview.services.restriction.holding import Ground
from agentview.services.restriction.lifecycle import LIFECYCLE, CaseFacts, has_service_to_bar
from agentview.services.restriction.records import (
    Held,
    held_again,
    hold_case,
    holds_of_case,
    open_case,
    services_of,
)
from agentview.services.restriction.restoring import restore as restore_case
from agentview.services.restriction.restricting import drop
from agentview.services.restriction.settling import settle
from agentview.services.restriction.telling import move, told_case
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.rules import overdue, owing
from agentview.services.suspension.ruling import in_force
from agentview.services.unit import Unit


def restrict(unit: Unit, request: RestrictRequest) -> CaseActed:
    """Bar services of an account by hand, beside what the rules do: no payment lifts it (R-SUS-23, 24).

    A case that runs takes it in; one that is only flagged is dropped for one of the caller's. Raises Rejected
    (`E-CASE-NO-SERVICE`, `E-CASE-SERVICE`, `E-CASE-RESTORING`), Conflict (`E-STALE`), Denied, NotFound.
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    running = open_case(unit, account)
    free = free_services(unit, account, running)
    refuse_if_any(restrict_refusals(running, len(free)))
    chosen = _chosen(free, request.service_ids)
    held = _taken_in(unit, running) if running is not None else None
    if held is None:
        held = _new_case(unit, account, request.reason)
    ground = Ground(request.cause, HoldOrigin.MANUAL, request.reason)
    for service in chosen:
        bar(unit, held, service, ground)
    if running is held:
        move(unit, held, CaseCommand.RESTRICT, request.reason)
    else:
        told_case(unit, held, CaseCommand.RESTRICT, reason=request.reason)
    settle(unit, held)
    return acted(unit, held)


def restore(unit: Unit, request: RestoreRequest) -> CaseActed:
    """Restore by hand all that a case has barred; it is left alone for the re-suspend days (R-SUS-22).

    Raises Rejected (`E-STATE`), Conflict (`E-STALE`), Denied, NotFound.
    """
    refuse_customers(unit)
    held = hold_case(unit, request.case_id)
    if held.case.row_version != request.version:
        raise stale(unit, held.case)
    facts = CaseFacts(held.origin)
    verdict = LIFECYCLE.judge(held.state, CaseCommand.RESTORE, facts, unit.caller.powers)
    if not verdict.is_open:
        is_denied = any(refusal.code == "E-POWER" for refusal in verdict.refusals)
        raise (Denied if is_denied else Rejected)(*verdict.refusals)
    held.case.resuspend_not_before = _not_before(unit, held.account)
    restore_case(unit, held, holds_of_case(unit, held.case.id), CaseCommand.RESTORE, request.reason)
    return acted(unit, held)


def free_services(unit: Unit, account: Account, running: Held | None) -> dict[int, ServiceSubscription]:
    """Return the active services that no person has barred in the running case yet (R-SUS-15)."""
    barred = {
        hold.service_subscription_id
        for hold in (holds_of_case(unit, running.case.id) if running is not None else ())
        if hold.origin == HoldOrigin.MANUAL.value
    }
    return {
        service.id: service
        for service in services_of(unit, account)
        if service.status == SubscriptionStatus.ACTIVE.value and service.id not in barred
    }


def restrict_refusals(running: Held | None, free: int) -> tuple[Refusal, ...]:
    """Return all that stands against restricting an account by hand, besides the caller's powers."""
    if running is not None and running.state is CaseState.RESTORING:
        values = {"reference": running.reference}
        return (Refusal("E-CASE-RESTORING", rule="SM-5", values={**values}),)
    return has_service_to_bar(CaseFacts(CaseOrigin.MANUAL, free))


def acted(unit: Unit, held: Held) -> CaseActed:
    """Return the case as it is now."""
    unit.session.flush()
    case = held.case
    return CaseActed(
        case_id=case.id,
        version=case.row_version,
        reference=held.reference,
        account_id=held.account.id,
        state=held.state,
        resuspend_not_before=case.resuspend_not_before,
    )


def _chosen(free: dict[int, ServiceSubscription], wanted: Sequence[int]) -> Sequence[ServiceSubscription]:
    refuse_if_any(
        tuple(
            Refusal("E-CASE-SERVICE", "service_ids", "R-SUS-15", {"service": key})
            for key in wanted
            if key not in free
        )
    )
    return [free[key] for key in sorted(set(wanted))] if wanted else list(free.values())


def _taken_in(unit: Unit, running: Held) -> Held | None:
    """Return the case that a new hold joins; a flagged one is dropped, and none is left."""
    if running.state is CaseState.FLAGGED:
        drop(unit, running, CloseCode.BY_HAND.value)
        return None
    return running


def _new_case(unit: Unit, account: Account, reason: str) -> Held:
    facts = facts_of(unit.session, [account.id], 0)[account.id]
    values: dict[str, object] = {
        "provider_id": account.provider_id,
        "account_id": account.id,
        "origin": CaseOrigin.MANUAL.value,
        "state": CaseState.RESTRICTING.value,
        "reason": reason,
        "flagged_at": unit.now,
        "owing_cents_at_flag": owing(facts.dues),
        "overdue_days_at_flag": overdue(facts.dues, unit.today)[1],
        "acting_at": unit.now,
        **tracked(unit),
    }
    made = insert_unless_there(unit.session, RestrictionCase, values)
    if made is None:  # the rules flagged it at this moment
        raise stale(unit, None)
    return held_again(unit, account, made)


def _not_before(unit: Unit, account: Account) -> date:
    """Return the first day on which the rules may restrict again (R-SUS-09, 22)."""
    rules = in_force(unit.session, account.provider_id, unit.today)
    return unit.today + timedelta(days=rules.resuspend_days if rules is not None else 0)
