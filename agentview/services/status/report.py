"""Puts together how the services of an account stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from agentview.contract.account import AccountStatus
from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkAction, NetworkStatus
from agentview.contract.orders import OrderStatus
from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.contract.status import (
    Bar,
    HoldCause,
    HoldOrigin,
    InvoiceLine,
    Money,
    NetworkState,
    OpenOrder,
    PlanLine,
    ServiceStatus,
    Severity,
    StatusReport,
    StatusRequest,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension_cases import CaseCommand
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.services.customer_scope import account_of
from agentview.services.order_lifecycle import LIFECYCLE as ORDER
from agentview.services.order_lifecycle import OrderCommand, OrderFacts
from agentview.services.order_number import order_reference
from agentview.services.provisioning.row import Standing, Viewer, judged_now
from agentview.services.restriction.lifecycle import LIFECYCLE as CASE
from agentview.services.restriction.lifecycle import CaseFacts
from agentview.services.status.facts import (
    AccountView,
    CaseView,
    DebtView,
    RequestView,
    ServiceView,
    TaskView,
)
from agentview.services.status.findings import account_findings, service_findings
from agentview.services.status.moves import moves_of
from agentview.services.status.queries import Around, around
from agentview.services.status.rules import Hold, strongest
from agentview.services.suspension import rules
from agentview.services.suspension.ruling import rule_set_of
from agentview.services.unit import Unit

_NETWORK: dict[RestrictionStatus, NetworkState] = {
    RestrictionStatus.NONE: NetworkState.NOT_ASKED,
    RestrictionStatus.RESTRICT_PENDING: NetworkState.ASKED,
    RestrictionStatus.RESTRICTED: NetworkState.CONFIRMED,
    RestrictionStatus.RESTORE_PENDING: NetworkState.ASKED,
    RestrictionStatus.RESTRICT_FAILED: NetworkState.REFUSED,
    RestrictionStatus.RESTORE_FAILED: NetworkState.REFUSED,
}
_OVER = frozenset({SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED})


def services(unit: Unit, request: StatusRequest) -> StatusReport:
    """Say why each service of an account does not work, what mends it, and who can do it. Raises NotFound."""
    account = account_of(unit, request.account_id)
    found = around(unit, account)
    money = _money(unit, account, found)
    may_order = ORDER.judge(
        OrderStatus.ORDER_INCOMPLETE, OrderCommand.SUBMIT, OrderFacts(account.status), unit.caller.powers
    ).refusals
    view = AccountView(
        account_id=account.id,
        status=account.status,
        reason=account.status_reason or "",
        provider=found.provider.name,
        today=unit.today,
        debt=_debt(money),
        caller=unit.caller,
        may_order=tuple(RefusalInfo.of(refusal) for refusal in may_order),
        case=_case(unit, found),
    )
    views = _views(unit, found)
    shown = [_service(view, row, views[row.ServiceSubscription.id]) for row in found.services]
    return StatusReport(
        account_id=account.id,
        account_no=account.account_no,
        name=account.name,
        account_status=AccountStatus(account.status),
        account_reason=account.status_reason or "",
        account_since=found.status_since,
        may_order=CommandState.of("new_order", may_order),
        may_note=unit.caller.has(Power.NOTE),
        findings=account_findings(view, tuple(views.values())),
        services=tuple(sorted(shown, key=_urgency)),
        money=money,
        orders=_orders(found),
        as_of=unit.now,
    )


def _urgency(service: ServiceStatus) -> tuple[bool, int, int]:
    severity = service.findings[0].severity
    return service.status in _OVER, list(Severity).index(severity), service.service_id


def _case(unit: Unit, found: Around) -> CaseView | None:
    """Return the case that runs with the verdict that its own screen gives (SM-5)."""
    case = found.case
    if case is None:
        return None
    facts = CaseFacts(CaseOrigin(case.origin))
    verdict = CASE.judge(CaseState(case.state), CaseCommand.RESTORE, facts, unit.caller.powers)
    return CaseView(
        case_id=case.id,
        version=case.row_version,
        reference=reference(Prefix.RESTRICTION_CASE, case.id),
        refusals=tuple(RefusalInfo.of(refusal) for refusal in verdict.refusals),
    )


def _views(unit: Unit, found: Around) -> dict[int, ServiceView]:
    views = [(row, _task(unit, row)) for row in found.tasks]
    tasks = _by_service((row.service_id, view) for row, view in views)
    moves = moves_of(found.migrations, {row.order_id: view for row, view in views})
    requests = _by_service(
        (row.service_subscription_id, _request(row, found.provider.name)) for row in found.requests
    )
    holds = _by_service((row.service_subscription_id, _hold(row)) for row in found.holds)
    return {
        service.id: ServiceView(
            service_id=service.id,
            status=SubscriptionStatus(service.status),
            restriction=RestrictionStatus(service.restriction_status),
            start_on=service.start_on,
            end_on=service.end_on,
            holds=tuple(holds.get(service.id, ())),
            tasks=tuple(tasks.get(service.id, ())) or moves.begun_by(service.package_subscription_id),
            requests=tuple(requests.get(service.id, ())),
            moving=moves.left.get(service.package_subscription_id),
            asked_at=service.bar_wanted_at,
            confirmed_at=_confirmed_at(service),
        )
        for service in (row.ServiceSubscription for row in found.services)
    }


def _confirmed_at(service: ServiceSubscription) -> datetime | None:
    """Return when the network confirmed what is wanted; an older bar that it confirmed is not that."""
    return service.bar_confirmed_at if service.bar_confirmed == service.bar_wanted else None


def _by_service(pairs: Any) -> Mapping[int, Sequence[Any]]:  # noqa: ANN401 - pairs of an id and a record
    grouped: dict[int, list[Any]] = {}
    for service_id, record in pairs:
        grouped.setdefault(service_id, []).append(record)
    return grouped


def _task(unit: Unit, row: Row[*tuple[Any, ...]]) -> TaskView:
    """Return a task with the verdict that its own screen gives (SM-1)."""
    caller = unit.caller
    standing = Standing(*(getattr(row, name) for name in Standing._fields))
    viewer = Viewer(caller.user_id, caller.provider_id, caller.account_id, caller.powers)
    judged = judged_now(standing, viewer, unit.now)
    return TaskView(
        task_id=row.task_id,
        reference=row.reference,
        transfer_type=judged.transfer_type,
        status=judged.status,
        commands={state.command: state.refusals for state in judged.commands},
        queue=row.queue,
        retailer=row.retailer,
        requested_on=row.requested_on,
        due_at=row.sla_due_at,
        halt_text=row.halt_text or "",
        halted_at=row.halted_at,
    )


def _request(row: NetworkRequest, retailer: str) -> RequestView:
    return RequestView(
        request_id=row.id,
        reference=row.reference,
        action=NetworkAction(row.action),
        status=NetworkStatus(row.status),
        failure=row.failure_text or row.failure_code or "",
        since=row.finished_at or row.requested_at,
        retailer=retailer,
    )


def _hold(row: ServiceHold) -> Hold:
    return Hold(
        cause=_known(HoldCause, row.cause, HoldCause.OTHER),
        origin=_known(HoldOrigin, row.origin, HoldOrigin.MANUAL),
        bar=_known(Bar, row.bar_code, Bar.OUTGOING),
        reason=row.reason,
        placed_at=row.placed_at,
        placed_by=row.placed_by,
        case_id=row.case_id,
    )


def _known(kind: Any, value: str, other: Any) -> Any:  # noqa: ANN401 - a member of `kind`
    return kind(value) if value in {member.value for member in kind} else other


def _service(account: AccountView, row: Row[*tuple[Any, ...]], view: ServiceView) -> ServiceStatus:
    hold = strongest(view.holds)
    is_staff = account.caller.account_id is None
    return ServiceStatus(
        service_id=view.service_id,
        reference=reference(Prefix.SERVICE, view.service_id),
        package_id=row.PackageSubscription.id,
        package=row.PackagePlan.external_name,
        name=row.ServicePlan.external_name,
        service_type=row.ServiceType.name,
        identifier_label=row.ServiceType.identifier_label,
        identifier=row.ServiceSubscription.core_service_identifier,
        status=view.status,
        restriction=view.restriction.value,
        network=_NETWORK[view.restriction],
        hold_cause=hold.cause if hold else None,
        hold_origin=hold.origin if hold else None,
        hold_reason=hold.reason if hold and is_staff else "",
        bar=hold.bar if hold else None,
        since=hold.placed_at if hold else None,
        placed_by=hold.placed_by if hold and is_staff else "",
        further_holds=max(0, len(view.holds) - 1),
        asked_at=view.asked_at,
        confirmed_at=view.confirmed_at,
        findings=service_findings(account, view),
    )


def _money(unit: Unit, account: Account, found: Around) -> Money:
    dues = [rules.Due(row.due_on, row.amount_due_inc_cents, row.disputed_cents) for row in found.invoices]
    overdue_cents, oldest_days = rules.overdue(dues, unit.today)
    rule_set = rules.rule_set_in_force(map(rule_set_of, found.rule_sets), unit.today)
    threshold = rule_set.restoration_threshold_cents if rule_set else None
    return Money(
        currency=found.invoices[0].currency if found.invoices else found.provider.currency,
        owing_cents=rules.owing(dues),
        overdue_cents=overdue_cents,
        disputed_cents=sum(due.disputed_cents for due in dues),
        oldest_overdue_days=oldest_days,
        rule_set=rule_set.name if rule_set else "",
        threshold_cents=threshold,
        to_restore_cents=rules.to_restore(dues, threshold) if threshold is not None else None,
        is_omitted=account.omit_from_auto_restrict,
        invoices=tuple(
            InvoiceLine(
                invoice_no=row.invoice_no,
                issued_on=row.issued_on,
                due_on=row.due_on,
                overdue_days=rules.overdue_days(due, unit.today),
                total_cents=row.total_inc_cents,
                due_cents=row.amount_due_inc_cents,
                disputed_cents=row.disputed_cents,
            )
            for row, due in zip(found.invoices, dues, strict=True)
        ),
        plans=tuple(
            PlanLine(
                start_on=row.start_on,
                frequency=row.frequency,
                number_of_payments=row.number_of_payments,
                status=row.status,
            )
            for row in found.plans
        ),
    )


def _debt(money: Money) -> DebtView:
    oldest = next((one for one in money.invoices if one.overdue_days), None)
    return DebtView(
        currency=money.currency,
        overdue_cents=money.overdue_cents,
        oldest_due_on=oldest.due_on if oldest else None,
        oldest_days=oldest.overdue_days if oldest else None,
        to_restore_cents=money.to_restore_cents,
    )


def _orders(found: Around) -> tuple[OpenOrder, ...]:
    orders = tuple(
        OpenOrder(
            record_id=row.id,
            reference=order_reference(row.id, row.order_type),
            type=row.order_type,
            status=row.status,
            requested_on=row.requested_on,
            is_cancel_request=False,
        )
        for row in found.orders
    )
    cancels = tuple(
        OpenOrder(
            record_id=row.id,
            reference=reference(Prefix.CANCEL_REQUEST, row.id),
            type="CANCEL",
            status=row.status,
            requested_on=row.requested_on,
            is_cancel_request=True,
        )
        for row in found.cancel_requests
    )
    return orders + cancels
