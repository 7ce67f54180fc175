"""What may be done to a device here, and every reason against it (5.4)."""

from dataclasses import dataclass
from typing import Protocol

from agentview.contract.value import CommandState
from agentview.contract.wireless import DeviceStatus
from agentview.contract.wireless_devices import DeviceCommand
from agentview.core.errors import Denied, Refusal, refuse_if_any
from agentview.core.power import Power
from agentview.services.customer_scope import is_customer
from agentview.services.unit import Unit

C = DeviceCommand


class _Standing(Protocol):
    """A device as it is read: a row of a list, or of the table."""

    @property
    def status(self) -> str: ...
    @property
    def line_id(self) -> int | None: ...
    @property
    def employee_id(self) -> int | None: ...
    @property
    def checked_out_to(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """Where a device stands. `is_assigned`: it has a line or an employee; `is_out`: it is checked out."""

    status: DeviceStatus
    is_assigned: bool
    is_out: bool

    @classmethod
    def of(cls, row: _Standing) -> "DeviceFacts":
        """Read them."""
        is_assigned = row.line_id is not None or row.employee_id is not None
        return cls(DeviceStatus(row.status), is_assigned, row.checked_out_to is not None)


def device_commands(unit: Unit, facts: DeviceFacts) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller."""
    return tuple(CommandState.of(one.value, device_refusals(unit, one, facts)) for one in C)


def demand(unit: Unit, command: DeviceCommand, facts: DeviceFacts) -> None:
    """Raise Rejected with every reason against a command, Denied where the caller may not at all."""
    refusals = device_refusals(unit, command, facts)
    if any(one.code in {"E-POWER", "E-STAFF-ONLY"} for one in refusals):
        raise Denied(*refusals)
    refuse_if_any(refusals)


def device_refusals(unit: Unit, command: DeviceCommand, facts: DeviceFacts) -> tuple[Refusal, ...]:
    """Return every reason against a command. A spare device is In Stock, with no line and nobody."""
    found = []
    if not unit.caller.has(Power.FULFIL):
        found.append(Refusal("E-POWER", rule="R-GEN-02", values={"power": Power.FULFIL.value}))
    if is_customer(unit.caller):
        found.append(Refusal("E-STAFF-ONLY"))
    if command is C.CHECK_OUT:
        if facts.is_out:
            found.append(Refusal("E-WLI-OUT", "device_id"))
        if facts.status is not DeviceStatus.IN_STOCK or facts.is_assigned:
            found.append(Refusal("E-WLI-NOT-SPARE", "device_id", values={"state": facts.status.value}))
    if command is C.CHECK_IN and not facts.is_out:
        found.append(Refusal("E-WLI-NOT-OUT", "device_id"))
    return tuple(found)
