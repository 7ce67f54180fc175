"""Which commands a task offers on its bar, in which order, and which one stands out; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agentview.contract.provisioning import QueueRow, Side, TaskCommand, TaskStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.ui.views.provisioning.plans import COMPLETION
from agentview.ui.views.provisioning.row_facts import OPEN_STATUSES, is_mine

_POWER = "E-POWER"


@dataclass(frozen=True)
class Offer:
    """A command on the bar, and every reason against it."""

    command: TaskCommand
    refusals: tuple[RefusalInfo, ...] = ()
    is_primary: bool = False
    is_dangerous: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing stands against it."""
        return not self.refusals


def completion_of(row: QueueRow) -> TaskCommand:
    """The one command that completes this task (R-PRV-14)."""
    return COMPLETION[row.transfer_type]


def claim_command(row: QueueRow, user_id: int) -> TaskCommand:
    """Releasing what is mine, else claiming."""
    return TaskCommand.RELEASE if is_mine(row, user_id) else TaskCommand.CLAIM


def refusals_of(commands: Sequence[CommandState], command: str) -> tuple[RefusalInfo, ...]:
    """Every reason against a command; what is not listed is unknown and counts as closed by its state."""
    for state in commands:
        if state.command == command:
            return state.refusals
    return (RefusalInfo(code="E-STATE", values={"state": "", "command": command}),)


def offers(row: QueueRow, commands: Sequence[CommandState], side: Side, user_id: int) -> tuple[Offer, ...]:
    """What the bar of a task shows: the completing command first, abort last.

    A command that the person has no power for is left out; the command box still lists it with its reason.
    """
    names: list[TaskCommand] = []
    if row.status in OPEN_STATUSES and side is Side.WORK:
        names = [completion_of(row), TaskCommand.HALT, TaskCommand.EDIT, claim_command(row, user_id)]
    elif row.status is TaskStatus.PROVISIONING_HALTED:
        names = [TaskCommand.RESUBMIT]
    names.append(TaskCommand.ADD_NOTE)
    if row.status in OPEN_STATUSES or row.status is TaskStatus.PROVISIONING_HALTED:
        names.append(TaskCommand.ABORT)
    found = [(name, refusals_of(commands, name.value)) for name in names]
    shown = [(name, against) for name, against in found if not any(why.code == _POWER for why in against)]
    main = (completion_of(row), TaskCommand.RESUBMIT)
    return tuple(Offer(name, against, name in main, name is TaskCommand.ABORT) for name, against in shown)
