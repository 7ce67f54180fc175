"""What can be done to a customer and a service now, and why not: one table for screens and services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from agentview.contract.account import AccountStatus
from agentview.contract.customers import CustomerCommand, ServiceCommand, ServiceRow
from agentview.contract.hardware import HardwareCommand
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.caller import Caller
from agentview.core.errors import Denied, Refusal, Rejected
from agentview.core.power import Power
from agentview.services.hardware_lifecycle import LIFECYCLE as HARDWARE
from agentview.services.hardware_lifecycle import HardwareFacts

_OVER = frozenset({SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED})
Refusals = tuple[Refusal, ...]
Command = TypeVar("Command", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at; the last three concern a service."""

    account_status: int
    is_customer: bool
    contacts: int = 1
    service_status: SubscriptionStatus | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: the power that a command takes, and every other reason against it."""

    power: Power
    guard: Callable[[Facts], Refusals]


def _free(_facts: Facts) -> Refusals:
    return ()


def _by_staff(facts: Facts) -> Refusals:
    return (Refusal("E-STAFF-ONLY"),) if facts.is_customer else ()


def _with_contacts(facts: Facts) -> Refusals:
    return () if facts.contacts else (Refusal("E-NO-CONTACT"),)


def _may_order(facts: Facts) -> Refusals:
    if facts.account_status == AccountStatus.ACTIVE:
        return ()
    return (Refusal("E-ACCOUNT-STATUS", rule="SM-0", values={"status": facts.account_status}),)


def _may_order_hardware(facts: Facts) -> Refusals:
    """Ask the lifecycle of hardware orders, so that the rule stands there alone (SM-3)."""
    told = HardwareFacts(may_order=facts.account_status == AccountStatus.ACTIVE)
    rows = HARDWARE.rows_of(HardwareCommand.START)
    return tuple(refusal for row in rows for refusal in row.guard(told))


def _living_service(facts: Facts) -> Refusals:
    over = facts.service_status in _OVER
    ended = (Refusal("E-SERVICE-ENDED"),) if over else ()
    return _by_staff(facts) + ended


CUSTOMER: Mapping[CustomerCommand, Rule] = {
    CustomerCommand.EDIT: Rule(Power.EDIT_CUSTOMER, _by_staff),
    CustomerCommand.ADD_NOTE: Rule(Power.NOTE, _free),
    CustomerCommand.ADD_CONTACT: Rule(Power.EDIT_CUSTOMER, _by_staff),
    CustomerCommand.REVEAL: Rule(Power.REVEAL_PII, _with_contacts),
    CustomerCommand.NEW_ORDER: Rule(Power.CREATE_ORDER, _may_order),
    CustomerCommand.NEW_HARDWARE_ORDER: Rule(Power.CREATE_HARDWARE_ORDER, _may_order_hardware),
}
SERVICE: Mapping[ServiceCommand, Rule] = {
    ServiceCommand.EDIT: Rule(Power.EDIT_CUSTOMER, _living_service),
}


def refusals(rule: Rule, facts: Facts, caller: Caller) -> Refusals:
    """Return every reason against a command."""
    missing = Refusal("E-POWER", rule="R-GEN-02", values={"power": rule.power.value})
    return (() if caller.has(rule.power) else (missing,)) + rule.guard(facts)


def demand(rule: Rule, facts: Facts, caller: Caller) -> None:
    """Raise every reason against a command: Denied for a missing power, else Rejected."""
    found = refusals(rule, facts, caller)
    if not found:
        return
    is_denied = any(refusal.code == "E-POWER" for refusal in found)
    raise Denied(*found) if is_denied else Rejected(*found)


def customer_commands(facts: Facts, caller: Caller) -> tuple[CommandState, ...]:
    """Return each command on a customer with the reasons against it."""
    return _states(CUSTOMER, facts, caller)


def service_commands(row: ServiceRow, account_status: int, caller: Caller) -> tuple[CommandState, ...]:
    """Return each command on one service with the reasons against it."""
    facts = Facts(account_status, caller.account_id is not None, service_status=row.status)
    return _states(SERVICE, facts, caller)


def _states(table: Mapping[Command, Rule], facts: Facts, caller: Caller) -> tuple[CommandState, ...]:
    return tuple(
        CommandState(
            command=command.value,
            refusals=tuple(RefusalInfo.of(refusal) for refusal in refusals(rule, facts, caller)),
        )
        for command, rule in table.items()
    )
