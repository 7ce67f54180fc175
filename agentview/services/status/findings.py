"""Why a service does not work, the most severe reason first: pure functions over what is known of it."""

from collections.abc import Iterator

from agentview.contract.account import AccountStatus
from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkStatus
from agentview.contract.status import Bar, Cause, Finding, HoldCause, HoldOrigin, Severity, Step, StepKind
from agentview.contract.subscription import SubscriptionStatus
from agentview.services.network.rules import NO_PLATFORM
from agentview.services.status import steps
from agentview.services.status.facts import AccountView, MovingView, ServiceView
from agentview.services.status.rules import Hold, strongest
from agentview.services.status.steps import values_of

_STOPPED = (
    Cause.ACCOUNT_CANCELLED,
    Cause.SERVICE_ENDED,
    Cause.SERVICE_ABORTED,
    Cause.ACCOUNT_SYSTEM,
    Cause.HELD_ALL,
    Cause.TASK_HALTED,
    Cause.NETWORK_REFUSED,
    Cause.NO_PLATFORM,
    Cause.NOT_STARTED,
)
_LIMITED = (
    Cause.RESTORE_FAILED,
    Cause.BARRED_WITHOUT_CAUSE,
    Cause.HELD_UNPAID,
    Cause.HELD,
    Cause.RESTORE_PENDING,
    Cause.ACCOUNT_PARENT,
    Cause.ACCOUNT_SUSPENDED,
)
_WAITING = (Cause.TASK_OPEN, Cause.NETWORK_ASKED, Cause.STARTS_LATER)
SEVERITIES: dict[Cause, Severity] = {
    **dict.fromkeys(Cause, Severity.NOTICE),
    **dict.fromkeys(_STOPPED, Severity.STOPPED),
    **dict.fromkeys(_LIMITED, Severity.LIMITED),
    **dict.fromkeys(_WAITING, Severity.WAITING),
    Cause.WORKS: Severity.FINE,
}

_ACCOUNT: dict[int, Cause] = {
    AccountStatus.CANCELLED: Cause.ACCOUNT_CANCELLED,
    AccountStatus.SYSTEM_SUSPENDED: Cause.ACCOUNT_SYSTEM,
    AccountStatus.RESTRICTED_BY_PARENT: Cause.ACCOUNT_PARENT,
    AccountStatus.SUSPENDED: Cause.ACCOUNT_SUSPENDED,
    AccountStatus.SUSPENDED_BILLING_AND_ORDERING: Cause.ACCOUNT_SUSPENDED,
    AccountStatus.INACTIVE: Cause.ACCOUNT_CLOSED_TO_ORDERS,
    AccountStatus.PREACTIVE: Cause.ACCOUNT_CLOSED_TO_ORDERS,
}
_OVER = {
    SubscriptionStatus.CANCELLED: Cause.SERVICE_ENDED,
    SubscriptionStatus.ABORTED: Cause.SERVICE_ABORTED,
}
_ENDING = (SubscriptionStatus.PENDING_CANCEL, SubscriptionStatus.PENDING_PROV_CANCEL)


def _finding(cause: Cause, *next_steps: Step, **values: object) -> Finding:
    return Finding(
        cause=cause, severity=SEVERITIES[cause], values=dict(values_of(**values)), steps=next_steps
    )


def sorted_findings(found: Iterator[Finding]) -> tuple[Finding, ...]:
    """Return findings, the most severe first."""
    order = list(Severity)
    causes = list(Cause)
    return tuple(sorted(found, key=lambda one: (order.index(one.severity), causes.index(one.cause))))


def account_findings(account: AccountView, services: tuple[ServiceView, ...]) -> tuple[Finding, ...]:
    """Say what stands against the account as a whole (3.3), and what is overdue with no bar placed yet."""
    return sorted_findings(_of_account(account, services))


