"""The change feed over HTTP: server-sent events, which hold no thread while nothing happens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from agentview.contract.feed import Changes
from agentview.core.caller import Caller
from agentview.core.errors import NotSignedIn, Unavailable
from agentview.gateway.embedded import Embedded
from agentview.gateway.feed import HubNews
from agentview.gateway.port import LinkState
from agentview.server.calls import note_caller, token_of
from agentview.server.metrics import Meter

HEARTBEAT_SECONDS = 10.0
_MOST_WAITING = 1_000


class Streams:
    """The open streams of this process, so that all can be ended when it stops."""

    def __init__(
        self, embedded: Embedded, meter: Meter, heartbeat_seconds: float = HEARTBEAT_SECONDS
    ) -> None:
        """Serve the changes of `embedded`; `meter` is told how many listen."""
        self._meter = meter
        self._embedded = embedded
        self._heartbeat = heartbeat_seconds
        self._open: set[asyncio.Queue[HubNews | None]] = set()
        self._is_ending = False
        # The streams take turns when they look at their tokens, and leave the other connections alone.
        self._lane = CapacityLimiter(2)

    @property
    def count(self) -> int:
        """How many streams are open."""
        return len(self._open)

    def end_all(self) -> None:
        """End all streams, also those that come late; their readers come back with their cursors."""
        self._is_ending = True
        for queue in tuple(self._open):
            queue.put_nowait(None)

    async def serve(self, request: Request) -> Response:
        """Answer with a stream from `Last-Event-ID`, `?cursor=` or now on.

        Raises NotSignedIn, Rejected (`E-CURSOR`), Unavailable.
        """
        request.state.operation = "feed.changes"
        token = token_of(request)
        caller = await anyio.to_thread.run_sync(self._embedded.caller_with, token, limiter=self._lane)
        note_caller(request, caller)
        cursor = request.headers.get("last-event-id") or request.query_params.get("cursor")
        queue: asyncio.Queue[HubNews | None] = asyncio.Queue()
        listener = _Listener(queue, asyncio.get_running_loop())
        subscription = await anyio.to_thread.run_sync(
            self._embedded.hub.subscribe, caller, listener.hear, cursor, limiter=self._lane
        )

        async def events() -> AsyncIterator[str]:
            self._open.add(queue)
            self._meter.note_streams(self.count)
            if self._is_ending:
                queue.put_nowait(None)
            try:
                async for event in self._events(queue, token, caller):
                    yield event
            finally:
                self._open.discard(queue)
                self._meter.note_streams(self.count)
                subscription.close()

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(events(), headers=headers, media_type="text/event-stream")

    async def _events(
        self, queue: asyncio.Queue[HubNews | None], token: str, caller: Caller
    ) -> AsyncIterator[str]:
        """Yield events until the session, the link to the database or the reader's patience ends."""
        loop = asyncio.get_running_loop()
        cursor = ""
        beat_at = loop.time() + self._heartbeat
        while True:
            try:
                async with asyncio.timeout_at(beat_at):
                    told = await queue.get()
            except TimeoutError:
                if not await self._is_still(token, caller):
                    return
                beat_at = loop.time() + self._heartbeat
                # An event without data moves the reader's cursor past what was not for it.
                yield f": beat\nid: {cursor}\n\n" if cursor else ": beat\n\n"
                continue
            if told is None or told.news.link is LinkState.LOST or queue.qsize() > _MOST_WAITING:
                return
            cursor = told.cursor
            if not told.is_silent:
                yield _event(told)

    async def _is_still(self, token: str, caller: Caller) -> bool:
        """Say whether the token is valid and still stands for the same person with the same powers."""
        try:
            return (
                await anyio.to_thread.run_sync(self._embedded.caller_with, token, limiter=self._lane)
                == caller
            )
        except (NotSignedIn, Unavailable):
            return False


class _Listener:
    """Hands news from the hub's thread to the event loop."""

    def __init__(self, queue: asyncio.Queue[HubNews | None], loop: asyncio.AbstractEventLoop) -> None:
        self._queue = queue
        self._loop = loop

    def hear(self, told: HubNews) -> None:
        # The loop may have been closed a moment ago, when the server stops.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._queue.put_nowait, told)


def _event(told: HubNews) -> str:
    changes = Changes(changes=told.news.changes, cursor=told.cursor, is_gap=told.news.is_gap)
    return f"id: {told.cursor}\nevent: changes\ndata: {changes.model_dump_json()}\n\n"
