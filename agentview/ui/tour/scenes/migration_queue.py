"""Migrations in the provisioning queue, and what a supervisor does to one."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from agentview.contract.migrations import MigrationStatus
from agentview.contract.provisioning import QueueRow, TransferType
from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.scenes.migrations import dialogs, enter, show
from agentview.ui.tour.stage import MissingPartError, Stage, Steps

PROVISIONER, SUPERVISOR = "priya", "grace"


def finalising(stage: Stage) -> Steps:
    """Claim the task of a migration, and finalise it."""
    yield from enter(stage, PROVISIONER, "provisioning")
    stage.click_part("All open")
    yield from rows(stage)
    _go_to_migration(stage)
    yield from stage.settled()
    stage.press("C")
    yield from stage.until(lambda: bool(stage.workplace.toasts.texts()))
    yield from stage.picture("112-queue-migration", is_key=True)
    stage.press("A")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("113-finalise-migration", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))


def forcing(stage: Stage) -> Steps:
    """Be asked before a migration is completed at once, and before one is withdrawn."""
    yield from enter(stage, SUPERVISOR)
    yield from show(stage, SUPERVISOR, MigrationStatus.AWAITING_PROVISIONING)
    yield from stage.settled()
    stage.press("Shift+F")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("114-force-complete", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))
    stage.press("Shift+X")
    yield from stage.until(lambda: bool(dialogs(stage)))
    stage.part(QPlainTextEdit, "Reason").setFocus()
    yield from stage.write("Stays with the old plan.")
    yield from stage.picture("115-withdraw-migration", is_key=True)
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not dialogs(stage))
    yield from stage.picture("116-withdrawn")


SCENES = (Scene("finalising a migration", finalising), Scene("forcing and withdrawing", forcing))


def _go_to_migration(stage: Stage) -> None:
    """Make that migration current, of those that nobody has claimed, whose day comes first."""
    table = stage.part(TableView, "Provisioning tasks")
    model = table.kit_model()
    found = [model.row(position) for position in range(model.rowCount())]
    free = [row for row in found if isinstance(row, QueueRow) and row.claimed_by_id is None]
    moves = [row for row in free if row.transfer_type is TransferType.MIGRATE]
    if not moves:
        raise MissingPartError("migration")
    table.setFocus()
    table.select_id(min(moves, key=lambda row: row.requested_on).task_id)
