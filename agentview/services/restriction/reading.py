"""Reads one case with its services, what bars them, and the history of its account (S-23, R-SUS-26)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select

from agentview.contract.network import NetworkStatus
from agentview.contract.restriction import RestrictionAction, RestrictionOutcome
from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension_cases import (
    CaseCommand,
    CaseDetail,
    CaseHold,
    CaseRef,
    CaseRestriction,
    CaseService,
    History,
    HistoryRequest,
)
from agentview.contract.value import CommandState
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import ServicePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.party import Provider
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import RestrictionCase, ServiceRestriction, SuspensionRuleSet
from agentview.services.customer_scope import account_of, not_there, refuse_customers, visible
from agentview.services.restriction.lifecycle import LIFECYCLE, CaseFacts
from agentview.services.restriction.manual import free_services, restrict_refusals
from agentview.services.restriction.periods import periods, periods_of, status_changes
from agentview.services.restriction.records import Held, open_case
from agentview.services.unit import Unit


def case(unit: Unit, request: CaseRef) -> CaseDetail:
    """Return a case with all that was done in it. Raises NotFound, also for another provider's."""
    refuse_customers(unit)
    row = unit.session.execute(
        select(RestrictionCase, Account, Provider.currency)
        .join(Account, Account.id == RestrictionCase.account_id)
        .join(Provider, Provider.id == Account.provider_id)
        .where(RestrictionCase.id == request.case_id, visible(unit.caller))
    ).first()
    if row is None:
        raise not_there("case_id", request.case_id)
    found, account = row.RestrictionCase, row.Account
    rules = unit.session.get(SuspensionRuleSet, found.rule_set_id) if found.rule_set_id else None
    restrictions = _restrictions(unit, found)
    [period] = periods(unit, [found])
    return CaseDetail(
        case_id=found.id,
        version=found.row_version,
        reference=period.reference,
        account_id=account.id,
        account_no=account.account_no,
        customer=account.name,
        account_status=account.status,
        account_status_reason=account.status_reason or "",
        rule_set_id=found.rule_set_id,
        rule_set=rules.name if rules is not None else "",
        currency=row.currency,
        owing_cents_at_flag=found.owing_cents_at_flag,
        overdue_days_at_flag=found.overdue_days_at_flag,
        period=period,
        services=_services(unit, restrictions),
        holds=_holds(unit, found, restrictions),
        history=periods_of(unit, account.id),
        status_changes=status_changes(unit, account.id),
        commands=_commands(unit, account, Held(found, account)),
        as_of=unit.now,
    )


