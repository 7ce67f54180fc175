"""Changes from a server: heard in order, resumed where they were left, and silent once closed."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from queue import Queue
from threading import Event
from threading import enumerate as all_threads
from urllib.parse import urlsplit

import pytest

from agentview.core.clock import ManualClock
from agentview.core.errors import NotSignedIn
from agentview.gateway.embedded import Embedded, serve_from
from agentview.gateway.port import FeedNews, LinkState
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database, Stamp
from agentview.services.session import token
from tests.build import ALPINE, HARBOUR, START, USERS, password_of
from tests.fixtures.announce import announce
from tests.fixtures.live_server import served
from tests.fixtures.patience import PATIENCE_SECONDS, eventually

USER = "harbour_csa"
USER_ID = list(USERS).index(USER) + 1


class Ear:
    """Listens, and lets the test wait for what it hears."""

    def __init__(self) -> None:
        self.heard: Queue[FeedNews] = Queue()

    def wait_for(self, is_it: Callable[[FeedNews], bool]) -> FeedNews:
        while not is_it(news := self.heard.get(timeout=PATIENCE_SECONDS)):
            pass
        return news

    def connected(self) -> FeedNews:
        return self.wait_for(lambda news: news.link is LinkState.CONNECTED)

    def lost(self) -> FeedNews:
        return self.wait_for(lambda news: news.link is LinkState.LOST)

    def records(self, count: int) -> list[int]:
        found: list[int] = []
        while len(found) < count:
            news = self.heard.get(timeout=PATIENCE_SECONDS)
            assert not news.is_gap
            found += [change.record_id for change in news.changes]
        return found


@pytest.fixture
def embedded(sqlite_url: str, clock: ManualClock) -> Iterator[Embedded]:
    with closing(serve_from(Database(sqlite_url), clock)) as opened:
        yield opened


@pytest.fixture
def url(embedded: Embedded) -> Iterator[str]:
    with served(embedded, heartbeat_seconds=0.05) as address:
        yield address


def signed_in(url: str) -> RemoteGateway:
    gateway = RemoteGateway(url)
    gateway.sign_in(USER, password_of(USER))
    return gateway


@pytest.fixture
def gateway(url: str) -> Iterator[RemoteGateway]:
    with closing(signed_in(url)) as opened:
        yield opened


def write(embedded: Embedded, *record_ids: int, provider: int = HARBOUR) -> None:
    announce(embedded.database, *record_ids, provider=provider)
    embedded.hub.wake()


def port_of(url: str) -> int:
    return urlsplit(url).port or 0


def feed_threads() -> int:
    return sum(thread.name == "agentview-changes" for thread in all_threads())


def test_changes_come_in_order_and_only_those_that_may_be_heard(
    gateway: RemoteGateway, embedded: Embedded
) -> None:
    write(embedded, 1)
    ear = Ear()
    gateway.subscribe(ear.heard.put)
    write(embedded, 2)
    write(embedded, 3, provider=ALPINE)
    write(embedded, 4, 5)
    assert ear.records(3) == [2, 4, 5]


def test_what_happens_after_subscribing_is_never_missed(gateway: RemoteGateway, embedded: Embedded) -> None:
    for number in range(1, 10):
        ear = Ear()
        with closing(gateway.subscribe(ear.heard.put)):
            write(embedded, number)
            assert ear.records(1) == [number]


def test_after_a_restart_of_the_server_nothing_is_missed(sqlite_url: str, clock: ManualClock) -> None:
    ear = Ear()
    with closing(serve_from(Database(sqlite_url), clock)) as first, served(first) as url:
        gateway = signed_in(url)
        gateway.subscribe(ear.heard.put)
        write(first, 1)
        assert ear.records(1) == [1]
    assert ear.lost().changes == ()
    with closing(serve_from(Database(sqlite_url), clock)) as second:
        write(second, 2)
        with served(second, port=port_of(url)), closing(gateway):
            assert ear.records(1) == [2]
            write(second, 3)
            assert ear.records(1) == [3]


def test_who_comes_back_too_late_is_told_of_a_gap(sqlite_url: str, clock: ManualClock) -> None:
    ear = Ear()
    with closing(serve_from(Database(sqlite_url), clock)) as first, served(first) as url:
        gateway = signed_in(url)
        gateway.subscribe(ear.heard.put)
        write(first, 1)
        assert ear.records(1) == [1]
    with closing(serve_from(Database(sqlite_url), clock)) as second:
        second.hub._remembered = 2
        write(second, 2, 3, 4)
        with served(second, port=port_of(url)), closing(gateway):
            assert ear.connected().is_gap


def test_a_server_that_cannot_be_reached_at_first_is_a_gap_later(embedded: Embedded) -> None:
    ear = Ear()
    with served(embedded) as url:
        gateway = signed_in(url)
    gateway.subscribe(ear.heard.put)
    assert ear.lost().changes == ()
    with served(embedded, port=port_of(url)), closing(gateway):
        assert ear.connected().is_gap
        write(embedded, 1)
        assert ear.records(1) == [1]


def test_what_is_for_others_moves_the_cursor_too(sqlite_url: str, clock: ManualClock) -> None:
    ear = Ear()
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        served(embedded, heartbeat_seconds=0.02) as url,
        closing(signed_in(url)) as gateway,
    ):
        subscription = gateway.subscribe(ear.heard.put)
        ear.connected()
        before = subscription._cursor
        write(embedded, 1, 2, provider=ALPINE)
        assert eventually(lambda: subscription._cursor != before)
    assert ear.heard.empty()


def test_a_session_that_ends_ends_the_stream(gateway: RemoteGateway, embedded: Embedded) -> None:
    ear = Ear()
    gateway.subscribe(ear.heard.put)
    ear.connected()
    with embedded.database.write(Stamp("test", START)) as session:
        token.revoke_all(session, USER_ID, START)
    ear.lost()
    write(embedded, 1)
    gateway.sign_in(USER, password_of(USER))
    assert ear.records(1) == [1]


def test_nobody_hears_without_signing_in(url: str) -> None:
    with closing(RemoteGateway(url)) as gateway, pytest.raises(NotSignedIn, match="E-SIGN-IN"):
        gateway.subscribe(lambda _news: None)


def test_closing_ends_a_blocked_read_and_its_thread(gateway: RemoteGateway, embedded: Embedded) -> None:
    ear = Ear()
    subscriptions = [gateway.subscribe(ear.heard.put) for _ in range(3)]
    for _ in subscriptions:
        ear.connected()
    assert feed_threads() == 3
    for subscription in subscriptions:
        subscription.close()
    assert feed_threads() == 0
    write(embedded, 1)
    assert ear.heard.empty()


def test_closing_while_no_server_answers_is_prompt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        gateway = RemoteGateway(f"http://127.0.0.1:{mute.getsockname()[1]}", answer_seconds=0.05)
        ear = Ear()
        gateway.subscribe(ear.heard.put)
        gateway.close()
        assert ear.heard.empty()


def test_a_listener_may_close_its_subscription(gateway: RemoteGateway, embedded: Embedded) -> None:
    ear, is_made = Ear(), Event()

    def once(news: FeedNews) -> None:
        assert is_made.wait(PATIENCE_SECONDS)
        ear.heard.put(news)
        subscription.close()

    subscription = gateway.subscribe(once)
    is_made.set()
    ear.connected()
    write(embedded, 1)
    subscription._thread.join(PATIENCE_SECONDS)
    assert feed_threads() == 0
    assert ear.heard.empty()
