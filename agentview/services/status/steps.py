"""What can be done next and by whom, from the tables that the services enforce."""

from collections.abc import Mapping
from typing import Any

from agentview.contract.network import NetworkCommand
from agentview.contract.provisioning import TaskCommand
from agentview.contract.status import RecordKind, Step, StepKind
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension_cases import CaseCommand
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, Value
from agentview.core.power import ROLE_POWERS, Power, Role
from agentview.services.network.lifecycle import LIFECYCLE as NETWORK
from agentview.services.network.lifecycle import NetworkFacts
from agentview.services.provisioning.lifecycle import COMPLETION
from agentview.services.provisioning.lifecycle import LIFECYCLE as TASK
from agentview.services.status.facts import AccountView, RequestView, ServiceView, TaskView
from agentview.services.status.rules import Hold

_NOBODYS = frozenset({Role.VIEWER, Role.SYSTEM})
NOTE = "add_note"
TAKE_PROMISE = "take_promise"
ORDER = "new_order"


def roles_with(powers: frozenset[Power]) -> tuple[Role, ...]:
    """Return the roles of people who hold one of the powers."""
    return tuple(role for role in Role if role not in _NOBODYS and ROLE_POWERS[role] & powers)


def _missing(account: AccountView, power: Power) -> tuple[RefusalInfo, ...]:
    if account.caller.has(power):
        return ()
    refusal = Refusal("E-POWER", rule="R-GEN-02", values={"power": power.value})
    return (RefusalInfo.of(refusal),)


def pay(account: AccountView) -> Step:
    """The customer pays; the rules lift what they placed."""
    debt = account.debt
    values: dict[str, Value] = {"amount_cents": debt.to_restore_cents, "currency": debt.currency}
    if debt.to_restore_cents is None:
        values = {"amount_cents": debt.overdue_cents, "currency": debt.currency}
    return Step(kind=StepKind.PAY, values=values)


def pay_overdue(account: AccountView) -> Step:
    """The customer pays what is overdue; nothing is barred for it yet."""
    debt = account.debt
    values: dict[str, Value] = {"amount_cents": debt.overdue_cents, "currency": debt.currency}
    return Step(kind=StepKind.PAY_OVERDUE, values=values)


def note_promise(account: AccountView) -> Step:
    """Take the customer's promise to pay, which holds the rules back; who may not do that writes a note."""
    return Step(
        kind=StepKind.NOTE_PROMISE,
        command=TAKE_PROMISE if account.caller.has(Power.CREDIT_CONTROL) else NOTE,
        record=RecordKind.ACCOUNT,
        record_id=account.account_id,
        refusals=_missing(account, Power.NOTE),
        roles=roles_with(frozenset({Power.NOTE})),
        provider=account.provider,
    )


def lift(account: AccountView, hold: Hold | None = None) -> Step:
    """Credit control lifts a hold by hand (SM-5), where the case that runs has placed it."""
    is_of_case = account.case is not None and (hold is None or hold.case_id == account.case.case_id)
    return _by_hand(StepKind.LIFT, account, is_of_case=is_of_case)


def restore_account(account: AccountView) -> Step:
    """Credit control restores the account by hand (SM-5)."""
    return _by_hand(StepKind.RESTORE_ACCOUNT, account, is_of_case=account.case is not None)


def _by_hand(kind: StepKind, account: AccountView, *, is_of_case: bool) -> Step:
    """Restoring the case that runs is a command; what no case has placed, nobody here can lift."""
    case, roles = account.case, roles_with(frozenset({Power.CREDIT_CONTROL}))
    if is_of_case and case is not None:
        if case.refusals:
            return Step(kind=kind, refusals=case.refusals, roles=roles, provider=account.provider)
        return Step(
            kind=kind,
            command=CaseCommand.RESTORE.value,
            record=RecordKind.RESTRICTION_CASE,
            record_id=case.case_id,
            reference=case.reference,
            values={"version": case.version},
            roles=roles,
            provider=account.provider,
        )
    return Step(
        kind=kind,
        refusals=_missing(account, Power.CREDIT_CONTROL),
        roles=roles,
        provider=account.provider,
    )


def ask(kind: StepKind, account: AccountView) -> Step:
    """Somebody is asked who stands in no table of ours."""
    return Step(kind=kind, provider=account.provider)


def order_anew(account: AccountView) -> Step:
    """Order the service again, where the account may order (SM-0)."""
    return Step(
        kind=StepKind.ORDER_ANEW,
        command=ORDER,
        record=RecordKind.ACCOUNT,
        record_id=account.account_id,
        refusals=account.may_order,
        roles=roles_with(frozenset({Power.CREATE_ORDER})),
        provider=account.provider,
    )


def resubmit(task: TaskView) -> Step:
    """The retailer corrects what was wrong and resubmits (R-PRV-19)."""
    return _on_task(StepKind.RESUBMIT, task, TaskCommand.RESUBMIT, task.retailer)


def complete(task: TaskView) -> Step:
    """The one who works the queue completes the task (R-PRV-14)."""
    return _on_task(StepKind.COMPLETE, task, COMPLETION[task.transfer_type], task.queue)


def abort(task: TaskView) -> Step:
    """The task is ended for good (R-PRV-26, 27)."""
    return _on_task(StepKind.ABORT, task, TaskCommand.ABORT, task.retailer)


def _on_task(kind: StepKind, task: TaskView, command: TaskCommand, provider: str) -> Step:
    row = TASK.table[task.status, command]
    return Step(
        kind=kind,
        command=command.value,
        record=RecordKind.TASK,
        record_id=task.task_id,
        reference=task.reference,
        values={"due_at": task.due_at.isoformat()},
        refusals=task.commands[command.value],
        roles=roles_with(row.powers),
        provider=provider,
    )


def retry_network(account: AccountView, service: ServiceView, request: RequestView) -> Step:
    """The carrier's platform is asked again (R-PRV-36)."""
    return _on_request(StepKind.RETRY_NETWORK, account, service, request, NetworkCommand.RETRY)


def abort_network(account: AccountView, service: ServiceView, request: RequestView) -> Step:
    """What the platform refused is given up (S-09)."""
    return _on_request(StepKind.ABORT_NETWORK, account, service, request, NetworkCommand.ABORT)


def _on_request(
    kind: StepKind,
    account: AccountView,
    service: ServiceView,
    request: RequestView,
    command: NetworkCommand,
) -> Step:
    facts = NetworkFacts(request.action, SubscriptionStatus(service.status))
    verdict = NETWORK.judge(request.status, command, facts, account.caller.powers)
    row = NETWORK.table[request.status, command]
    return Step(
        kind=kind,
        command=command.value,
        record=RecordKind.NETWORK_REQUEST,
        record_id=request.request_id,
        reference=request.reference,
        refusals=tuple(RefusalInfo.of(refusal) for refusal in verdict.refusals),
        roles=roles_with(row.powers),
        provider=request.retailer,
    )


def values_of(**values: Any) -> Mapping[str, Value]:  # noqa: ANN401 - any value of an error
    """Return the values of a finding; days and moments as text."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
        if value is not None
    }