def _of_account(account: AccountView, services: tuple[ServiceView, ...]) -> Iterator[Finding]:
    cause = _ACCOUNT.get(account.status)
    if cause is not None:
        yield _finding(cause, _account_step(cause, account), status=account.status, reason=account.reason)
    is_held = any(hold.cause is HoldCause.NON_PAYMENT for service in services for hold in service.holds)
    if account.debt.overdue_cents and not is_held:
        yield _finding(
            Cause.OVERDUE,
            steps.pay_overdue(account),
            steps.note_promise(account),
            overdue_cents=account.debt.overdue_cents,
            currency=account.debt.currency,
            due_on=account.debt.oldest_due_on,
            days=account.debt.oldest_days,
        )


def _account_step(cause: Cause, account: AccountView) -> Step:
    if cause is Cause.ACCOUNT_PARENT:
        return steps.ask(StepKind.ASK_PARENT, account)
    if cause in {Cause.ACCOUNT_SYSTEM, Cause.ACCOUNT_CANCELLED}:
        return steps.ask(StepKind.ASK_SUPPORT, account)
    return steps.restore_account(account)


def service_findings(account: AccountView, service: ServiceView) -> tuple[Finding, ...]:
    """Say why a service does not work; there is always an answer, and the first one is the worst."""
    over = _OVER.get(service.status)
    if over is not None:
        return (_finding(over, steps.order_anew(account), end_on=service.end_on),)
    found = [
        *_stopped_with_account(account),
        *_held(account, service),
        *_unborn(account, service),
        *_ending(account, service),
    ]
    is_usable = all(one.severity in {Severity.NOTICE, Severity.FINE} for one in found)
    if is_usable:
        found.append(_usable(account, service))
    return sorted_findings(iter(found))


def _usable(account: AccountView, service: ServiceView) -> Finding:
    if service.start_on is not None and service.start_on > account.today:
        return _finding(Cause.STARTS_LATER, start_on=service.start_on)
    return _finding(Cause.WORKS, steps.ask(StepKind.CHECK_DEVICE, account), start_on=service.start_on)


def _stopped_with_account(account: AccountView) -> Iterator[Finding]:
    cause = _ACCOUNT.get(account.status)
    if cause is not None and SEVERITIES[cause] is Severity.STOPPED:
        yield _finding(cause, _account_step(cause, account), status=account.status, reason=account.reason)


def _held(account: AccountView, service: ServiceView) -> Iterator[Finding]:
    """Say what bars it: the strongest hold rules; what the network confirmed is another matter (D-26)."""
    hold = strongest(service.holds)
    status = service.restriction
    if hold is None:
        yield from _barred_without_hold(account, service)
        return
    if status is RestrictionStatus.RESTRICT_FAILED:
        yield _finding(Cause.RESTRICT_FAILED, steps.lift(account, hold), **_of_hold(account, hold, service))
        return
    yield _hold_finding(account, hold, service)
    if status in {RestrictionStatus.NONE, RestrictionStatus.RESTRICT_PENDING}:
        yield _finding(Cause.RESTRICT_PENDING, **_of_network(service))


def _hold_finding(account: AccountView, hold: Hold, service: ServiceView) -> Finding:
    values = _of_hold(account, hold, service)
    is_for_money = hold.cause is HoldCause.NON_PAYMENT and hold.origin is HoldOrigin.AUTO
    if is_for_money:
        debt = account.debt
        return Finding(
            cause=Cause.HELD_UNPAID,
            severity=Severity.STOPPED if hold.bar is Bar.ALL else Severity.LIMITED,
            values=dict(
                values_of(
                    **values,
                    unpaid_since_on=debt.oldest_due_on,
                    amount_cents=debt.to_restore_cents,
                    currency=debt.currency,
                )
            ),
            steps=(steps.pay(account), steps.note_promise(account), steps.lift(account, hold)),
        )
    cause = Cause.HELD_ALL if hold.bar is Bar.ALL else Cause.HELD
    return _finding(cause, steps.lift(account, hold), **values)


def _of_hold(account: AccountView, hold: Hold, service: ServiceView) -> dict[str, object]:
    """Return what is told of a hold; a customer does not read who placed it and why."""
    is_customer = account.caller.account_id is not None
    told = {} if is_customer else {"reason": hold.reason, "by": hold.placed_by}
    return {
        "hold": hold.cause.value,
        "origin": hold.origin.value,
        "bar": hold.bar.value,
        "since_at": hold.placed_at,
        "further": len(service.holds) - 1,
        **_of_network(service),
        **told,
    }


