"""Finds a place in a list whose operation knows only what follows a row; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from agentview.contract.op import Message
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask

F = TypeVar("F", bound=Message)
R = TypeVar("R")


class Walk(Generic[F, R]):
    """Remembers which token leads to which place, and reads its way to places that are new.

    It belongs to one reading of a list from its start, and is asked on one call after the other or at once:
    what two calls remember at the same time is the same.
    """

    def __init__(self, read: Callable[[Gateway, Ask[F]], Answer[R]]) -> None:
        """Knows only the start."""
        self._read = read
        self._starts: dict[int, str | None] = {0: None}

    def read(self, gateway: Gateway, ask: Ask[F], place: int) -> Answer[R]:
        """The page at `place`; an empty one where the list is shorter."""
        wanted = replace(ask, before=None, offset=0)
        if wanted.after is not None:
            return self._note(place, self._read(gateway, wanted))
        at = max(start for start in self._starts if start <= place)
        while at < place:
            step = replace(wanted, after=self._starts[at], limit=min(ask.limit, place - at))
            answer = self._note(at, self._read(gateway, step))
            if answer.last is None or not answer.rows:
                return Answer((), as_of=answer.as_of, total=answer.total)
            at += len(answer.rows)
        return self._note(at, self._read(gateway, replace(wanted, after=self._starts[at])))

    def _note(self, at: int, answer: Answer[R]) -> Answer[R]:
        if answer.last is not None and answer.rows:
            self._starts[at + len(answer.rows)] = answer.last
        return answer
