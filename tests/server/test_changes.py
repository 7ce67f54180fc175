"""The stream of changes as it is on the wire."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from threading import active_count

import pytest
import requests

from agentview.contract.feed import Changes
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import Embedded, serve_from
from agentview.gateway.event_stream import Event, events
from agentview.models.database import Database, Stamp
from agentview.models.party import User
from tests.build import ALPINE, START
from tests.fixtures.announce import announce
from tests.fixtures.live_server import served
from tests.fixtures.patience import eventually
from tests.server.test_problem import Client, problem


@pytest.fixture
def embedded(sqlite_url: str, clock: ManualClock) -> Iterator[Embedded]:
    with closing(serve_from(Database(sqlite_url), clock)) as opened:
        yield opened


@pytest.fixture
def client(embedded: Embedded) -> Iterator[Client]:
    with served(embedded, heartbeat_seconds=0.05) as url:
        opened = Client(url)
        with opened.session:
            yield opened


def opened(client: Client, **headers: str) -> requests.Response:
    named = client.headers | {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(f"{client.url}/v1/changes", headers=named, stream=True, timeout=20)


def told(stream: requests.Response) -> Iterator[Event]:
    """Yield the events of a stream that carry something."""
    return (event for event in events(stream.iter_content(None)) if event.data)


def brought(event: Event) -> Changes:
    assert event.name == "changes"
    changes = Changes.model_validate_json(event.data)
    assert event.id == changes.cursor
    return changes


def write(embedded: Embedded, *record_ids: int) -> None:
    announce(embedded.database, *record_ids)
    embedded.hub.wake()


def test_a_stream_says_where_it_stands_and_then_what_changes(client: Client, embedded: Embedded) -> None:
    write(embedded, 1)
    with opened(client) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert stream.headers["Cache-Control"] == "no-store"
        news = told(stream)
        assert brought(next(news)).changes == ()
        write(embedded, 2)
        (change,) = brought(next(news)).changes
        assert (change.record_id, change.topic, change.verb) == (2, "TASK", "claim")


def test_a_stream_begins_where_it_is_told_to(client: Client, embedded: Embedded) -> None:
    write(embedded, 1, 2, 3)
    with opened(client, Last_Event_ID="0-1") as stream:
        assert [change.record_id for change in brought(next(told(stream))).changes] == [2, 3]
    with requests.get(
        f"{client.url}/v1/changes?cursor=0-2", headers=client.headers, stream=True, timeout=20
    ) as stream:
        assert [change.record_id for change in brought(next(told(stream))).changes] == [3]
    with opened(client, Last_Event_ID="0-99") as stream:
        assert brought(next(told(stream))).is_gap


def test_a_quiet_stream_beats_and_moves_the_cursor(client: Client, embedded: Embedded) -> None:
    with opened(client) as stream:
        news = events(stream.iter_content(None))
        assert brought(next(news)).cursor == "0-0"
        announce(embedded.database, 1, provider=ALPINE)
        embedded.hub.wake()
        beat = next(event for event in news if event.id != "0-0")
        assert (beat.id, beat.data) == ("0-1", "")


def test_errors_before_the_stream_have_the_one_shape(client: Client) -> None:
    assert problem(opened(client, Authorization=""), 401).code == "E-SIGN-IN"
    assert problem(opened(client, Authorization="Bearer x"), 401).code == "E-SESSION-ENDED"
    assert problem(opened(client, Last_Event_ID="yesterday"), 422).code == "E-CURSOR"


def test_a_session_that_ends_by_time_ends_the_stream(client: Client, clock: ManualClock) -> None:
    with opened(client) as stream:
        news = events(stream.iter_content(None))
        next(news)
        clock.move(timedelta(hours=12))
        assert eventually(lambda: next(news, None) is None)


def test_a_person_who_moves_to_another_provider_must_come_anew(client: Client, embedded: Embedded) -> None:
    with opened(client) as stream:
        news = events(stream.iter_content(None))
        next(news)
        with embedded.database.write(Stamp("test", START)) as session:
            session.query(User).filter_by(username="harbour_csa").update({"provider_id": ALPINE})
        assert eventually(lambda: next(news, None) is None)


def test_many_streams_hold_no_thread_and_leave_nothing(client: Client, embedded: Embedded) -> None:
    with ExitStack() as stack:
        first = told(stack.enter_context(opened(client)))
        assert not brought(next(first)).changes
        before = active_count()
        streams = [told(stack.enter_context(opened(client))) for _ in range(60)]
        for news in streams:
            assert not brought(next(news)).changes
        assert active_count() < before + 10
        assert client.post("/v1/session/me").status_code == 200
        write(embedded, 1)
        for news in (first, *streams):
            assert [change.record_id for change in brought(next(news)).changes] == [1]
        assert len(embedded.hub._subscriptions) == 61
    assert eventually(lambda: not embedded.hub._subscriptions)


def test_a_database_that_goes_away_ends_the_stream(embedded: Embedded, client: Client) -> None:
    with opened(client) as stream:
        news = events(stream.iter_content(None))
        next(news)
        embedded.hub.close()
        assert eventually(lambda: next(news, None) is None)
