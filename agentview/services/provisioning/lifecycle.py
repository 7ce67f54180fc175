"""The lifecycle of a provisioning task: SM-1 as D-18 completes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agentview.contract.provisioning import TaskCommand, TaskStatus, TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power

CAN_ORDER = 1
"""The only account status that may order (table 3.3)."""

COMPLETION: dict[TransferType, TaskCommand] = {
    TransferType.NEW: TaskCommand.ACTIVATE,
    TransferType.CHOWN: TaskCommand.ACTIVATE,
    TransferType.UPGRADE: TaskCommand.ACTIVATE,
    TransferType.CANCEL: TaskCommand.FINALISE_CANCELLATION,
    TransferType.MIGRATE: TaskCommand.FINALISE_MIGRATION,
}
"""The one command that completes a task of each transfer type (R-PRV-14)."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the guards look at. `claimant_id` is None where nobody's lease is alive."""

    transfer_type: TransferType
    caller_id: int
    is_worked_here: bool
    is_retailed_here: bool
    is_customer: bool
    customers_may_resubmit: bool
    claimant_id: int | None
    claimant: str | None
    claimed_at: datetime | None
    service_status: SubscriptionStatus
    account_status: int


Guard = Callable[[TaskFacts], tuple[Refusal, ...]]


def _all_of(*guards: Guard) -> Guard:
    def every_reason(facts: TaskFacts) -> tuple[Refusal, ...]:
        return tuple(refusal for guard in guards for refusal in guard(facts))

    return every_reason


def _worked_here(facts: TaskFacts) -> tuple[Refusal, ...]:
    return () if facts.is_worked_here else (Refusal("E-OTHER-QUEUE"),)


def _unclaimed_or_mine(facts: TaskFacts) -> tuple[Refusal, ...]:
    if facts.claimant_id in (None, facts.caller_id):
        return ()
    since = facts.claimed_at.isoformat() if facts.claimed_at else None
    return (Refusal("E-CLAIMED", rule="D-18", values={"by": facts.claimant, "since": since}),)


def _mine(facts: TaskFacts) -> tuple[Refusal, ...]:
    return () if facts.claimant_id == facts.caller_id else (Refusal("E-NOT-YOURS", rule="D-18"),)


def _claimed_by_another(facts: TaskFacts) -> tuple[Refusal, ...]:
    if facts.claimant_id == facts.caller_id:
        return (Refusal("E-ALREADY-YOURS", rule="D-18"),)
    return ()


def _completed_by(command: TaskCommand) -> Guard:
    def fits(facts: TaskFacts) -> tuple[Refusal, ...]:
        if COMPLETION[facts.transfer_type] is command:
            return ()
        values = {"transfer_type": facts.transfer_type.value}
        return (Refusal("E-TRANSFER-TYPE", rule="R-PRV-14", values={**values}),)

    return fits


def _asked_here(facts: TaskFacts) -> tuple[Refusal, ...]:
    if facts.is_retailed_here:
        return ()
    return (Refusal("E-NOT-RETAILER", rule="R-PRV-22"),)


def _has_own_fields(facts: TaskFacts) -> tuple[Refusal, ...]:
    """What a migration moves stands in its order: whoever wants it otherwise withdraws it."""
    if facts.transfer_type is not TransferType.MIGRATE:
        return ()
    return (Refusal("E-MIGRATION-FIXED", rule="SM-2"),)


def _portal_option(facts: TaskFacts) -> tuple[Refusal, ...]:
    if facts.is_customer and not facts.customers_may_resubmit:
        return (Refusal("E-PORTAL-OFF", rule="R-PRV-22"),)
    return ()


def _account_may_order(facts: TaskFacts) -> tuple[Refusal, ...]:
    if facts.account_status == CAN_ORDER:
        return ()
    return (Refusal("E-ACCOUNT-STATUS", values={"status": facts.account_status}),)


def _not_yet_active(facts: TaskFacts) -> tuple[Refusal, ...]:
    ends_something = facts.transfer_type in {TransferType.CANCEL, TransferType.MIGRATE}
    if ends_something or facts.service_status is SubscriptionStatus.PRE_ACTIVE:
        return ()
    values = {"state": facts.service_status.value, "command": TaskCommand.ABORT.value}
    return (Refusal("E-STATE", rule="R-PRV-25", values={**values}),)


