"""Remembers which answers are still wanted: by owner and, where named, only the newest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Ticket:
    """One call that was asked for, and the receivers of its answer."""

    number: int
    owner: object
    newest: str
    on_done: Callable[[object], None]
    on_error: Callable[[Exception], None]


class Tickets:
    """The calls that have not answered yet; used on the GUI thread only."""

    def __init__(self) -> None:
        """Starts with none."""
        self._open: dict[int, Ticket] = {}
        self._last = 0

    def issue(
        self,
        owner: object,
        newest: str,
        on_done: Callable[[object], None],
        on_error: Callable[[Exception], None],
    ) -> int:
        """Notes a call and forgets the older one of the same owner and name; returns its number."""
        if newest:
            self._forget(lambda ticket: ticket.owner is owner and ticket.newest == newest)
        self._last += 1
        self._open[self._last] = Ticket(self._last, owner, newest, on_done, on_error)
        return self._last

    def redeem(self, number: int) -> Ticket | None:
        """The call with this number, once; None if nobody waits for it any more."""
        return self._open.pop(number, None)

    def drop(self, owner: object) -> None:
        """Forgets every call of this owner."""
        self._forget(lambda ticket: ticket.owner is owner)

    def __contains__(self, number: int) -> bool:
        """Whether somebody still waits for this call; may be asked on any thread."""
        return number in self._open

    def __len__(self) -> int:
        """How many calls are waited for."""
        return len(self._open)

    def _forget(self, is_stale: Callable[[Ticket], bool]) -> None:
        self._open = {number: ticket for number, ticket in self._open.items() if not is_stale(ticket)}
