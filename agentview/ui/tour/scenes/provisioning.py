"""The day of a provisioner, then of a supervisor and of a retailer's agent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDateEdit, QDialog, QLineEdit, QPlainTextEdit

from agentview.contract.provisioning import (
    CLAIM,
    EDIT,
    RELEASE,
    TAKE_OVER,
    TASK,
    EditRequest,
    QueueRow,
    Reason,
    TaskRef,
    TaskStatus,
)
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import Gateway
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.table import TableView
from agentview.ui.lists.selection_bar import SelectionBar
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import MissingPartError, Stage, Steps

COLLEAGUE, SUPERVISOR, RETAILER = "daniel", "helen", "amelia"


def filters(stage: Stage) -> Steps:
    """Find tasks by some letters, and none by others."""
    stage.press("Ctrl+F")
    yield from stage.settled()
    yield from stage.write("ma")
    yield from stage.picture("05-filtered")
    stage.press("Ctrl+A")
    yield from stage.write("zzz")
    yield from stage.until(lambda: stage.has("Clear filter"))
    yield from stage.picture("06-nothing-matches")
    stage.click("Clear filter")
    yield from rows(stage)


def failing(stage: Stage) -> Steps:
    """See that the list cannot be read, and try again."""
    stage.mood.error = Unavailable(Refusal("E-SERVER"))
    stage.click_part("All open")
    yield from stage.until(lambda: stage.has("Try again"))
    yield from stage.picture("07-failed-to-load")
    stage.mood.error = None
    stage.click("Try again")
    yield from rows(stage)
    stage.click_part("Unclaimed")
    yield from rows(stage)


def claiming(stage: Stage) -> Steps:
    """Claim a task with one key, and look at it."""
    stage.workplace.open_area("provisioning")
    stage.press("Down")
    stage.press("Down")
    yield from stage.settled()
    stage.press("C")
    yield from stage.until(lambda: bool(stage.workplace.toasts.texts()))
    yield from stage.picture("08-claimed", is_key=True)


def activating(stage: Stage) -> Steps:
    """Begin to activate, with a start that lies too far back."""
    stage.press("A")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    start = stage.part(QDateEdit, "Service start")
    start.setFocus()
    yield from stage.write("=Y")
    stage.press("Ctrl+Return")
    yield from stage.picture("09-activate-refused")


def conflicting(stage: Stage) -> Steps:
    """Type something that somebody else has changed meanwhile."""
    yield from stage.write("=")
    reference = stage.part(QLineEdit, "Supplier reference")
    reference.setFocus()
    yield from stage.write("NX-88213")
    task_id = _current(stage).task_id
    yield from stage.meanwhile(SUPERVISOR, lambda gateway: _change(gateway, task_id))
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: any(part.isVisible() for part in stage.window.findChildren(ConflictView)))
    yield from stage.picture("10-conflict", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def halting(stage: Stage) -> Steps:
    """Halt the next task, with what the retailer shall read."""
    stage.workplace.open_area("provisioning")
    stage.press("Down")
    yield from stage.settled()
    stage.press("H")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.press("Down")
    stage.part(QPlainTextEdit, "Public").setFocus()
    yield from stage.write("Unit 4 has no lead-in. Please give the unit that the customer moved to.")
    yield from stage.picture("11-halt")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.settled()


def bulk(stage: Stage) -> Steps:
    """Claim many tasks at once; one of them is claimed by somebody else meanwhile."""
    stage.click_part("Unclaimed")
    yield from rows(stage)
    stage.workplace.open_area("provisioning")
    stage.press("Home")
    for _ in range(7):
        stage.press("Shift+Down")
    yield from stage.picture("12-selected")
    task_id = _current(stage).task_id
    stage.click("Claim", stage.window.findChildren(SelectionBar)[0])
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("13-bulk-preview")
    yield from stage.meanwhile(COLLEAGUE, lambda gateway: _claim(gateway, task_id))
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: stage.has("Retry the refused") or not _dialogs(stage))
    yield from stage.picture("14-bulk-results")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def taking_over(stage: Stage) -> Steps:
    """As a supervisor, take over what a colleague holds."""
    yield from _change_person(stage, SUPERVISOR)
    stage.click_part("All open")
    yield from rows(stage)
    _go_to(stage, lambda row: row.claimed_by_id is not None and row.claimed_by != _name(stage))
    yield from stage.settled()
    stage.press("T")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.part(QPlainTextEdit, "Reason").setFocus()
    yield from stage.write("Priya is off for the afternoon.")
    yield from stage.picture("15-take-over")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def resubmitting(stage: Stage) -> Steps:
    """As a retailer's agent, mend what was halted."""
    yield from _change_person(stage, RETAILER)
    _go_to(stage, lambda row: row.status is TaskStatus.PROVISIONING_HALTED)
    yield from stage.picture("16-halted", is_key=True)
    stage.press("R")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("17-resubmit")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


SCENES = (
    Scene("filters", filters),
    Scene("failing", failing),
    Scene("claiming", claiming),
    Scene("activating", activating),
    Scene("conflicting", conflicting),
    Scene("halting", halting),
    Scene("bulk", bulk),
    Scene("taking over", taking_over),
    Scene("resubmitting", resubmitting),
)


def _name(stage: Stage) -> str:
    """Return the name of who is signed in."""
    return stage.workplace.desk.person.display_name


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]


def _table(stage: Stage) -> TableView:
    return stage.part(TableView, "Provisioning tasks")


def _current(stage: Stage) -> QueueRow:
    row = next(iter(stage.window.findChildren(TableView))).current_row()
    if not isinstance(row, QueueRow):
        raise MissingPartError("current row")
    return row


def _go_to(stage: Stage, is_wanted: Callable[[QueueRow], bool]) -> None:
    """Make the first row current that is as wanted."""
    table = _table(stage)
    model = table.kit_model()
    for position in range(model.rowCount()):
        row = model.row(position)
        if isinstance(row, QueueRow) and is_wanted(row):
            table.setFocus()
            table.select_id(row.task_id)
            return
    raise MissingPartError("row")


def _change_person(stage: Stage, username: str) -> Steps:
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(username, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    stage.workplace.open_area("provisioning")
    yield from rows(stage)


def _claim(gateway: Gateway, task_id: int) -> None:
    gateway.call(CLAIM, TaskRef(task_id=task_id), key="tour-claim")


def _change(gateway: Gateway, task_id: int) -> None:
    """Take the task over, write another reference into it, and release it."""
    at = TaskRef(task_id=task_id)
    gateway.call(TAKE_OVER, Reason(task_id=task_id, reason="Needed today."), key="tour-take-over")
    task = gateway.call(TASK, at)
    fields = task.fields.model_copy(update={"supplier_reference": "NX-90001"})
    request = EditRequest(task_id=task_id, version=task.row.version, fields=fields)
    gateway.call(EDIT, request, key="tour-edit")
    gateway.call(RELEASE, at, key="tour-release")
