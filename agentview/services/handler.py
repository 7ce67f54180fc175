"""Ties an operation of the contract to the function that implements it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from agentview.contract.op import Message, Op
from agentview.models.database import Database
from agentview.services.unit import Arrival, Unit

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)

Work: TypeAlias = Callable[[Unit], Res]
"""What is done in the transaction."""


@dataclass(frozen=True, slots=True)
class Handler:
    """An operation and its implementation: `prepare` runs before the transaction, and returns its work."""

    op: Op[Any, Any]
    prepare: Callable[[Database, Arrival, Any], Work[Message]]


def handle(op: Op[Req, Res], run: Callable[[Unit, Req], Res]) -> Handler:
    """Tie `op` to `run`; the types of both must agree."""

    def prepare(_database: Database, _arrival: Arrival, request: Req) -> Work[Res]:
        return lambda unit: run(unit, request)

    return Handler(op, prepare)


def handle_prepared(op: Op[Req, Res], prepare: Callable[[Database, Arrival, Req], Work[Res]]) -> Handler:
    """Tie `op` to a function that first does what takes long, with no transaction open."""
    return Handler(op, prepare)