def history(unit: Unit, request: HistoryRequest) -> History:
    """Return all restrictions of an account, and what may be done by hand (R-SUS-26). Raises NotFound."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    running = open_case(unit, account)
    return History(
        account_id=account.id,
        open_case_id=running.case.id if running is not None else None,
        open_case_version=running.case.row_version if running is not None else None,
        periods=periods_of(unit, account.id),
        status_changes=status_changes(unit, account.id),
        commands=_commands(unit, account, running),
        as_of=unit.now,
    )


def _commands(unit: Unit, account: Account, shown: Held | None) -> tuple[CommandState, ...]:
    """Say what may be done by hand: restrict the account, restore the case that is shown."""
    running = open_case(unit, account)
    free = len(free_services(unit, account, running))
    restrict = (*_lacking(unit), *restrict_refusals(running, free))
    commands = (CommandState.of(CaseCommand.RESTRICT.value, restrict),)
    if shown is None:
        return commands
    facts = CaseFacts(shown.origin)
    verdict = LIFECYCLE.judge(shown.state, CaseCommand.RESTORE, facts, unit.caller.powers)
    return (*commands, CommandState.of(CaseCommand.RESTORE.value, verdict.refusals))


def _lacking(unit: Unit) -> tuple[Refusal, ...]:
    if Power.CREDIT_CONTROL in unit.caller.powers:
        return ()
    return (Refusal("E-POWER", rule="R-GEN-02", values={"power": Power.CREDIT_CONTROL.value}),)


def _restrictions(unit: Unit, found: RestrictionCase) -> Mapping[int, Sequence[CaseRestriction]]:
    rows = unit.session.execute(
        select(ServiceRestriction, NetworkRequest)
        .outerjoin(NetworkRequest, NetworkRequest.id == ServiceRestriction.network_request_id)
        .where(ServiceRestriction.case_id == found.id)
        .order_by(ServiceRestriction.id)
    )
    shown: dict[int, list[CaseRestriction]] = defaultdict(list)
    for row in rows:
        part = row.ServiceRestriction
        shown[part.service_subscription_id].append(_restriction(part, row.NetworkRequest))
    return shown


def _restriction(part: ServiceRestriction, request: NetworkRequest | None) -> CaseRestriction:
    is_sent = request is not None and request.status == NetworkStatus.SENT.value
    is_pending = part.status == RestrictionOutcome.PENDING.value
    outcome = RestrictionOutcome.SENT if is_pending and is_sent else RestrictionOutcome(part.status)
    return CaseRestriction(
        action=RestrictionAction(part.action),
        outcome=outcome,
        bar=part.bar_code,
        request=request.reference if request is not None else "",
        request_id=request.id if request is not None else None,
        requested_at=part.requested_at,
        done_at=part.done_at,
        refusals=part.attempt_no,
        next_try_at=request.next_try_at if request is not None else None,
        error=part.error_text or "",
    )


def _services(unit: Unit, restrictions: Mapping[int, Sequence[CaseRestriction]]) -> tuple[CaseService, ...]:
    rows = unit.session.execute(
        select(
            ServiceSubscription,
            ServicePlan.external_name.label("name"),
            ServiceType.name.label("service_type"),
            ServiceType.identifier_label,
        )
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .where(ServiceSubscription.id.in_(restrictions))
        .order_by(ServiceSubscription.id)
    )
    return tuple(
        CaseService(
            service_id=service.id,
            reference=reference(Prefix.SERVICE, service.id),
            name=name,
            service_type=service_type,
            identifier_label=label,
            identifier=service.core_service_identifier,
            status=SubscriptionStatus(service.status),
            restriction=service.restriction_status,
            bar_wanted=service.bar_wanted,
            bar_wanted_at=service.bar_wanted_at,
            bar_confirmed=service.bar_confirmed,
            bar_confirmed_at=service.bar_confirmed_at,
            restrictions=tuple(restrictions[service.id]),
        )
        for service, name, service_type, label in rows
    )


def _holds(unit: Unit, found: RestrictionCase, restrictions: Mapping[int, object]) -> tuple[CaseHold, ...]:
    """Return what the case has placed, lifted or not, and what else holds its services now."""
    rows = unit.session.scalars(
        select(ServiceHold)
        .where(
            or_(
                ServiceHold.case_id == found.id,
                ServiceHold.service_subscription_id.in_(restrictions) & ServiceHold.lifted_at.is_(None),
            )
        )
        .order_by(ServiceHold.service_subscription_id, ServiceHold.id)
    )
    return tuple(
        CaseHold(
            hold_id=row.id,
            service_id=row.service_subscription_id,
            cause=HoldCause(row.cause) if row.cause in set(HoldCause) else HoldCause.OTHER,
            origin=HoldOrigin(row.origin) if row.origin in set(HoldOrigin) else HoldOrigin.MANUAL,
            bar=Bar(row.bar_code) if row.bar_code in set(Bar) else Bar.OUTGOING,
            reason=row.reason,
            placed_at=row.placed_at,
            placed_by=row.placed_by,
            lifted_at=row.lifted_at,
            lifted_by=row.lifted_by or "",
            is_of_case=row.case_id == found.id,
        )
        for row in rows
    )
