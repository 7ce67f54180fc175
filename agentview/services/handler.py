"""Ties an operation of the contract to the function that implements it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from agentview.contract.op import Message, Op
from agentview.models.database import Database
from agentview.services.unit import Arrival, Unit

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)

Work: TypeAlias = Callable[[Unit], Res]
"""What is done in the transaction."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Answers a key that comes again where the answer is not kept, because it holds personal data.

    `mark` is all that is kept of an answer; `tell` answers again from it.
    """

    mark: Callable[[Any], str]
    tell: Callable[[Unit, Any, str], Message]


@dataclass(frozen=True, slots=True)
class Handler:
    """An operation and its implementation: `prepare` runs before the transaction, and returns its work."""

    op: Op[Any, Any]
    prepare: Callable[[Database, Arrival, Any], Work[Message]]
    recall: Recall | None = None


def handle(op: Op[Req, Res], run: Callable[[Unit, Req], Res]) -> Handler:
    """Tie `op` to `run`; the types of both must agree."""

    def prepare(_database: Database, _arrival: Arrival, request: Req) -> Work[Res]:
        return lambda unit: run(unit, request)

    return Handler(op, prepare)


def handle_anew(op: Op[Req, Res], run: Callable[[Unit, Req], Res]) -> Handler:
    """Tie `op` to a function that shows something: with the same key it shows it, and says so, again."""

    def tell(unit: Unit, request: Req, _mark: str) -> Res:
        return run(unit, request)

    return replace(handle(op, run), recall=Recall(lambda _answer: "", tell))


def handle_recalled(
    op: Op[Req, Res],
    run: Callable[[Unit, Req], Res],
    mark: Callable[[Res], str],
    tell: Callable[[Unit, str], Res],
) -> Handler:
    """Tie `op` to a function whose answer is not kept; `tell` finds it again from its mark."""

    def again(unit: Unit, _request: Req, kept: str) -> Res:
        return tell(unit, kept)

    return replace(handle(op, run), recall=Recall(mark, again))


def handle_prepared(op: Op[Req, Res], prepare: Callable[[Database, Arrival, Req], Work[Res]]) -> Handler:
    """Tie `op` to a function that first does what takes long, with no transaction open."""
    return Handler(op, prepare)
