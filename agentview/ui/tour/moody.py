"""A gateway that fails or waits when a scene tells it to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

from agentview.contract.op import Message, Op
from agentview.contract.session import Person
from agentview.core.errors import AgentViewError
from agentview.gateway.port import FeedNews, Gateway, Subscription

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)

LONGEST_WAIT_SECONDS = 60.0


@dataclass
class Mood:
    """What the next calls meet: an error, or a closed door behind which some operations wait."""

    error: AgentViewError | None = None
    listeners: list[Callable[[FeedNews], None]] = field(default_factory=list)
    _held: str = ""
    _door: Event = field(default_factory=Event)

    def hold(self, operation: str) -> None:
        """Let calls of this operation wait until `let_go`."""
        self._door.clear()
        self._held = operation

    def let_go(self) -> None:
        """Let everything through."""
        self._held = ""
        self._door.set()

    def meet(self, operation: str = "") -> None:
        """Wait for the door, and fail if failing is asked for."""
        if operation and operation == self._held:
            self._door.wait(LONGEST_WAIT_SECONDS)
        if self.error is not None:
            raise self.error

    def tell(self, news: FeedNews) -> None:
        """Bring news that no service sent, such as a lost link."""
        for listener in tuple(self.listeners):
            listener(news)


@dataclass(frozen=True, slots=True)
class MoodySubscription:
    """A subscription to services and mood."""

    inner: Subscription
    mood: Mood
    listener: Callable[[FeedNews], None]

    def close(self) -> None:
        """Stop it."""
        if self.listener in self.mood.listeners:
            self.mood.listeners.remove(self.listener)
        self.inner.close()


class MoodyGateway:
    """Hands calls on to `inner`, in the mood of the moment."""

    def __init__(self, inner: Gateway, mood: Mood) -> None:
        """Share the mood with the scenes."""
        self._inner, self._mood = inner, mood

    @property
    def place(self) -> str:
        """Where the services are, for people."""
        return self._inner.place

    @property
    def is_embedded(self) -> bool:
        """Say that a server is in between, as most desktops have one."""
        return False

    def people(self) -> tuple[Person, ...]:
        """Return the people one may be without a password."""
        self._mood.meet()
        return self._inner.people()

    def sign_in(self, username: str, password: str | None) -> Person:
        """Sign in."""
        self._mood.meet()
        return self._inner.sign_in(username, password)

    def sign_out(self) -> None:
        """End the session."""
        self._inner.sign_out()

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        """Carry out an operation."""
        self._mood.meet(op.name)
        return self._inner.call(op, request, key=key)

    def subscribe(self, listener: Callable[[FeedNews], None]) -> Subscription:
        """Hear of changes, and of what the mood brings."""
        self._mood.listeners.append(listener)
        return MoodySubscription(self._inner.subscribe(listener), self._mood, listener)

    def close(self) -> None:
        """Let go of connections and threads."""
        self._mood.listeners.clear()
        self._inner.close()
