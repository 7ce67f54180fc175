"""What files need of the services: to call operations, whatever lies behind."""

from typing import Protocol, TypeVar

from agentview.contract.op import Message, Op

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class Calls(Protocol):
    """Calls operations for the person who is signed in; every gateway does."""

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        """Carry out an operation."""
        ...
