"""Hears of changes from a server, on a thread of its own, coming back by itself after each break."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from threading import Event, Lock, RLock, Thread, current_thread

import requests
import urllib3
from pydantic import ValidationError

from agentview.contract.feed import Changes
from agentview.core.errors import AgentViewError
from agentview.gateway import event_stream
from agentview.gateway.answer import error_of
from agentview.gateway.port import FeedNews, LinkState
from agentview.gateway.transport import CONNECT_SECONDS

SILENCE_SECONDS = 25.0
"""The server says something every ten seconds: after this long the line is dead."""

_FIRST_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 5.0
_JOIN_SECONDS = 1.0

_BREAKS = (requests.RequestException, urllib3.exceptions.HTTPError, AgentViewError, ValidationError, OSError)


class RemoteSubscription:
    """A running change feed from a server."""

    def __init__(
        self,
        session: requests.Session,
        url: str,
        listener: Callable[[FeedNews], None],
        cursor: str | None,
    ) -> None:
        """Follow the stream at `url` from `cursor` on; without one, a gap is told first."""
        self._session = session
        self._url = url
        self._listener = listener
        self._cursor = cursor
        self._link = LinkState.CONNECTED
        self._closing = Event()
        self._answer: requests.Response | None = None
        self._answer_lock = Lock()
        # Held while the listener runs, so that nothing comes after `close` returned; it may close itself.
        self._speaking = RLock()
        self._thread = Thread(target=self._run, name="agentview-changes", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop it, also in the middle of a read; no news comes after this returns."""
        with self._speaking:
            self._closing.set()
        with self._answer_lock:
            if self._answer is not None:
                # Only this wakes a thread that waits in a read; closing does not.
                with suppress(ValueError, RuntimeError, OSError):
                    self._answer.raw.shutdown()
        if self._thread is not current_thread():
            self._thread.join(_JOIN_SECONDS)

    def _run(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._closing.is_set():
            try:
                with self._opened() as answer:
                    for event in event_stream.events(answer.iter_content(None)):
                        self._take(event)
                        pause = _FIRST_PAUSE_SECONDS
            except _BREAKS:
                pass
            self._tell(FeedNews(link=LinkState.LOST))
            self._closing.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    @contextmanager
    def _opened(self) -> Iterator[requests.Response]:
        """Open the stream where it was left. Raises the errors of `requests` and of `core.errors`."""
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if self._cursor is not None:
            headers["Last-Event-ID"] = self._cursor
        timeouts = (CONNECT_SECONDS, SILENCE_SECONDS)
        with self._session.get(
            self._url, headers=headers, timeout=timeouts, stream=True, allow_redirects=False
        ) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise error_of(answer, is_command=False)
            with self._answer_lock:
                self._answer = answer
            try:
                # `close` may have looked for the answer just before it was here.
                if not self._closing.is_set():
                    yield answer
            finally:
                with self._answer_lock:
                    self._answer = None

    def _take(self, event: event_stream.Event) -> None:
        """Tell what an event brings, then remember how far it goes."""
        if event.data:
            brought = Changes.model_validate_json(event.data)
            is_gap = brought.is_gap or self._cursor is None
            self._tell(FeedNews(brought.changes, is_gap=is_gap))
        self._cursor = event.id or self._cursor

    def _tell(self, news: FeedNews) -> None:
        """Tell news, unless it says that the link is lost and that was told before."""
        with self._speaking:
            is_repeated = news.link is self._link is LinkState.LOST
            self._link = news.link
            if not self._closing.is_set() and not is_repeated:
                self._listener(news)
