"""An administrator looks after people; an auditor reads what was done."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from agentview.core.power import Power
from agentview.ui.kit.dialog import VerbDialog
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import Stage, Steps

ADMINISTRATOR, AUDITOR = "ingrid", "walter"


def users(stage: Stage) -> Steps:
    """See who may do what, and why."""
    yield from _change_person(stage, ADMINISTRATOR)
    stage.press("Down")
    yield from stage.picture("80-users", is_key=True)
    stage.press("V")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("81-view-as")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def granting(stage: Stage) -> Steps:
    """Give somebody a power for a while, with a reason."""
    stage.press("P")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    # By place: what letters find is another thing in each language.
    for _ in range(list(Power).index(Power.TAKE_OVER) + 1):
        stage.press("Down")
    stage.press("Tab")
    stage.press("Down")
    stage.press("Tab")
    yield from stage.write("Stands in for Grace until Friday")
    yield from stage.picture("82-grant")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.picture("83-granted")


def adding(stage: Stage) -> Steps:
    """Add a person, and see the one-time password once."""
    stage.press("N")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.write("noa")
    stage.press("Tab")
    yield from stage.write("Noa Lindgren")
    yield from stage.picture("84-new-person")
    stage.press("Ctrl+Return")
    yield from stage.picture("85-new-person-refused")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def reading(stage: Stage) -> Steps:
    """Read the audit log, narrowed to one record."""
    yield from _change_person(stage, AUDITOR)
    stage.press("Down")
    yield from stage.picture("86-audit-log", is_key=True)
    stage.press("A")
    yield from stage.picture("87-audit-record")


def _change_person(stage: Stage, username: str) -> Steps:
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(username, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    stage.workplace.open_area("administration")
    yield from rows(stage)


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(QDialog) if one.isVisible() and _is_asking(one)]


def _is_asking(dialog: QDialog) -> bool:
    return isinstance(dialog, VerbDialog) or bool(dialog.windowTitle())


SCENES = (
    Scene("users", users),
    Scene("granting", granting),
    Scene("adding", adding),
    Scene("reading", reading),
)
