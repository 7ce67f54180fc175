"""How a list asks its operation for rows, and what comes back; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from agentview.contract.op import Message, Op
from agentview.gateway.port import Gateway
from agentview.ui.lists.export_presenter import Part

F = TypeVar("F", bound=Message)
R = TypeVar("R")


@dataclass(frozen=True)
class Ask(Generic[F]):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: F
    sort: str
    is_descending: bool
    after: str | None = None
    before: str | None = None
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True)
class Answer(Generic[R]):
    """Rows; `first` and `last` name the end rows for the neighbouring pages, where they are known.

    `last` of None on a full page says that nothing follows.
    """

    rows: Sequence[R]
    first: str | None = None
    last: str | None = None
    as_of: datetime | None = None
    total: int | None = None


@dataclass(frozen=True)
class Pages(Generic[F, R]):
    """Reads pages on the runner. Where it cannot `can_jump`, it knows only `after`: places are walked to."""

    read: Callable[[Gateway, Ask[F]], Answer[R]]
    can_jump: bool = True


@dataclass(frozen=True)
class ExportAsk(Generic[F]):
    """The rows of an export after the one named by `after`, for these columns."""

    filter: F
    sort: str
    is_descending: bool
    columns: tuple[str, ...]
    after: str | None


Exports = Callable[[Gateway, ExportAsk[F], str], Part[R]]
"""Reads a part of an export under an idempotency key."""


def pages_of(op: Op[Any, Any]) -> Pages[Any, Any]:
    """Read pages by an operation that names things as `QueueRequest` and `QueuePage` do.

    A request without `offset` and `before` makes a list that goes on by `after` alone.
    """
    known = frozenset(op.request.model_fields)

    def read(gateway: Gateway, ask: Ask[Any]) -> Answer[Any]:
        page = gateway.call(op, _request(op, known, vars(ask)))
        return Answer(
            page.rows,
            getattr(page, "first", None),
            getattr(page, "last", None),
            getattr(page, "as_of", None),
            getattr(page, "total", None),
        )

    return Pages(read, can_jump="offset" in known)


def exports_of(op: Op[Any, Any]) -> Exports[Any, Any]:
    """Read an export by an operation that names things as `ExportRequest` and `ExportPage` do."""
    known = frozenset(op.request.model_fields)

    def read(gateway: Gateway, ask: ExportAsk[Any], key: str) -> Part[Any]:
        page = gateway.call(op, _request(op, known, vars(ask)), key=key)
        return Part(page.rows, page.last, page.total)

    return read


def _request(op: Op[Any, Any], known: frozenset[str], wanted: dict[str, Any]) -> Message:
    made: Message = op.request.model_validate({name: wanted[name] for name in known if name in wanted})
    return made
