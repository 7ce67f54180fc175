"""A gateway without services: answers and errors are set by the test."""

from collections.abc import Callable
from typing import TypeVar

from agentview.contract.op import Message, Op
from agentview.contract.session import ME, Person
from agentview.core.errors import AgentViewError, NotSignedIn, Refusal
from agentview.gateway.port import FeedNews

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class FakeSubscription:
    def __init__(self) -> None:
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


class FakeGateway:
    """`people_there` may be had without password, others with "secret"; `answers` is by operation name."""

    place = "desk.example"

    def __init__(self, *people: Person, is_embedded: bool = True) -> None:
        self.is_embedded = is_embedded
        self.everybody = people
        self.people_there = people if is_embedded else ()
        self.answers: dict[str, Message] = {}
        self.error: AgentViewError | None = None
        self.signed_in: Person | None = None
        self.asked: list[tuple[str, Message]] = []
        self.listeners: list[Callable[[FeedNews], None]] = []
        self.subscriptions: list[FakeSubscription] = []
        self.is_closed = False

    def people(self) -> tuple[Person, ...]:
        self._fail()
        return self.people_there

    def sign_in(self, username: str, password: str | None) -> Person:
        self._fail()
        known = self.people_there if password is None else self.everybody
        found = [person for person in known if person.username == username]
        if not found or password not in {None, "secret"}:
            raise NotSignedIn(Refusal("E-CREDENTIALS"))
        self.signed_in = found[0]
        return found[0]

    def sign_out(self) -> None:
        self.signed_in = None

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        assert key is None or op.takes_key
        self.asked.append((op.name, request))
        self._fail()
        answer = self.signed_in if op.name == ME.name else self.answers[op.name]
        assert isinstance(answer, op.response)
        return answer

    def subscribe(self, listener: Callable[[FeedNews], None]) -> FakeSubscription:
        self.listeners.append(listener)
        self.subscriptions.append(FakeSubscription())
        return self.subscriptions[-1]

    def close(self) -> None:
        self.is_closed = True

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error
