"""What may be done to a line here, and every reason against it (T7)."""

from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.value import CommandState
from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import LineCommand
from agentview.core.errors import Denied, Refusal, refuse_if_any
from agentview.core.power import Power
from agentview.models.wireless_company import Employee
from agentview.services.customer_scope import is_customer
from agentview.services.unit import Unit
from agentview.services.wireless_scope import of_company

_CLOSED = frozenset({LineStatus.INACTIVE, LineStatus.PENDING_INACTIVE})
C = LineCommand


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line's state and holder, and which employee of its company the caller is."""

    status: LineStatus
    holder_id: int | None
    own_id: int | None


def own_employees(unit: Unit) -> dict[int, int]:
    """Return which employee the caller is, by company."""
    rows = unit.session.execute(
        select(Employee.account_id, Employee.id).where(
            Employee.user_id == unit.caller.user_id, Employee.is_active, of_company(unit.caller, Employee)
        )
    )
    return {row.account_id: row.id for row in rows}


def line_commands(unit: Unit, facts: LineFacts) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller."""
    return tuple(CommandState.of(one.value, line_refusals(unit, one, facts)) for one in C)


def demand(unit: Unit, command: LineCommand, facts: LineFacts) -> None:
    """Raise Rejected with every reason against a command, Denied where the caller lacks the power."""
    refusals = line_refusals(unit, command, facts)
    if any(one.code in {"E-POWER", "E-STAFF-ONLY"} for one in refusals):
        raise Denied(*refusals)
    refuse_if_any(refusals)


def line_refusals(unit: Unit, command: LineCommand, facts: LineFacts) -> tuple[Refusal, ...]:
    """Return every reason against a command: users speak of their own lines alone, staff of all."""
    needed = Power.FULFIL if command is C.EDIT else Power.WIRELESS_REQUEST
    found = []
    if not unit.caller.has(needed):
        found.append(Refusal("E-POWER", rule="R-GEN-02", values={"power": needed.value}))
    if command is C.EDIT:
        return (*found, *((Refusal("E-STAFF-ONLY"),) if is_customer(unit.caller) else ()))
    if facts.status in _CLOSED:
        found.append(Refusal("E-WLI-LINE-ENDED", "line_id", values={"state": facts.status.value}))
    if command is C.CLAIM:
        return (*found, *_claim(unit, facts))
    if facts.holder_id is None:
        found.append(Refusal("E-WLI-LINE-FREE", "line_id"))
    elif is_customer(unit.caller) and facts.holder_id != facts.own_id:
        found.append(Refusal("E-WLI-NOT-YOURS", "line_id"))
    return tuple(found)


def _claim(unit: Unit, facts: LineFacts) -> tuple[Refusal, ...]:
    found = []
    if facts.holder_id is not None:
        found.append(Refusal("E-WLI-LINE-TAKEN", "line_id"))
    if is_customer(unit.caller) and facts.own_id is None:
        found.append(Refusal("E-WLI-NO-EMPLOYEE"))
    return tuple(found)
