"""Approval policies: listed, edited, tried on an order; the settings; who decides for whom."""

from __future__ import annotations

from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.contracts import ADMINISTRATOR
from agentview.ui.tour.scenes.hardware_admin import left, opened
from agentview.ui.tour.scenes.migrations import dialogs, enter
from agentview.ui.tour.stage import Stage, Steps


def policies(stage: Stage) -> Steps:
    """See which policy is asked first, and edit one."""
    yield from enter(stage, ADMINISTRATOR, "wireless")
    yield from _page(stage, "Approval policies")
    stage.press("Down")
    yield from stage.settled()
    yield from stage.picture("215-approval-policies", is_key=True)
    yield from opened(stage, "E")
    yield from stage.picture("216-edit-approval-policy", is_key=True)
    yield from left(stage)


def trying(stage: Stage) -> Steps:
    """Try the policies on an order, and see who would be asked."""
    yield from opened(stage, "T")
    yield from stage.until(lambda: _rows(stage, "Policies as they were tried"))
    yield from stage.picture("217-policies-tried", is_key=True)
    yield from left(stage)
    yield from opened(stage, "S")
    yield from stage.picture("218-wireless-settings")
    yield from left(stage)


def delegating(stage: Stage) -> Steps:
    """Let somebody decide for an approver who is away."""
    stage.click_part("Delegation")
    yield from stage.settled()
    stage.click("Delegate")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.settled()
    yield from stage.picture("219-delegate-approval", is_key=True)
    yield from left(stage)


SCENES = (
    Scene("approval policies", policies),
    Scene("policies tried on an order", trying),
    Scene("delegating approval", delegating),
)


def _page(stage: Stage, name: str) -> Steps:
    stage.click_part(name)
    yield from stage.until(lambda: _rows(stage, name))
    yield from stage.settled()
    stage.part(TableView, name).setFocus()


def _rows(stage: Stage, name: str) -> bool:
    tables = [one for one in stage.window.findChildren(TableView) if one.isVisible()]
    return any(stage.is_called(one, name) and one.kit_model().rowCount() for one in tables)