def _on_a_side(facts: TaskFacts) -> tuple[Refusal, ...]:
    return () if facts.is_worked_here or facts.is_retailed_here else (Refusal("E-OTHER-QUEUE"),)


_WAITING = frozenset({TaskStatus.AWAITING_PROVISIONING})
_CLAIMED = frozenset({TaskStatus.IN_PROGRESS})
_OPEN = _WAITING | _CLAIMED
_HALTED = frozenset({TaskStatus.PROVISIONING_HALTED})
_WORK = frozenset({Power.WORK_QUEUE})
_ACT = _all_of(_worked_here, _unclaimed_or_mine)

LIFECYCLE: Lifecycle[TaskStatus, TaskCommand, TaskFacts] = Lifecycle(
    "Provisioning task",
    (
        Transition(_OPEN, TaskCommand.CLAIM, TaskStatus.IN_PROGRESS, _WORK, _ACT, "D-18"),
        Transition(
            _CLAIMED,
            TaskCommand.RELEASE,
            TaskStatus.AWAITING_PROVISIONING,
            _WORK,
            _all_of(_worked_here, _mine),
            "D-18",
        ),
        Transition(
            _CLAIMED,
            TaskCommand.TAKE_OVER,
            TaskStatus.IN_PROGRESS,
            frozenset({Power.TAKE_OVER}),
            _all_of(_worked_here, _claimed_by_another),
            "D-18",
        ),
        Transition(_CLAIMED, TaskCommand.RENEW, None, _WORK, _all_of(_worked_here, _mine), "D-18"),
        Transition(_OPEN, TaskCommand.EDIT, TaskStatus.IN_PROGRESS, _WORK, _ACT, "R-PRV-41"),
        Transition(
            _OPEN,
            TaskCommand.ACTIVATE,
            TaskStatus.COMPLETED,
            _WORK,
            _all_of(_ACT, _completed_by(TaskCommand.ACTIVATE)),
            "R-PRV-06",
        ),
        Transition(
            _OPEN,
            TaskCommand.FINALISE_CANCELLATION,
            TaskStatus.COMPLETED,
            _WORK,
            _all_of(_ACT, _completed_by(TaskCommand.FINALISE_CANCELLATION)),
            "R-PRV-28",
        ),
        Transition(
            _OPEN,
            TaskCommand.FINALISE_MIGRATION,
            TaskStatus.COMPLETED,
            _WORK,
            _all_of(_ACT, _completed_by(TaskCommand.FINALISE_MIGRATION)),
            "R-MIG-21",
        ),
        Transition(_OPEN, TaskCommand.HALT, TaskStatus.PROVISIONING_HALTED, _WORK, _ACT, "R-PRV-18"),
        Transition(
            _HALTED,
            TaskCommand.AMEND,
            None,
            frozenset({Power.RESUBMIT}),
            _all_of(_asked_here, _has_own_fields),
            "R-PRV-23",
        ),
        Transition(
            _HALTED,
            TaskCommand.RESUBMIT,
            TaskStatus.AWAITING_PROVISIONING,
            frozenset({Power.RESUBMIT}),
            _all_of(_asked_here, _portal_option, _account_may_order),
            "R-PRV-19",
        ),
        Transition(
            _OPEN | _HALTED,
            TaskCommand.ABORT,
            TaskStatus.ABORTED,
            frozenset({Power.MANAGE_HALTED_SUBSCRIPTIONS}),
            _all_of(_on_a_side, _unclaimed_or_mine, _not_yet_active),
            "R-PRV-26",
        ),
        Transition(
            frozenset(TaskStatus),
            TaskCommand.ADD_NOTE,
            None,
            frozenset({Power.NOTE, Power.WORK_QUEUE}),
            _on_a_side,
        ),
    ),
)

BUCKETS: dict[TaskStatus, str] = {
    TaskStatus.AWAITING_PROVISIONING: "OPEN",
    TaskStatus.IN_PROGRESS: "OPEN",
    TaskStatus.PROVISIONING_HALTED: "HALTED",
    TaskStatus.COMPLETED: "DONE",
    TaskStatus.ABORTED: "DONE",
}
"""Which list a task stands in."""


def effective_status(status: TaskStatus, lease_until: datetime | None, now: datetime) -> TaskStatus:
    """Return the status as it is now: a task whose lease ran out waits again (D-18)."""
    if status is TaskStatus.IN_PROGRESS and (lease_until is None or lease_until < now):
        return TaskStatus.AWAITING_PROVISIONING
    return status