def _of_network(service: ServiceView) -> dict[str, object]:
    """Return when the network was asked for what is wanted, and when it confirmed that: two facts."""
    return {"asked_at": service.asked_at, "confirmed_at": service.confirmed_at}


def _barred_without_hold(account: AccountView, service: ServiceView) -> Iterator[Finding]:
    status, network = service.restriction, _of_network(service)
    if status is RestrictionStatus.RESTORE_PENDING:
        yield _finding(Cause.RESTORE_PENDING, steps.ask(StepKind.WAIT_NETWORK, account), **network)
    elif status is RestrictionStatus.RESTORE_FAILED:
        yield _finding(Cause.RESTORE_FAILED, steps.lift(account), **network)
    elif status in {RestrictionStatus.RESTRICTED, RestrictionStatus.RESTRICT_PENDING}:
        yield _finding(Cause.BARRED_WITHOUT_CAUSE, steps.lift(account), **network)


def _unborn(account: AccountView, service: ServiceView) -> Iterator[Finding]:
    """Say where the order of a service stands that was never active."""
    if service.status is not SubscriptionStatus.PRE_ACTIVE:
        return
    for task in service.tasks:
        if task.is_halted:
            yield _finding(
                Cause.TASK_HALTED,
                steps.resubmit(task),
                steps.abort(task),
                reference=task.reference,
                by=task.queue,
                reason=task.halt_text,
                since_at=task.halted_at,
            )
        else:
            yield _finding(
                Cause.TASK_OPEN,
                steps.complete(task),
                reference=task.reference,
                by=task.queue,
                requested_on=task.requested_on,
                due_at=task.due_at,
            )
    yield from _asked(account, service, Cause.NETWORK_REFUSED, Cause.NETWORK_ASKED)
    if not service.tasks and not service.requests:
        yield _finding(Cause.NOT_STARTED, steps.ask(StepKind.ASK_SUPPORT, account))


def _ending(account: AccountView, service: ServiceView) -> Iterator[Finding]:
    """Say how far the cancellation, or the migration, of a service is; until it ends, it works (R-MIG-37)."""
    if service.status not in _ENDING:
        return
    if service.moving is not None:
        yield _moving(service.moving)
        return
    for task in service.tasks:
        cause = Cause.ENDING_HALTED if task.is_halted else Cause.ENDING
        first = steps.resubmit(task) if task.is_halted else steps.complete(task)
        yield _finding(
            cause,
            first,
            steps.abort(task),
            reference=task.reference,
            by=task.queue,
            end_on=task.requested_on,
            reason=task.halt_text or None,
        )
    yield from _asked(account, service, Cause.ENDING_REFUSED, Cause.ENDING)
    if not service.tasks and not service.requests:
        yield _finding(Cause.ENDING)


def _moving(moving: MovingView) -> Finding:
    task = moving.task
    if task is not None and task.is_halted:
        return _finding(
            Cause.MOVING_HALTED,
            steps.resubmit(task),
            steps.abort(task),
            reference=task.reference,
            by=task.queue,
            reason=task.halt_text,
            since_at=task.halted_at,
        )
    next_steps = (steps.complete(task), steps.abort(task)) if task is not None else ()
    return _finding(Cause.MOVING, *next_steps, reference=moving.reference, start_on=moving.effective_on)


def _asked(account: AccountView, service: ServiceView, refused: Cause, asked: Cause) -> Iterator[Finding]:
    for request in service.requests:
        if request.status is NetworkStatus.REFUSED:
            yield _finding(
                refused,
                steps.retry_network(account, service, request),
                steps.abort_network(account, service, request),
                reference=request.reference,
                reason=request.failure,
                since_at=request.since,
            )
        elif request.failure == NO_PLATFORM and asked is Cause.NETWORK_ASKED:
            yield _finding(
                Cause.NO_PLATFORM,
                steps.ask(StepKind.ASK_SUPPORT, account),
                reference=request.reference,
                since_at=request.since,
            )
        else:
            yield _finding(
                asked,
                steps.ask(StepKind.WAIT_NETWORK, account),
                reference=request.reference,
                since_at=request.since,
            )
