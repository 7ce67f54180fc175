"""Jobs and batches: what runs by itself, the files to and from warehouses, the file of a batch."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

SUPERVISOR = "grace"


def jobs(stage: Stage) -> Steps:
    """See what the program does by itself."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(SUPERVISOR, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("jobs")
    yield from stage.settled()
    yield from stage.picture("128-jobs", is_key=True)


def batches(stage: Stage) -> Steps:
    """See the files to and from warehouses, and one with its records."""
    stage.press("Ctrl+PgDown")
    yield from stage.settled()
    table = stage.part(TableView, "Batches")
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()
    yield from stage.picture("129-batches", is_key=True)
    stage.press("Return")
    yield from stage.settled()
    yield from stage.picture("130-batch-records")
    stage.press("Esc")
    stage.click_part("Failed")
    yield from stage.settled()
    yield from stage.picture("131-batches-none")
    stage.click_part("All")
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()


def keys(stage: Stage) -> Steps:
    """See every key of the area."""
    stage.press("Shift+/")
    yield from stage.settled()
    yield from stage.picture("132-jobs-keys")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


SCENES = (Scene("jobs", jobs), Scene("batches", batches), Scene("keys of jobs", keys))


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(QDialog) if one.isVisible()]
