"""Approvals: what waits for a manager, all that is known of it on one screen, and many decided at once."""

from __future__ import annotations

from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

APPROVER = "hugo"
LIST = "My approvals"


def listing(stage: Stage) -> Steps:
    """See what waits for a manager, and one request with its costs and decisions."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(APPROVER, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("wireless")
    yield from stage.settled()
    stage.click_part(LIST)
    yield from stage.until(lambda: _has_rows(stage, LIST))
    yield from stage.settled()
    stage.part(TableView, LIST).setFocus()
    stage.press("Home")
    yield from stage.picture("205-approvals", is_key=True)


def deciding(stage: Stage) -> Steps:
    """Approve all at once; each has its result."""
    table = stage.part(TableView, LIST)
    for at in range(table.kit_model().rowCount()):
        table.selectRow(at)
        stage.press("Space")
    yield from stage.picture("206-approvals-checked")
    stage.press("Shift+A")
    yield from stage.settled()
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: _has_rows(stage, "Results"))
    yield from stage.picture("207-approvals-results", is_key=True)
    stage.press("Esc")
    yield from stage.settled()


SCENES = (Scene("my approvals", listing), Scene("many approvals at once", deciding))


def _has_rows(stage: Stage, name: str) -> bool:
    tables = [one for one in stage.window.findChildren(TableView) if one.isVisible()]
    return any(stage.is_called(one, name) and one.kit_model().rowCount() for one in tables)
