"""Ties an operation of the contract to the function that implements it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from agentview.contract.op import Message, Op
from agentview.services.unit import Unit

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


@dataclass(frozen=True, slots=True)
class Handler:
    """An operation and its implementation."""

    op: Op[Any, Any]
    run: Callable[[Unit, Any], Message]


def handle(op: Op[Req, Res], run: Callable[[Unit, Req], Res]) -> Handler:
    """Tie `op` to `run`; the types of both must agree."""
    return Handler(op, run)
