"""The edge of the server: a number for each request, its line in the log, and the last catch for bugs."""

from time import perf_counter
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agentview.core import log
from agentview.server import problem
from agentview.server.metrics import Meter


class Edge:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        """Wrap `app`, and count in `meter`."""
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, uuid4().hex)
        state = scope["state"] = {**scope.get("state", {}), "request_id": answer.request_id}
        began = perf_counter()
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001 - the last place that can turn a bug into an answer
            log.bug("server.bug", error, request_id=answer.request_id)
            await answer.send_bug(scope, receive)
        seconds = perf_counter() - began
        self._meter.answered(state.get("operation"), answer.status, seconds)
        log.note(
            "server.request",
            request_id=answer.request_id,
            operation=state.get("operation"),
            user_id=state.get("user_id"),
            provider_id=state.get("provider_id"),
            status=answer.status,
            code=state.get("code"),
            milliseconds=round(seconds * 1000, 1),
        )


class _Answer:
    """What goes out: it bears the request's number, and its status is remembered."""

    def __init__(self, send: Send, request_id: str) -> None:
        self.request_id = request_id
        self.status: int | None = None
        self._send = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)["X-Request-Id"] = self.request_id
        await self._send(message)

    async def send_bug(self, scope: Scope, receive: Receive) -> None:
        if self.status is None:
            await problem.bug(self.request_id)(scope, receive, self.send)
