"""A retailer's agent works the cases of the worklist."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps


def cases(stage: Stage) -> Steps:
    """See what needs a person, and what is late."""
    stage.workplace.open_area("worklist")
    yield from stage.settled()
    stage.click_part("All open")
    yield from stage.settled()
    stage.workplace.open_area("worklist")
    yield from stage.picture("24-worklist", is_key=True)


def taking(stage: Stage) -> Steps:
    """Take a case, and write a note on it."""
    stage.click_part("Unassigned")
    yield from stage.settled()
    stage.part(TableView, "Cases").setFocus()
    stage.press("Down")
    yield from stage.settled()
    stage.press("T")
    yield from stage.until(lambda: bool(stage.workplace.toasts.texts()))
    stage.press("O")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.part(QPlainTextEdit, "Note").setFocus()
    yield from stage.write("Called at ten, nobody there. Again after five.")
    yield from stage.picture("25-case-note")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.picture("26-case")


def many(stage: Stage) -> Steps:
    """Take some cases at once."""
    stage.click_part("All open")
    yield from stage.settled()
    stage.part(TableView, "Cases").setFocus()
    stage.press("Home")
    for _ in range(3):
        stage.press("Shift+Down")
    stage.press("T")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: stage.has("Close") or not _dialogs(stage))
    yield from stage.picture("27-cases-at-once")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))
    stage.workplace.open_area("provisioning")
    yield from stage.settled()


SCENES = (Scene("worklist", cases), Scene("taking a case", taking), Scene("cases at once", many))


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
