"""Keeps the known rows of a long list by position and forgets the pages used least."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

R = TypeVar("R")


class Rows(Generic[R]):
    """Rows by position; each belongs to one page of `page_size` positions."""

    def __init__(self, row_id: Callable[[R], Hashable], page_size: int, most_pages: int) -> None:
        """Holds at most `most_pages` pages."""
        self._row_id = row_id
        self._page_size = page_size
        self._most_pages = most_pages
        self._rows: dict[int, R] = {}
        self._positions: dict[Hashable, int] = {}
        self._used: OrderedDict[int, None] = OrderedDict()

    def at(self, position: int) -> R | None:
        """The row at this position, if it is known."""
        return self._rows.get(position)

    def find(self, row_id: Hashable) -> int | None:
        """Where the row with this id stands, if it is known."""
        return self._positions.get(row_id)

    def touch(self, position: int) -> None:
        """Notes that the page around this position was looked at."""
        page = position // self._page_size
        if page in self._used:
            self._used.move_to_end(page)

    def put(self, offset: int, rows: Sequence[R]) -> None:
        """Notes rows from `offset` on, then forgets the pages used least."""
        for position, row in enumerate(rows, start=offset):
            self.set(position, row)
        first, last = offset // self._page_size, (offset + max(0, len(rows) - 1)) // self._page_size
        for page in range(first, last + 1):
            self._used[page] = None
            self._used.move_to_end(page)
        while len(self._used) > self._most_pages:
            self._forget_page(self._used.popitem(last=False)[0])

    def set(self, position: int, row: R) -> None:
        """Notes one row at its position."""
        old = self._rows.get(position)
        if old is not None and self._positions.get(self._row_id(old)) == position:
            del self._positions[self._row_id(old)]
        self._rows[position] = row
        self._positions[self._row_id(row)] = position

    def remove(self, position: int) -> None:
        """Takes one row out; those below move up by one."""
        moved = sorted(self._rows.items())
        self._rows, self._positions = {}, {}
        for old, row in moved:
            if old != position:
                self.set(old - 1 if old > position else old, row)

    def truncate(self, count: int) -> None:
        """Forgets the rows at `count` and below."""
        for position in [known for known in self._rows if known >= count]:
            self._drop(position)

    def clear(self) -> None:
        """Forgets everything."""
        self._rows.clear()
        self._positions.clear()
        self._used.clear()

    def known(self, first: int, last: int) -> list[int]:
        """The known positions from `first` to `last`, both included."""
        return [position for position in range(first, last + 1) if position in self._rows]

    def positions(self) -> list[int]:
        """Every known position, from top to bottom."""
        return sorted(self._rows)

    def __len__(self) -> int:
        """How many rows are held."""
        return len(self._rows)

    def _forget_page(self, page: int) -> None:
        for position in range(page * self._page_size, (page + 1) * self._page_size):
            if position in self._rows:
                self._drop(position)

    def _drop(self, position: int) -> None:
        row = self._rows.pop(position)
        if self._positions.get(self._row_id(row)) == position:
            del self._positions[self._row_id(row)]
