"""The one map of a task's status: tone, glyph, exact label and sentence, wherever it is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import Milestone, TaskStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.theme import Tone

_STEP_STATES = {
    "done": StepState.DONE,
    "current": StepState.CURRENT,
    "failed": StepState.FAILED,
    "future": StepState.FUTURE,
}


def status_chip(status: TaskStatus) -> ChipValue:
    """The chip of a status; its word is the exact label (D-30)."""
    translate = QCoreApplication.translate
    return {
        TaskStatus.AWAITING_PROVISIONING: ChipValue(
            Tone.INFO,
            "\u25cb",
            translate("TaskStatus", "Awaiting Provisioning"),
            translate("TaskStatus", "Awaiting Provisioning: waits for somebody to claim it"),
        ),
        TaskStatus.IN_PROGRESS: ChipValue(
            Tone.PROGRESS,
            "\u25d0",
            translate("TaskStatus", "In Progress"),
            translate("TaskStatus", "In Progress: somebody has claimed it and works on it"),
        ),
        TaskStatus.PROVISIONING_HALTED: ChipValue(
            Tone.BAD,
            "!",
            translate("TaskStatus", "Provisioning Halted"),
            translate("TaskStatus", "Provisioning Halted: stopped; the retailer must change or resubmit it"),
        ),
        TaskStatus.COMPLETED: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("TaskStatus", "Completed"),
            translate("TaskStatus", "Completed: provisioned, nothing is left to do"),
        ),
        TaskStatus.ABORTED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("TaskStatus", "Aborted"),
            translate("TaskStatus", "Aborted: ended for good without being provisioned"),
        ),
    }[status]


def status_word(status: TaskStatus) -> str:
    """The label of a status."""
    return status_chip(status).word


def longest_status() -> str:
    """The longest label, for the width of a column."""
    return max((status_word(status) for status in TaskStatus), key=len)


def step_of(milestone: Milestone) -> Step:
    """A milestone as a step of the strip; an unknown one shows its own name."""
    translate = QCoreApplication.translate
    words = {
        "ORDERED": translate("TaskStatus", "Ordered"),
        "AWAITING": translate("TaskStatus", "Awaiting"),
        "IN_PROGRESS": translate("TaskStatus", "In progress"),
        "HALTED": translate("TaskStatus", "Halted"),
        "ABORTED": translate("TaskStatus", "Aborted"),
        "DONE_NEW": translate("TaskStatus", "Active"),
        "DONE_CHOWN": translate("TaskStatus", "Active"),
        "DONE_UPGRADE": translate("TaskStatus", "Active"),
        "DONE_CANCEL": translate("TaskStatus", "Cancelled"),
        "DONE_MIGRATE": translate("TaskStatus", "Migrated"),
    }
    state = _STEP_STATES.get(milestone.state, StepState.FUTURE)
    return Step(words.get(milestone.name, milestone.name), state)
