"""Orders: the search, a halted request that is edited and resubmitted, and what the carrier refused."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit

from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

AGENT, SUPERVISOR = "amelia", "grace"
ORDERS, HALTED, ERRORS = "Orders", "Halted requests", "Provisioning errors"


def searching(stage: Stage) -> Steps:
    """Find orders: none before something is asked for, then a customer's, then those that failed."""
    yield from _enter(stage, AGENT)
    yield from stage.until(lambda: stage.has("Filter"))
    yield from stage.picture("60-orders-search")
    stage.part(QLineEdit, "Customer").setFocus()
    yield from stage.write("ma")
    yield from _rows(stage, ORDERS)
    yield from stage.picture("61-orders-found", is_key=True)
    stage.click_part("Failed or pending")
    yield from stage.settled()
    yield from stage.picture("62-orders-failed")


def halted(stage: Stage) -> Steps:
    """Look why a request was halted, and correct it."""
    stage.press("Alt+2")
    yield from _rows(stage, HALTED)
    stage.press("Home")
    yield from stage.settled()
    yield from stage.picture("63-halted-requests", is_key=True)
    stage.press("E")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("64-edit-halted")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def errors(stage: Stage) -> Steps:
    """See what the carrier's platform refused, and be warned before it is asked again."""
    yield from _enter(stage, SUPERVISOR)
    stage.press("Alt+3")
    yield from _rows(stage, ERRORS)
    for _ in range(2):
        stage.press("Space")
        stage.press("Down")
    yield from stage.picture("65-provisioning-errors", is_key=True)
    stage.press("R")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("66-retry-warns")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


SCENES = (
    Scene("searching orders", searching),
    Scene("halted requests", halted),
    Scene("provisioning errors", errors),
)


def _enter(stage: Stage, username: str) -> Steps:
    """Let somebody sign in and go to the orders."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(username, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("orders")
    yield from stage.settled()


def _rows(stage: Stage, name: str) -> Steps:
    """Wait until the list of this name has rows, and put the focus there."""

    def is_listed() -> bool:
        tables = [one for one in stage.window.findChildren(TableView) if one.isVisible()]
        return any(stage.is_called(one, name) and one.kit_model().rowCount() for one in tables)

    yield from stage.until(is_listed)
    yield from stage.settled()
    stage.part(TableView, name).setFocus()


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
