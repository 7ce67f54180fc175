"""The feed reaches the window; while nobody answers it is tried again, and the window says so."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from agentview.core.errors import AgentViewError, NotSignedIn, Refusal, Unavailable
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.shell.feed_bridge import FeedBridge
from tests.ui.fake_desk import person
from tests.ui.shell.fake_gateway import FakeGateway, FakeSubscription

SILENT = Unavailable(Refusal("E-DATABASE"))


class Faulty(FakeGateway):
    """Takes no listener while `error` is set."""

    def subscribe(self, listener: Callable[[FeedNews], None]) -> FakeSubscription:
        self._fail()
        return super().subscribe(listener)


class Fixture:
    def __init__(self, error: AgentViewError | None) -> None:
        self.gateway, self.runner = Faulty(person()), HeldRunner()
        self.gateway.error = error
        self.heard: list[FeedNews] = []
        self.bridge = FeedBridge(self.gateway, self.runner, self.heard.append)
        self.bridge.start()
        self.runner.run_all()

    @property
    def again(self) -> QTimer:
        found = self.bridge.findChild(QTimer)
        assert found is not None
        return found


@pytest.mark.usefixtures("app")
def test_a_feed_that_nobody_answers_is_told_and_tried_again() -> None:
    made = Fixture(SILENT)
    assert [news.link for news in made.heard] == [LinkState.LOST]
    assert made.again.isActive()
    made.gateway.error = None
    made.again.timeout.emit()
    made.runner.run_all()
    made.gateway.listeners[0](FeedNews())
    QApplication.processEvents()
    assert [news.link for news in made.heard] == [LinkState.LOST, LinkState.CONNECTED]


@pytest.mark.usefixtures("app")
def test_it_is_not_tried_again_after_the_end() -> None:
    made = Fixture(SILENT)
    made.bridge.stop()
    assert not made.again.isActive()


@pytest.mark.usefixtures("app")
def test_an_answer_that_comes_after_the_end_is_not_told() -> None:
    made = Fixture(None)
    made.gateway.error = SILENT
    made.bridge.start()
    made.bridge.stop()
    made.runner.run_all()
    assert not made.heard
    assert not made.again.isActive()


@pytest.mark.usefixtures("app")
def test_who_may_not_listen_is_not_told_of_a_lost_link() -> None:
    made = Fixture(NotSignedIn(Refusal("E-SIGN-IN")))
    assert not made.heard
    assert not made.again.isActive()
