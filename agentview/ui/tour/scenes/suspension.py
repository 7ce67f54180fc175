"""Suspension: the dry run with its reasons, rules by two people, and who and when is left alone."""

from __future__ import annotations

from agentview.ui.kit.record_tab_bar import RecordTabBar
from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.scenes.contracts import ADMINISTRATOR
from agentview.ui.tour.scenes.migrations import dialogs
from agentview.ui.tour.stage import Stage, Steps
from agentview.ui.views.suspension.tabs import CALENDAR, CANDIDATES, RULES, TABS

CONTROLLER = "stuart"


def candidates(stage: Stage) -> Steps:
    """See before it happens whom the next run will hit, and who is left alone and why."""
    yield from _enter(stage, CONTROLLER)
    yield from _tab(stage, CANDIDATES)
    yield from _down(stage, "Candidates")
    yield from stage.picture("140-candidates", is_key=True)
    stage.click_part("Kept out")
    yield from stage.settled()
    yield from _down(stage, "Candidates")
    yield from stage.picture("140-candidates-kept-out", is_key=True)
    stage.click_part("Since ")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("140-candidates-difference")
    yield from _left(stage)
    yield from _down(stage, "Candidates")
    yield from _opened(stage, "E")
    yield from stage.picture("140-exempt")
    yield from _left(stage)


def rules(stage: Stage) -> Steps:
    """Look at rules, propose others, and be refused what takes a second person."""
    yield from _tab(stage, RULES)
    yield from _down(stage, "Rule sets")
    yield from stage.picture("141-rules", is_key=True)
    stage.press("Home")
    yield from stage.settled()
    yield from _opened(stage, "N")
    yield from stage.picture("141-new-rules", is_key=True)
    stage.press("Ctrl+Return")
    yield from stage.picture("141-new-rules-refused")
    yield from _left(stage)


def enabling(stage: Stage) -> Steps:
    """Enable as the second person what the first one has proposed."""
    yield from _enter(stage, ADMINISTRATOR)
    yield from _tab(stage, RULES)
    table = stage.part(TableView, "Rule sets")
    table.setFocus()
    stage.press("Home")
    stage.press("Down")
    yield from stage.picture("142-rules-proposed", is_key=True)
    yield from _opened(stage, "A")
    yield from stage.picture("142-enable-rules", is_key=True)
    yield from _left(stage)


def calendar(stage: Stage) -> Steps:
    """Look after exemptions, groups and closed days."""
    yield from _enter(stage, CONTROLLER)
    yield from _tab(stage, CALENDAR)
    yield from _down(stage, "Exemptions")
    yield from stage.picture("143-exemptions", is_key=True)
    stage.press("Alt+2")
    yield from rows(stage)
    yield from _down(stage, "Account groups")
    yield from stage.picture("143-account-groups", is_key=True)
    stage.press("Alt+3")
    yield from rows(stage)
    yield from _down(stage, "Closed days")
    yield from stage.picture("143-closed-days")


SCENES = (
    Scene("suspension candidates", candidates),
    Scene("suspension rules", rules),
    Scene("suspension enabling", enabling),
    Scene("suspension calendar", calendar),
)


def _enter(stage: Stage, username: str) -> Steps:
    """Let somebody sign in and go to the area, whichever tab it begins with."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(username, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("suspension")
    yield from stage.settled()


def _tab(stage: Stage, key: str) -> Steps:
    """Show a tab of the area, and wait for its list."""
    bar = stage.part(RecordTabBar, "Parts of suspension")
    bar.setCurrentIndex([tab.key for tab in TABS].index(key))
    yield from rows(stage)


def _down(stage: Stage, listed: str) -> Steps:
    """Choose the second row, and wait until it is read."""
    stage.part(TableView, listed).setFocus()
    stage.press("Home")
    stage.press("Down")
    yield from stage.settled()


def _opened(stage: Stage, key: str) -> Steps:
    stage.press(key)
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.settled()


def _left(stage: Stage) -> Steps:
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))
    yield from stage.settled()
