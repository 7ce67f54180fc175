"""Feeds a list with rows that are known already; imports no Qt."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from agentview.ui.kit.page_source import Page, PageRequest

R = TypeVar("R")


class KnownList(Protocol[R]):
    """The list that is fed; `paged_model.PagedTableModel` is one."""

    def reload(self, *, keep_place: bool = False) -> None:
        """Read everything anew."""
        ...

    def update_rows(self, rows: Iterable[R]) -> None:
        """Show newer values of known rows."""
        ...

    def deliver(self, wanted: PageRequest, page: Page[R]) -> None:
        """Take a page."""
        ...

    def position(self, row_id: Hashable) -> int | None:
        """Where a row stands."""
        ...


class MemorySource(Generic[R]):
    """A page source over a tuple; newer rows under the same ids change in place."""

    def __init__(self) -> None:
        """Holds no rows."""
        self.rows: tuple[R, ...] = ()
        self._list: KnownList[R] | None = None
        self._ids: tuple[Hashable, ...] | None = None

    def attach(self, rows: KnownList[R]) -> None:
        """Names the list that is fed."""
        self._list = rows

    def show(self, rows: Sequence[R], ids: Sequence[Hashable]) -> None:
        """Shows these rows; the reader stays at the row that is current, if it is still there."""
        known, self._ids = self._ids, tuple(ids)
        self.rows = tuple(rows)
        if self._list is None:
            return
        if known == self._ids and rows:
            self._list.update_rows(rows)
        else:
            self._list.reload(keep_place=True)

    def request(self, wanted: PageRequest) -> None:
        """Answers at once: nothing has to be read."""
        if self._list is not None:
            part = self.rows[wanted.offset : wanted.offset + wanted.limit]
            self._list.deliver(wanted, Page(part, len(self.rows)))
