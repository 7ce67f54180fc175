"""The hub tells each change once, in order, to those who may hear it, and survives what happens around it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from queue import Empty, Queue
from threading import Event
from threading import enumerate as all_threads

import psycopg
import pytest
from psycopg import sql

from agentview.contract.feed import Change
from agentview.core.errors import Rejected, Unavailable
from agentview.gateway.feed import FeedHub, HubNews
from agentview.gateway.port import LinkState
from agentview.models.database import Database, Stamp
from agentview.models.doorbell import doorbell_of
from tests.build import ALPINE, HARBOUR, START
from tests.fixtures.announce import add_change, announce, caller, settle
from tests.fixtures.patience import PATIENCE_SECONDS
from tests.postgres import Server


class Ear:
    """Listens, and lets the test wait for what it hears."""

    def __init__(self) -> None:
        self.heard: Queue[HubNews] = Queue()

    def next(self) -> HubNews:
        return self.heard.get(timeout=PATIENCE_SECONDS)

    def changes(self, count: int) -> list[int]:
        """Wait for so many changes; return the records."""
        found: list[Change] = []
        while len(found) < count:
            found.extend(self.next().news.changes)
        return [change.record_id for change in found]

    def wait_for(self, is_it: Callable[[HubNews], bool]) -> HubNews:
        while not is_it(told := self.next()):
            pass
        return told


class Deaf:
    """A doorbell that rings for nobody else."""

    def __init__(self) -> None:
        self._rung = Event()

    def wait(self, seconds: float) -> None:
        self._rung.wait(seconds)
        self._rung.clear()

    def ring(self) -> None:
        self._rung.set()

    def close(self) -> None:
        """Hold nothing."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    with closing(Database(url)) as opened:
        yield opened


@pytest.fixture
def hub(database: Database) -> Iterator[FeedHub]:
    """Return a hub."""
    with closing(FeedHub(database, look_every_seconds=0.05)) as opened:
        yield opened


def write(database: Database, hub: FeedHub, *record_ids: int, provider: int = HARBOUR) -> None:
    announce(database, *record_ids, provider=provider)
    hub.wake()


def test_changes_come_in_order(database: Database, hub: FeedHub) -> None:
    announce(database, 1)
    settle(database)
    ear = Ear()
    hub.subscribe(caller(), ear.heard.put)
    assert ear.next().news.changes == ()
    write(database, hub, 2, 3)
    write(database, hub, 4)
    assert ear.changes(3) == [2, 3, 4]


def test_what_happens_after_subscribing_is_never_missed(database: Database, hub: FeedHub) -> None:
    for number in range(1, 30):
        ear = Ear()
        subscription = hub.subscribe(caller(), ear.heard.put)
        write(database, hub, number)
        assert number in ear.changes(1)
        subscription.close()


def test_each_hears_what_that_person_may(database: Database, hub: FeedHub) -> None:
    one, other = Ear(), Ear()
    hub.subscribe(caller(1, HARBOUR), one.heard.put)
    hub.subscribe(caller(2, ALPINE), other.heard.put)
    write(database, hub, 1, provider=ALPINE)
    write(database, hub, 2, provider=HARBOUR)
    assert one.changes(1) == [2]
    assert other.changes(1) == [1]


def test_who_comes_back_hears_what_was_missed(database: Database, hub: FeedHub) -> None:
    ear = Ear()
    subscription = hub.subscribe(caller(), ear.heard.put)
    write(database, hub, 1)
    cursor = ear.wait_for(lambda told: bool(told.news.changes)).cursor
    subscription.close()
    write(database, hub, 2, 3)
    again = Ear()
    hub.subscribe(caller(), again.heard.put, cursor)
    assert again.changes(2) == [2, 3]


def test_who_comes_back_to_another_process_hears_what_was_missed(database: Database) -> None:
    ear = Ear()
    with closing(FeedHub(database, look_every_seconds=0.05)) as first:
        first.subscribe(caller(), ear.heard.put)
        write(database, first, 1)
        cursor = ear.wait_for(lambda told: bool(told.news.changes)).cursor
    announce(database, 2, 3)
    again = Ear()
    with closing(FeedHub(database, look_every_seconds=0.05)) as second:
        second.subscribe(caller(), again.heard.put, cursor)
        assert again.changes(2) == [2, 3]


def test_who_comes_back_too_late_is_told_of_a_gap(database: Database) -> None:
    with closing(FeedHub(database, look_every_seconds=0.05, remembered=2)) as hub:
        ear = Ear()
        subscription = hub.subscribe(caller(), ear.heard.put)
        cursor = ear.next().cursor
        subscription.close()
        write(database, hub, 1, 2)
        in_time, late = Ear(), Ear()
        hub.subscribe(caller(), in_time.heard.put, cursor)
        assert in_time.changes(2) == [1, 2]
        write(database, hub, 3)
        assert in_time.changes(1) == [3]
        hub.subscribe(caller(), late.heard.put, cursor)
        told = late.next()
        assert told.news.is_gap
        assert told.news.changes == ()
        write(database, hub, 4)
        assert late.changes(1) == [4]


def test_a_cursor_of_another_database_is_a_gap(database: Database, hub: FeedHub) -> None:
    announce(database, 1)
    ear = Ear()
    hub.subscribe(caller(), ear.heard.put, "123456789012-123456789012")
    assert ear.next().news.is_gap
    with pytest.raises(Rejected, match="E-CURSOR"):
        hub.subscribe(caller(), ear.heard.put, "yesterday")


