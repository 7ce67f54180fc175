"""The words of a MIGRATE task: where it leads, which service moves where, what finalising it does."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import TaskDetail
from agentview.contract.task_migration import TaskMigration, TaskMove
from agentview.core.phone import grouped
from agentview.ui.kit.when import show_day
from agentview.ui.texts.direction import direction_word

ARROW = "\u2192"


def change_text(move: TaskMigration) -> str:
    """From which plan to which, and whether that is up or down."""
    plans = f"{move.losing_plan} {ARROW} {move.winning_plan}"
    return plans if move.direction is None else f"{plans} ({direction_word(move.direction)})"


def day_text(move: TaskMigration) -> str:
    """The first day of the new package, and that it is still to come."""
    if move.waits_until is None:
        return show_day(move.effective_on)
    text = QCoreApplication.translate("Provisioning", "{day}, still to come")
    return text.replace("{day}", show_day(move.effective_on))


def move_text(move: TaskMove) -> str:
    """What becomes of one service."""
    translate = QCoreApplication.translate
    if not move.winning:
        text = translate("Provisioning", "{plan}: ends, nothing follows it").replace("{plan}", move.losing)
    else:
        text = f"{move.losing} {ARROW} {move.winning}"
    if move.identifier:
        text = f"{grouped(move.identifier)}: {text}"
    if not move.is_automatic or not move.winning:
        return text
    return translate("Provisioning", "{change} (by the carrier's platform)").replace("{change}", text)


def finalise_sentence(task: TaskDetail) -> str:
    """Which package ends, which begins, and on which day (R-PRV-14, R-MIG-21)."""
    move = task.migration
    if move is None:
        return ""
    translate = QCoreApplication.translate
    ends = translate("TaskDialog", "{losing} ends on {last}; {winning} is Active from {first} on.")
    losing = " ".join(part for part in (task.source_package, move.losing_plan) if part)
    text = (
        ends.replace("{last}", show_day(move.effective_on - timedelta(days=1)))
        .replace("{first}", show_day(move.effective_on))
        .replace("{losing}", losing)
        .replace("{winning}", move.winning_plan)
    )
    charged = translate("TaskDialog", "What was quoted is charged. It cannot be undone.")
    return f"{text} {charged}"
