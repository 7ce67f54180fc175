"""News of the feed, a lost link, its return, and the age of the data."""

from datetime import timedelta

from agentview.core.clock import ManualClock
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.shell.link import LinkKeeper, LinkStatus
from tests.ui.fake_desk import NOON, person
from tests.ui.shell.fake_gateway import FakeGateway


class Fixture:
    def __init__(self) -> None:
        self.clock, self.runner = ManualClock(NOON), HeldRunner()
        self.gateway = FakeGateway(person())
        self.gateway.signed_in = person()
        self.shown: list[LinkStatus] = []
        self.heard: list[FeedNews] = []
        self.keeper = LinkKeeper(self.gateway, self.runner, self.clock, self.shown.append)
        self.stop = self.keeper.listen(self.heard.append)


def test_data_grow_old() -> None:
    desk = Fixture()
    assert desk.keeper.status.data_age is None
    desk.keeper.data_read(NOON)
    desk.clock.move(timedelta(minutes=4))
    assert desk.keeper.status.data_age == timedelta(minutes=4)


def test_data_are_never_from_the_future() -> None:
    desk = Fixture()
    desk.keeper.data_read(NOON + timedelta(minutes=2))
    assert desk.keeper.status.data_age == timedelta(0)


def test_a_returned_link_has_everything_read_again() -> None:
    desk = Fixture()
    desk.keeper.hear(FeedNews(link=LinkState.LOST))
    assert desk.keeper.state is LinkState.LOST
    desk.keeper.hear(FeedNews())
    assert [news.is_gap for news in desk.heard] == [False, True]
    assert desk.shown[-1].state is LinkState.CONNECTED


def test_a_retry_that_is_answered_brings_the_link_back() -> None:
    desk = Fixture()
    desk.keeper.hear(FeedNews(link=LinkState.LOST))
    desk.keeper.retry()
    desk.keeper.retry()
    assert len(desk.runner.held) == 1
    assert desk.shown[-1].is_retrying
    desk.runner.run_all()
    assert desk.keeper.state is LinkState.CONNECTED
    assert desk.heard[-1].is_gap


def test_a_retry_without_answer_leaves_it_lost() -> None:
    desk = Fixture()
    desk.keeper.hear(FeedNews(link=LinkState.LOST))
    desk.keeper.retry()
    desk.runner.fail_next(Unavailable(Refusal("E-SERVER")))
    assert desk.shown[-1] == LinkStatus(LinkState.LOST, None)


def test_who_stopped_listening_hears_nothing() -> None:
    desk = Fixture()
    desk.stop()
    desk.stop()
    desk.keeper.hear(FeedNews())
    assert desk.heard == []