def test_nothing_comes_after_closing(database: Database, hub: FeedHub) -> None:
    closed, other = Ear(), Ear()
    subscription = hub.subscribe(caller(), closed.heard.put)
    closed.next()
    subscription.close()
    hub.subscribe(caller(), other.heard.put)
    write(database, hub, 1)
    assert other.changes(1) == [1]
    with pytest.raises(Empty):
        closed.heard.get_nowait()


def test_a_listener_may_close_itself(database: Database, hub: FeedHub) -> None:
    ear = Ear()

    def once(told: HubNews) -> None:
        ear.heard.put(told)
        subscription.close()

    subscription = hub.subscribe(caller(), once)
    other = Ear()
    hub.subscribe(caller(), other.heard.put)
    ear.next()
    write(database, hub, 1)
    assert other.changes(1) == [1]
    assert ear.heard.empty()


def test_the_hub_has_one_thread_while_it_is_open(database: Database) -> None:
    def threads() -> int:
        return sum(thread.name == "agentview-feed" for thread in all_threads())

    before = threads()
    hub = FeedHub(database)
    assert threads() == before
    for _ in range(3):
        hub.subscribe(caller(), lambda _told: None)
    assert threads() == before + 1
    hub.close()
    hub.close()
    hub.wake()
    assert threads() == before


def test_without_being_rung_the_hub_looks_by_itself(database: Database) -> None:
    ear = Ear()
    with closing(FeedHub(database, doorbell=Deaf(), look_every_seconds=0.05)) as hub:
        hub.subscribe(caller(), ear.heard.put)
        announce(database, 1)
        assert ear.changes(1) == [1]


def test_the_doorbell_is_heard(database: Database) -> None:
    doorbell = doorbell_of(database)
    doorbell.wait(0)
    doorbell.ring()
    doorbell.ring()
    doorbell.wait(600)
    doorbell.wait(0)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(doorbell.wait, 600)
        doorbell.ring()
        waiting.result(PATIENCE_SECONDS)
    doorbell.close()


_ANNOUNCES = """
import sys
from agentview.models.database import Database
from tests.fixtures.announce import announce
database = Database(sys.argv[1])
for line in sys.stdin:
    announce(database, int(line))
"""
"""Another program, which commits a change for each line that it reads."""


def test_what_another_process_commits_to_the_same_file_is_told(sqlite_url: str) -> None:
    """The hub does not look by itself meanwhile: it has to be rung."""
    program = (sys.executable, "-c", _ANNOUNCES, sqlite_url)
    ear = Ear()
    with (
        closing(Database(sqlite_url)) as database,
        closing(FeedHub(database, look_every_seconds=600)) as hub,
        subprocess.Popen(program, stdin=subprocess.PIPE, text=True) as other,
    ):
        assert other.stdin is not None
        hub.subscribe(caller(), ear.heard.put)
        ear.next()
        for number in range(1, 4):
            print(number, file=other.stdin, flush=True)
            assert ear.changes(1) == [number]
        write(database, hub, 4)
        assert ear.changes(1) == [4]


def test_what_comes_between_two_waits_is_not_missed(database: Database) -> None:
    with closing(doorbell_of(database)) as doorbell:
        doorbell.wait(0)
        for number in range(3):
            announce(database, number)
            doorbell.wait(600)


def test_a_file_that_is_gone_is_told_as_no_database(tmp_path: Path) -> None:
    with (
        closing(Database(f"sqlite:///{tmp_path / 'no' / 'folder.db'}")) as database,
        closing(doorbell_of(database)) as doorbell,
        pytest.raises(Unavailable, match="E-DATABASE"),
    ):
        doorbell.wait(0)


def test_a_slow_transaction_holds_back_what_began_after_it_and_is_heard_first(postgres_url: str) -> None:
    ear = Ear()
    with (
        closing(Database(postgres_url)) as database,
        closing(FeedHub(database, look_every_seconds=0.05)) as hub,
    ):
        hub.subscribe(caller(), ear.heard.put)
        with database.write(Stamp("slow", START)) as slow:
            add_change(slow, 1)
            announce(database, 2)
            hub.wake()
            newcomer = Ear()
            hub.subscribe(caller(2), newcomer.heard.put)
            assert newcomer.next().news.changes == ()
        assert ear.changes(2) == [1, 2]


def test_the_hub_comes_back_when_the_database_does(postgres_server: Server, postgres_url: str) -> None:
    ear = Ear()
    with (
        closing(Database(postgres_url)) as database,
        closing(FeedHub(database, look_every_seconds=0.05)) as hub,
        psycopg.connect(host=postgres_server.host, user="postgres", autocommit=True) as admin,
    ):
        name = sql.Identifier(database.url.database or "")
        hub.subscribe(caller(), ear.heard.put)
        write(database, hub, 1)
        assert ear.changes(1) == [1]
        admin.execute(sql.SQL("alter database {} with allow_connections false").format(name))
        admin.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s",
            [database.url.database],
        )
        ear.wait_for(lambda told: told.news.link is LinkState.LOST)
        admin.execute(sql.SQL("alter database {} with allow_connections true").format(name))
        ear.wait_for(lambda told: told.news.link is LinkState.CONNECTED)
        write(database, hub, 2)
        assert ear.changes(1) == [2]
