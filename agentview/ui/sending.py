"""Sends a command under one idempotency key, so that sending it again does nothing twice; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import uuid4

from pydantic import ValidationError

from agentview.contract.op import Message, Op
from agentview.core.errors import Refusal, Rejected
from agentview.ui.navigation import Desk

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)
NewKey = Callable[[], str]


def new_key() -> str:
    """A key that nobody has used."""
    return uuid4().hex


def rejection_of(error: ValidationError) -> Rejected:
    """What the contract itself does not take, such as a control character, as refusals by field."""
    kinds = {str(part["loc"][-1]) if part["loc"] else "": part["type"] for part in error.errors()}
    return Rejected(
        *(Refusal("E-FIELD", field=name or None, values={"kind": kinds[name]}) for name in sorted(kinds))
    )


@dataclass(frozen=True)
class Sending(Generic[Req, Res]):
    """A command with what it says and the key under which it goes out, however often."""

    op: Op[Req, Res]
    request: Req
    key: str

    def send(
        self,
        desk: Desk,
        on_done: Callable[[Res], None],
        on_error: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Sends it, perhaps again; exactly one of the receivers is called later."""
        gateway = desk.gateway
        desk.runner.submit(
            lambda: gateway.call(self.op, self.request, key=self.key), on_done, on_error, owner
        )
