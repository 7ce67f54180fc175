"""The parts of the window itself: search and commands, keys, a lost link, density, lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QDialog

from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.theme import Density
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import Stage, Steps


def searching(stage: Stage) -> Steps:
    """Find a customer, and a command."""
    stage.press("Ctrl+K")
    yield from stage.write("ma")
    yield from stage.picture("18-search", is_key=True)
    stage.press("Ctrl+A")
    yield from stage.write("theme")
    yield from stage.picture("19-commands")
    stage.press("Esc")


def keys(stage: Stage) -> Steps:
    """See all keys."""
    yield from stage.write("?")
    yield from stage.until(lambda: any(one.isVisible() for one in stage.window.findChildren(QDialog)))
    yield from stage.picture("20-keys")
    stage.press("Esc")
    yield from stage.until(lambda: not any(one.isVisible() for one in stage.window.findChildren(QDialog)))


def link_lost(stage: Stage) -> Steps:
    """Go on reading while the server does not answer."""
    stage.clock.move(timedelta(minutes=4))
    stage.mood.tell(FeedNews(link=LinkState.LOST))
    yield from stage.until(lambda: stage.workplace.link is LinkState.LOST)
    yield from stage.picture("21-link-lost")
    stage.mood.tell(FeedNews())
    yield from stage.until(lambda: stage.workplace.link is LinkState.CONNECTED)
    yield from rows(stage)


def compact(stage: Stage) -> Steps:
    """See more rows."""
    keeper = stage.window.keeper
    usual = keeper.chosen
    keeper.choose(replace(usual, density=Density.COMPACT))
    yield from stage.picture("22-compact")
    keeper.choose(usual)


def locking(stage: Stage) -> Steps:
    """Leave the desk for a while."""
    stage.press("Ctrl+L")
    yield from stage.until(stage.window.cover_page.isVisible)
    yield from stage.picture("23-locked")
    stage.click("Unlock")
    yield from stage.until(lambda: not stage.window.session.is_covered)


SCENES = (
    Scene("searching", searching),
    Scene("keys", keys),
    Scene("link lost", link_lost),
    Scene("compact", compact),
    Scene("locking", locking),
)
