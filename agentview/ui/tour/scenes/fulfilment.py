"""Fulfilment: what vendors have to carry out, and what they brought is scanned in."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

BACK_OFFICE = "grace"
HALF_AN_IMEI = "3569380356"


def queue(stage: Stage) -> Steps:
    """See what vendors and warehouses have to carry out, what is late first."""
    yield from queue_shown(stage)
    yield from stage.picture("210-fulfilment-queue", is_key=True)


def queue_shown(stage: Stage) -> Steps:
    """Show back office the queue, with its first part chosen."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(BACK_OFFICE, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("wireless")
    yield from stage.settled()
    stage.press("Alt+7")
    yield from stage.until(lambda: _has_rows(stage))
    yield from stage.settled()
    stage.part(TableView, "Fulfilment").setFocus()
    stage.press("Home")
    yield from stage.settled()


def results(stage: Stage) -> Steps:
    """Scan what came: how many digits are there, and whether the check digit fits, is told while typing."""
    stage.press("R")
    yield from stage.settled()
    stage.part(QLineEdit, "IMEI or serial").setFocus()
    yield from stage.write(HALF_AN_IMEI)
    yield from stage.picture("211-fulfilment-results", is_key=True)
    stage.press("Esc")
    yield from stage.settled()


SCENES = (Scene("the fulfilment queue", queue), Scene("results of a vendor", results))


def _has_rows(stage: Stage) -> bool:
    tables = [one for one in stage.window.findChildren(TableView) if one.isVisible()]
    return any(stage.is_called(one, "Fulfilment") and one.kit_model().rowCount() for one in tables)
