"""Wireless: a request in one's own words to its confirmation, the requests, lines, devices and costs."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from agentview.ui.kit.table import TableView
from agentview.ui.navigation import NEW_WIRELESS_ORDER, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

SUPERVISOR = "grace"
WORDS = "my phone is broken"


def listing(stage: Stage) -> Steps:
    """See all requests, each with where it stands."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(SUPERVISOR, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("wireless")
    yield from stage.settled()
    yield from _page(stage, "Alt+2", "All requests")
    stage.press("Down")
    yield from stage.settled()
    yield from stage.picture("190-wireless-requests", is_key=True)


def inventory(stage: Stage) -> Steps:
    """See the lines, the devices, and what the cost centres pay."""
    yield from _page(stage, "Alt+3", "Lines")
    yield from stage.picture("191-wireless-lines", is_key=True)
    yield from _page(stage, "Alt+4", "Devices")
    yield from stage.picture("192-wireless-devices")
    stage.press("Alt+5")
    yield from stage.until(lambda: _has_rows(stage, "Cost centres"))
    yield from stage.settled()
    yield from stage.picture("193-wireless-costs", is_key=True)


def requesting(stage: Stage) -> Steps:
    """Say in one's own words what is wanted, for the first company."""
    stage.workplace.open_target(Target(NEW_WIRELESS_ORDER, 0))
    yield from stage.until(lambda: _has_rows(stage, "Company"))
    yield from stage.settled()
    stage.part(QLineEdit, "A part of the name").setFocus()
    stage.press("Return")
    yield from stage.picture("194-wireless-company")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: _is_shown(stage, "What do you want?"))
    yield from stage.settled()
    stage.part(QLineEdit, "What do you want?").setFocus()
    yield from stage.write(WORDS)
    stage.press("Return")
    yield from stage.settled()
    yield from stage.picture("195-wireless-words", is_key=True)


SCENES = (
    Scene("wireless requests", listing),
    Scene("lines, devices and their cost", inventory),
    Scene("a wireless request", requesting),
)


def _page(stage: Stage, key: str, name: str) -> Steps:
    """Show a page of the area by its key, and put the focus on its list."""
    stage.press(key)
    yield from stage.until(lambda: _has_rows(stage, name))
    yield from stage.settled()
    stage.part(TableView, name).setFocus()


def _has_rows(stage: Stage, name: str) -> bool:
    tables = [one for one in stage.window.findChildren(TableView) if one.isVisible()]
    return any(stage.is_called(one, name) and one.kit_model().rowCount() for one in tables)


def _is_shown(stage: Stage, name: str) -> bool:
    fields = [one for one in stage.window.findChildren(QLineEdit) if one.isVisible()]
    return any(stage.is_called(one, name) for one in fields)
