"""A gateway that refuses to be called on the GUI thread, where a blocking call would freeze the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from agentview.contract.op import Message, Op
from agentview.contract.session import Person
from agentview.gateway.port import FeedNews, Gateway, Subscription
from agentview.ui.kit.gui_thread import assert_not_gui_thread

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class GuardedGateway:
    """Hands every call on to `inner`, off the GUI thread. Raises OnGuiThreadError on it."""

    def __init__(self, inner: Gateway) -> None:
        """Guard this gateway."""
        self._inner = inner

    @property
    def place(self) -> str:
        """Where the services are, for people."""
        return self._inner.place

    @property
    def is_embedded(self) -> bool:
        """Say whether the services run in this process."""
        return self._inner.is_embedded

    def people(self) -> tuple[Person, ...]:
        """Return the people one may be without a password."""
        assert_not_gui_thread()
        return self._inner.people()

    def sign_in(self, username: str, password: str | None) -> Person:
        """Sign in."""
        assert_not_gui_thread()
        return self._inner.sign_in(username, password)

    def sign_out(self) -> None:
        """End the session."""
        assert_not_gui_thread()
        self._inner.sign_out()

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        """Carry out an operation."""
        assert_not_gui_thread()
        return self._inner.call(op, request, key=key)

    def subscribe(self, listener: Callable[[FeedNews], None]) -> Subscription:
        """Hear of changes."""
        assert_not_gui_thread()
        return self._inner.subscribe(listener)

    def close(self) -> None:
        """Let go of connections and threads."""
        self._inner.close()
