"""Device enrolment: what a programme has refused and why, many asked again at once, one with its history."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from agentview.ui.kit.table import TableView
from agentview.ui.lists.selection_bar import SelectionBar
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

SUPERVISOR = "grace"
LIST = "Devices"


def refused(stage: Stage) -> Steps:
    """See what a programme has refused, in its own words, with all that happened to the device."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(SUPERVISOR, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("hardware")
    yield from stage.settled()
    stage.click_part("Device enrolment")
    yield from stage.settled()
    stage.click_part("Refused")
    yield from _listed(stage)
    yield from stage.picture("133-enrolment-refused", is_key=True)


def many(stage: Stage) -> Steps:
    """Ask again for all that was refused; each device is told by itself."""
    stage.part(TableView, LIST).setFocus()
    stage.press("Ctrl+A")
    yield from stage.settled()
    bars = [bar for bar in stage.window.findChildren(SelectionBar) if bar.isVisible()]
    stage.click("Resubmit", bars[0])
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.settled()
    yield from stage.picture("134-enrolment-many", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def enrolled(stage: Stage) -> Steps:
    """See a device that is enrolled."""
    stage.click_part("All")
    yield from _listed(stage)
    yield from stage.picture("135-enrolment-all")


SCENES = (
    Scene("refused devices", refused),
    Scene("many devices again", many),
    Scene("all devices", enrolled),
)


def _listed(stage: Stage) -> Steps:
    """Wait until the list has a chosen row, and put the focus there."""
    table = stage.part(TableView, LIST)
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()
    table.setFocus()


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(QDialog) if one.isVisible()]
