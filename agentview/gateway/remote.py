"""Calls the services on a server for one person."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import requests
from requests.auth import AuthBase

from agentview.contract.feed import SINCE, SinceRequest
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.session import ME, SIGN_IN, SIGN_OUT, Person, SignInRequest
from agentview.core.errors import NotSignedIn, Refusal, Unavailable
from agentview.core.route import Route
from agentview.gateway.answer import understood
from agentview.gateway.port import FeedNews
from agentview.gateway.remote_feed import RemoteSubscription
from agentview.gateway.token_store import MemoryTokenStore, TokenStore
from agentview.gateway.transport import (
    ANSWER_SECONDS,
    CHANGES_PATH,
    CONNECT_SECONDS,
    login_wanted,
    meaning,
    open_session,
    wants_login,
)

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class _Bearer(AuthBase):
    """Adds the token of the moment to a request."""

    def __init__(self) -> None:
        self.token: str | None = None

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.token is not None:
            request.headers["Authorization"] = f"Bearer {self.token}"
        return request


class RemoteGateway:
    """The gateway of a desktop on a server."""

    is_embedded = False

    def __init__(
        self,
        url: str,
        tokens: TokenStore | None = None,
        *,
        route: Route | None = None,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Call the server at `url`, keeping the token of the session in `tokens` (None: in memory).

        Raises Rejected (`E-AUTHORITY`) where the file of an authority on the route cannot be used.
        """
        self._url = url.rstrip("/")
        self._tokens = tokens or MemoryTokenStore()
        self._route = route or Route()
        self._session = open_session(self._url, self._route)
        self._bearer = self._session.auth = _Bearer()
        self._timeouts = (CONNECT_SECONDS, answer_seconds)
        self._subscriptions: list[RemoteSubscription] = []

    @property
    def place(self) -> str:
        """Where the services are: the server's host."""
        return urlsplit(self._url).netloc

    def people(self) -> tuple[Person, ...]:
        """Return nobody: a server always wants a password."""
        return ()

    def sign_in(self, username: str, password: str | None) -> Person:
        """Sign in. Raises NotSignedIn (`E-CREDENTIALS`), Throttled, Unavailable."""
        if password is None:
            raise NotSignedIn(Refusal("E-CREDENTIALS"))
        request = SignInRequest.model_validate({"username": username, "password": password})
        signed_in = self._answer(SIGN_IN, request.wire_json(), {})
        self._bearer.token = signed_in.token
        self._tokens.save(self._url, signed_in.token)
        return signed_in.person

    def resume(self) -> Person | None:
        """Return to the session of which the token was kept; None where it ended or there was none."""
        self._bearer.token = self._tokens.load(self._url)
        if self._bearer.token is None:
            return None
        try:
            return self.call(ME, Nothing())
        except NotSignedIn:
            return None

    def sign_out(self) -> None:
        """End the session; here at once, on the server if it can be reached."""
        try:
            if self._bearer.token is not None:
                self.call(SIGN_OUT, Nothing())
        except (NotSignedIn, Unavailable):
            return  # it ended before, or ends by itself
        finally:
            self._forget()

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        """Carry out an operation. A repeated `key` with the same request does nothing twice.

        Raises the errors of `core.errors`: Unavailable (`E-SERVER`, `E-CERTIFICATE`, `E-NOT-AGENTVIEW`), and
        Unknown (`E-UNKNOWN`) where a command went out and no answer came.
        """
        headers = {"Idempotency-Key": key or uuid4().hex} if op.takes_key else {}
        try:
            return self._answer(op, request.wire_json(), headers)
        except NotSignedIn:
            self._forget()
            raise

    def subscribe(self, listener: Callable[[FeedNews], None]) -> RemoteSubscription:
        """Hear of changes, on a thread of its own, until the subscription is closed. Raises NotSignedIn.

        What changes after this returned is heard; if the server cannot be reached now, a gap is told later.
        """
        try:
            cursor = self.call(SINCE, SinceRequest()).cursor
        except Unavailable:
            cursor = None
        subscription = RemoteSubscription(self._session, self._url + CHANGES_PATH, listener, cursor)
        self._subscriptions.append(subscription)
        return subscription

    def close(self) -> None:
        """Let go of connections and threads."""
        while self._subscriptions:
            self._subscriptions.pop().close()
        self._session.close()

    def _answer(self, op: Op[Req, Res], body: str, headers: dict[str, str]) -> Res:
        try:
            answer = self._session.post(
                self._url + op.path,
                data=body.encode(),
                headers={"Content-Type": "application/json", **headers},
                timeout=self._timeouts,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise meaning(error, self._url, self._route, is_command=op.takes_key) from error
        if wants_login(answer.status_code):
            raise login_wanted(self._url, self._route)
        return understood(answer, op.response, is_command=op.takes_key)

    def _forget(self) -> None:
        self._bearer.token = None
        self._tokens.forget(self._url)
