"""The start of the day: choosing a person, and the first look at the queue."""

from __future__ import annotations

from agentview.ui.kit.skeleton import Skeleton
from agentview.ui.kit.table import TableView
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

PROVISIONER = "priya"


def sign_in(stage: Stage) -> Steps:
    """Choose a person with the keyboard."""
    yield from stage.until(stage.window.sign_in_page.isVisible)
    yield from stage.picture("01-sign-in", is_key=True)
    yield from stage.write("priya")
    yield from stage.picture("02-sign-in-filtered")


def loading(stage: Stage) -> Steps:
    """See bars while the services take their time."""
    stage.mood.hold("provisioning.queue")
    stage.press("Return")
    yield from stage.until(lambda: any(bars.isVisible() for bars in stage.window.findChildren(Skeleton)))
    yield lambda: True
    stage.draw("03-loading")
    stage.mood.let_go()
    yield from rows(stage)
    yield from stage.picture("04-queue", is_key=True)


def rows(stage: Stage) -> Steps:
    """Wait for rows in the list."""

    def has_rows() -> bool:
        return any(
            table.isVisible() and table.kit_model().rowCount() > 0
            for table in stage.window.findChildren(TableView)
        )

    yield from stage.until(has_rows)
    yield from stage.settled()


SCENES = (Scene("sign-in", sign_in), Scene("loading", loading))
