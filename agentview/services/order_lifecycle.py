"""The lifecycle of an order: SM-0, as far as today's commands reach."""

from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.account import AccountStatus
from agentview.contract.orders import OrderStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


class OrderCommand(StrEnum):
    """What happens to an order. All but submitting follow from its tasks and from the carrier's answers."""

    START = "start"
    SAVE_PAGE = "save_page"
    SUBMIT = "submit"
    SUBMIT_TO_CARRIER = "submit_to_carrier"
    DISCARD = "discard"
    REOPEN = "reopen"
    TASK_HALTED = "task_halted"
    TASKS_RESUBMITTED = "tasks_resubmitted"
    CARRIER_OK = "carrier_ok"
    CARRIER_REFUSED = "carrier_refused"
    CARRIER_QUARANTINED = "carrier_quarantined"
    RETRY = "retry"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What the guards look at: the status of the account that orders, and whose order it is.

    `account_status` is None while no customer is chosen.
    `owner` is the name of the owner. An order that comes in from another system is its sender's own.
    """

    account_status: int | None
    is_owner: bool = True
    is_lead: bool = False
    owner: str = ""
    was_submitted: bool = False


def account_may_order(facts: OrderFacts) -> tuple[Refusal, ...]:
    """Only an Active account may order (SM-0); one that is not chosen yet is not judged."""
    if facts.account_status in (None, AccountStatus.ACTIVE):
        return ()
    return (Refusal("E-ACCOUNT-STATUS", rule="SM-0", values={"status": facts.account_status}),)


def _by_owner(facts: OrderFacts) -> tuple[Refusal, ...]:
    return () if facts.is_owner else (Refusal("E-NOT-OWNER", rule="SM-0", values={"owner": facts.owner}),)


def _by_owner_or_lead(facts: OrderFacts) -> tuple[Refusal, ...]:
    return () if facts.is_lead else _by_owner(facts)


def _submittable(facts: OrderFacts) -> tuple[Refusal, ...]:
    return _by_owner(facts) + account_may_order(facts)


def _never_submitted(facts: OrderFacts) -> tuple[Refusal, ...]:
    submitted = (Refusal("E-SUBMITTED", rule="R-PRV-39"),) if facts.was_submitted else ()
    return submitted + _by_owner(facts)


_DRAFT = frozenset({OrderStatus.ORDER_INCOMPLETE})
_ORDERS = frozenset({Power.CREATE_ORDER})
_NOBODY: frozenset[Power] = frozenset()
_MANAGES = frozenset({Power.MANAGE_HALTED_SUBSCRIPTIONS})
_PENDING = frozenset({OrderStatus.ORDER_PENDING})
_FAILED = frozenset({OrderStatus.ORDER_FAILED})
_QUARANTINED = frozenset({OrderStatus.ORDER_QUARANTINED})

LIFECYCLE: Lifecycle[OrderStatus, OrderCommand, OrderFacts] = Lifecycle(
    "Order",
    (
        Transition(
            frozenset(),
            OrderCommand.START,
            OrderStatus.ORDER_INCOMPLETE,
            _ORDERS,
            account_may_order,
            "SM-0",
        ),
        Transition(_DRAFT, OrderCommand.SAVE_PAGE, None, _ORDERS, _by_owner_or_lead, "SM-0"),
        Transition(
            _DRAFT, OrderCommand.SUBMIT, OrderStatus.ORDER_COMPLETED, _ORDERS, _submittable, "R-PRV-01"
        ),
        Transition(
            _DRAFT,
            OrderCommand.SUBMIT_TO_CARRIER,
            OrderStatus.ORDER_PENDING,
            _ORDERS,
            _submittable,
            "R-PRV-02",
        ),
        Transition(_DRAFT, OrderCommand.DISCARD, OrderStatus.ORDER_CANCELLED, _ORDERS, _by_owner, "SM-0"),
        Transition(
            frozenset({OrderStatus.ORDER_CANCELLED}),
            OrderCommand.REOPEN,
            OrderStatus.ORDER_INCOMPLETE,
            _ORDERS,
            _never_submitted,
            "D-22",
        ),
        Transition(
            frozenset({OrderStatus.ORDER_COMPLETED}),
            OrderCommand.TASK_HALTED,
            OrderStatus.PROVISIONING_HALTED,
            _NOBODY,
            rule="R-PRV-18",
        ),
        Transition(
            frozenset({OrderStatus.PROVISIONING_HALTED}),
            OrderCommand.TASKS_RESUBMITTED,
            OrderStatus.ORDER_COMPLETED,
            _NOBODY,
            rule="R-PRV-18",
        ),
        Transition(
            _PENDING | _FAILED | _QUARANTINED,
            OrderCommand.CARRIER_OK,
            OrderStatus.ORDER_COMPLETED,
            _NOBODY,
            rule="SM-0",
        ),
        Transition(
            _PENDING | _QUARANTINED,
            OrderCommand.CARRIER_REFUSED,
            OrderStatus.ORDER_FAILED,
            _NOBODY,
            rule="SM-0",
        ),
        Transition(
            _PENDING | _FAILED,
            OrderCommand.CARRIER_QUARANTINED,
            OrderStatus.ORDER_QUARANTINED,
            _NOBODY,
            rule="SM-0",
        ),
        Transition(
            _FAILED | _QUARANTINED, OrderCommand.RETRY, OrderStatus.ORDER_PENDING, _MANAGES, rule="SM-0"
        ),
        Transition(
            _PENDING
            | _FAILED
            | _QUARANTINED
            | frozenset({OrderStatus.ORDER_COMPLETED, OrderStatus.PROVISIONING_HALTED}),
            OrderCommand.WITHDRAWN,
            OrderStatus.ORDER_CANCELLED,
            _NOBODY,
            rule="R-MIG-32",
        ),
        Transition(
            _FAILED | _QUARANTINED, OrderCommand.GIVEN_UP, OrderStatus.ORDER_CANCELLED, _MANAGES, rule="S-09"
        ),
    ),
)
"""A submitted order is read-only: only one that was given up before leads back (R-PRV-39, D-22)."""


def submit_command(*, has_tasks: bool) -> OrderCommand:
    """Return how an order is submitted: with work for the queue, or for the carrier alone."""
    return OrderCommand.SUBMIT if has_tasks else OrderCommand.SUBMIT_TO_CARRIER
