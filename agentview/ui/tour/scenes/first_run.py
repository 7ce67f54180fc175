"""The first minute on a computer: three ways to begin, the set-up page, a provider, and the short tour."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from agentview.core.errors import Refusal, Unavailable
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

_HOST = "agentview.example:8750"


def first_run(stage: Stage) -> Steps:
    """See how to begin, and make a provider of one's own."""
    guide = stage.window.first_steps
    guide.open_choice()
    yield from stage.until(stage.is_awake)
    yield from stage.picture("230-first-run", is_key=True)
    stage.press("2")
    yield from stage.until(stage.is_awake)
    yield from stage.write("Harbour Mobile")
    stage.press("Ctrl+Return")
    yield from stage.picture("231-own-provider", is_key=True)
    stage.press("Esc")
    yield from stage.until(stage.is_awake)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def connection(stage: Stage) -> Steps:
    """Type the address of a server, and learn what is wrong with it."""
    stage.window.first_steps.open_connection()
    yield from stage.until(stage.is_awake)
    yield from stage.settled()
    yield from stage.write(f"https://{_HOST}")
    yield from stage.picture("232-set-up", is_key=True)
    values = {"host": _HOST, "issuer": "Harbour Company CA"}
    stage.set_up.error = Unavailable(Refusal("E-PROBE-ISSUER", values=values))
    stage.press("Ctrl+T")
    yield from stage.picture("233-set-up-not-trusted", is_key=True)
    stage.set_up.error = None
    stage.press("Ctrl+T")
    yield from stage.picture("234-set-up-reached")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def tour(stage: Stage) -> Steps:
    """Be shown around, and end it."""
    stage.workplace.start_tour()
    yield from stage.picture("235-short-tour", is_key=True)
    stage.press("Esc")
    yield from stage.settled()


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]


SCENES = (Scene("first-run", first_run), Scene("connection", connection), Scene("short-tour", tour))
