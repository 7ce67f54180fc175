"""The interface through which screens reach AgentView; no screen knows what lies behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from agentview.contract.feed import Change
from agentview.contract.op import Message, Op
from agentview.contract.session import Person

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class LinkState(StrEnum):
    """How the connection to the services is."""

    CONNECTED = "CONNECTED"
    LOST = "LOST"


@dataclass(frozen=True, slots=True)
class FeedNews:
    """What the feed brought: changes, a gap after which everything is read again, or the link's state."""

    changes: tuple[Change, ...] = ()
    is_gap: bool = False
    link: LinkState = LinkState.CONNECTED


class Subscription(Protocol):
    """A running change feed."""

    def close(self) -> None:
        """Stop it; no news comes after this returns."""
        ...


THIS_COMPUTER = "This computer"


class Gateway(Protocol):
    """Calls operations for the person who is signed in. Every method may block: never on the GUI thread."""

    @property
    def place(self) -> str:
        """Where the services are: `THIS_COMPUTER`, which the desktop says in words, or the server's host."""
        ...

    @property
    def is_embedded(self) -> bool:
        """Say whether the services run in this process."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Return the people one may be without a password (D-32); empty where a password is needed."""
        ...

    def sign_in(self, username: str, password: str | None) -> Person:
        """Sign in. Raises NotSignedIn (`E-CREDENTIALS`), Throttled, Unavailable."""
        ...

    def sign_out(self) -> None:
        """End the session."""
        ...

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        """Carry out an operation. A repeated `key` with the same request does nothing twice.

        Raises the errors of `core.errors`; Unknown where a command went out and no answer came.
        """
        ...

    def subscribe(self, listener: Callable[[FeedNews], None]) -> Subscription:
        """Hear of changes, on a thread of the gateway, until the subscription is closed."""
        ...

    def close(self) -> None:
        """Let go of connections and threads."""
        ...
