"""Serves one operation: reads the request, finds the caller, runs it on a thread, writes the answer once."""

import re
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response

from agentview.contract.op import Message, Op
from agentview.core.caller import Caller
from agentview.core.errors import NotSignedIn, Refusal, rejected
from agentview.gateway.embedded import Embedded
from agentview.server.body import body_of, parsed

_KEY = re.compile(r"[!-~]{1,100}")
_BEARER = "bearer "


class Lanes:
    """How many calls run at once: no more than there are connections.

    Apart are sign-ins, which hash, and what waits for other systems: those hold no connection meanwhile.
    """

    def __init__(self, calls: int = 10, sign_ins: int = 4, outside: int = 40) -> None:
        """Let so many of each in at once; the others wait without a thread."""
        self.calls = CapacityLimiter(calls)
        self.sign_ins = CapacityLimiter(sign_ins)
        self.outside = CapacityLimiter(outside)

    def of(self, op: Op[Any, Any]) -> CapacityLimiter:
        """Return the lane of an operation."""
        if op.is_public:
            return self.sign_ins
        return self.outside if op.asks_outside else self.calls


class Call:
    """The endpoint of an operation."""

    def __init__(self, op: Op[Any, Any], embedded: Embedded, lanes: Lanes) -> None:
        """Serve `op` from `embedded`."""
        self._op = op
        self._embedded = embedded
        self._lane = lanes.of(op)

    async def serve(self, request: Request) -> Response:
        """Answer one request."""
        request.state.operation = self._op.name
        body = await body_of(request)
        answer = await anyio.to_thread.run_sync(self._answer, request, body, limiter=self._lane)
        return Response(answer, media_type="application/json")

    def _answer(self, request: Request, body: bytes) -> bytes:
        answer = self._command(request, body) if self._op.command else self._read(request, body)
        return answer.model_dump_json().encode()

    def _read(self, request: Request, body: bytes) -> Message:
        with self._embedded.reading(token_of(request)) as reading:
            note_caller(request, reading.caller)
            answer: Message = reading.run(self._op, parsed(body, self._op.request))
            return answer

    def _command(self, request: Request, body: bytes) -> Message:
        caller, token = None, None
        if not self._op.is_public:
            token = token_of(request)
            caller = self._embedded.caller_with(token)
            note_caller(request, caller)
        key = _key_of(request) if self._op.takes_key else None
        wanted = parsed(body, self._op.request)
        address = request.client.host if request.client else ""
        run = self._embedded.dispatcher.run
        answer: Message = run(caller, self._op, wanted, key, address=address, token=token)
        return answer


def note_caller(request: Request, caller: Caller) -> None:
    """Remember who asks, for the line in the log."""
    request.state.user_id = caller.user_id
    request.state.provider_id = caller.provider_id


def token_of(request: Request) -> str:
    """Return the token of a request. Raises NotSignedIn (`E-SIGN-IN`) where there is none."""
    header = request.headers.get("authorization", "")
    token = header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
    if not token:
        raise NotSignedIn(Refusal("E-SIGN-IN"))
    return token


def _key_of(request: Request) -> str:
    key = request.headers.get("idempotency-key")
    if key is None:
        raise rejected("E-KEY-MISSING")
    if not _KEY.fullmatch(key):
        raise rejected("E-KEY-INVALID")
    return key
