"""Notifications: what went to customers, which events are told, what a template says, and what is set up."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtWidgets import QDialog

from agentview.ui.kit.dialog import VerbDialog
from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

ADMINISTRATOR = "ingrid"


def log(stage: Stage) -> Steps:
    """Read what went to customers, and what a server refused."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(ADMINISTRATOR, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("notifications")
    table = yield from _table(stage, "Notification log")
    stage.press("Down")
    yield from stage.settled()
    yield from stage.picture("160-notification-log", is_key=True)
    stage.click_part("Errors")
    yield from stage.settled()
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()
    yield from stage.picture("161-notification-error")
    stage.click_part("Not sent")
    yield from stage.settled()
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()
    yield from stage.picture("162-notification-not-sent")
    stage.click_part("All")
    yield from stage.settled()


def mappings(stage: Stage) -> Steps:
    """See which events are told, and what the switch of an automation asks."""
    stage.press("Alt+2")
    yield from _table(stage, "Event mappings")
    yield from stage.picture("163-event-mappings", is_key=True)
    stage.press("S")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("164-switch-automation")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))
    stage.press("N")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("165-new-mapping")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def templates(stage: Stage) -> Steps:
    """Write in a template, and see it as a customer would read it."""
    stage.press("Alt+3")
    yield from _table(stage, "Templates")
    stage.press("Return")
    yield from stage.until(lambda: stage.has("Test send"))
    yield from stage.settled()
    yield from stage.picture("166-template-editor", is_key=True)
    stage.press("Ctrl+Shift+P")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.write("an")
    yield from stage.settled()
    yield from stage.until(lambda: stage.button("Show preview").isEnabled())
    yield from stage.picture("167-preview-account")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.settled()
    stage.focus("Text")
    stage.press("Ctrl+End")
    yield from stage.write(" Number %%invoiceNumber%%")
    yield from stage.settled()
    yield from stage.picture("168-template-unknown")
    stage.press("Ctrl+W")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("169-template-unsaved")
    stage.click("Discard changes")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.settled()


def set_up(stage: Stage) -> Steps:
    """See what is set up, how messages go out, and every key."""
    stage.press("Alt+4")
    yield from stage.until(lambda: stage.has("Edit delivery settings"))
    yield from stage.settled()
    yield from stage.picture("170-events-set-up", is_key=True)
    stage.press("Ctrl+Shift+E")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("171-delivery-settings")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


SCENES = (
    Scene("notification log", log),
    Scene("event mappings", mappings),
    Scene("event templates", templates),
    Scene("events set-up", set_up),
)


def _table(stage: Stage, name: str) -> Generator[Callable[[], bool], None, TableView]:
    yield from stage.settled()
    table = stage.part(TableView, name)
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()
    return table


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(VerbDialog) if one.isVisible()]
