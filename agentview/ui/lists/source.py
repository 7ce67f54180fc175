"""Reads the pages of a list, by the neighbouring row where it is known; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from agentview.contract.op import Message
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.page_source import Page, PageRequest, Purpose
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.walk import Walk
from agentview.ui.navigation import Desk

F = TypeVar("F", bound=Message)
F_co = TypeVar("F_co", bound=Message, covariant=True)
R = TypeVar("R")


class Wanted(Protocol[F_co]):
    """A filter and an order."""

    @property
    def filter(self) -> F_co:
        """What is listed."""
        ...

    @property
    def order(self) -> SortOrder:
        """In which order."""
        ...


class RowList(Protocol[R]):
    """The list that shows the rows; `kit.paged_model.PagedTableModel` is one."""

    def reload(self, *, keep_place: bool = False) -> None:
        """Read everything anew."""
        ...

    def refresh(self) -> None:
        """Read again what is visible."""
        ...

    def deliver(self, wanted: PageRequest, page: Page[R]) -> None:
        """Take a page."""
        ...

    def fail(self, wanted: PageRequest) -> None:
        """Take note that a page could not be read."""
        ...

    def set_total(self, total: int) -> None:
        """Take the exact length."""
        ...

    def update_rows(self, rows: Iterable[R]) -> None:
        """Show newer values of known rows."""
        ...

    def remove_rows(self, row_ids: Iterable[Hashable]) -> None:
        """Take rows out."""
        ...

    def position(self, row_id: Hashable) -> int | None:
        """Where the row stands, if it is known."""
        ...

    def row(self, position: int) -> R | None:
        """The row at this position, if it is known."""
        ...


class SourceListener(Protocol):
    """Hears what came of reading."""

    def page_read(self) -> None:
        """A page has come."""
        ...

    def total_read(self, total: int) -> None:
        """The exact number of rows has come."""
        ...

    def read_failed(self, error: Exception) -> None:
        """A page could not be read."""
        ...


@dataclass(frozen=True)
class Reading(Generic[F, R]):
    """How rows are read and told apart; `size` counts them exactly, where that can be asked."""

    pages: Pages[F, R]
    row_id: Callable[[R], Hashable]
    size: Callable[[Gateway, F], int] | None = None


class PagedSource(Generic[F, R]):
    """The page source of a list for one query at a time."""

    def __init__(
        self,
        desk: Desk,
        reading: Reading[F, R],
        query: Wanted[F],
        times: ServerTime,
        listener: SourceListener,
    ) -> None:
        """Reads nothing before the list asks."""
        self._desk, self._reading, self._times, self._listener = desk, reading, times, listener
        self._list: RowList[R] | None = None
        self._tokens: dict[Hashable, tuple[str | None, str | None]] = {}
        self._walk: Walk[F, R] = Walk(reading.pages.read)
        self._shown_total: int | None = None
        self._is_reloading = False
        self.total: int | None = None
        self.wanted = query

    def attach(self, rows: RowList[R]) -> None:
        """Names the list that is fed."""
        self._list = rows

    def token_of(self, row: R) -> object | None:
        """The place of a row that stands at the end of a page; the row above asks what follows it."""
        first, last = self._tokens.get(self._reading.row_id(row), (None, None))
        return last or first

    def request(self, wanted: PageRequest) -> None:
        """Starts reading a page; at the start of a list also how many rows it has."""
        if wanted.purpose is Purpose.RELOAD:
            self._tokens.clear()
            self._walk = Walk(self._reading.pages.read)
            self._shown_total = None
            self._is_reloading = True
            self._ask_size(self._on_size)
        newest = "reload" if wanted.purpose is Purpose.RELOAD else ""
        self._desk.runner.submit(
            self._reader(wanted),
            partial(self._on_page, wanted),
            partial(self._on_failed, wanted),
            self,
            newest=newest,
        )

    def refresh(self) -> None:
        """Reads again how many rows there are, then what is visible."""
        if self._reading.size is None:
            if self._list is not None:
                self._list.refresh()
            return
        self._ask_size(self._on_refreshed_size)

    def cancel(self) -> None:
        """Gives up what is being read."""
        self._desk.runner.drop(self)

    def learn(self, answer: Answer[R]) -> None:
        """Takes what an answer says besides its rows; for lists whose answers say more."""

    def _reader(self, wanted: PageRequest) -> Callable[[], Answer[R]]:
        gateway, pages, walk = self._desk.gateway, self._reading.pages, self._walk
        ask = self._ask_for(wanted)
        if not pages.can_jump:
            return lambda: walk.read(gateway, ask, wanted.offset)

        def read() -> Answer[R]:
            answer = pages.read(gateway, ask)
            if ask.before is not None and len(answer.rows) < wanted.limit:
                # Rows above have left meanwhile: only counting from the start gives this place.
                by_count = Ask(
                    ask.filter, ask.sort, ask.is_descending, offset=wanted.offset, limit=wanted.limit
                )
                answer = pages.read(gateway, by_count)
            return answer

        return read

    def _ask_for(self, wanted: PageRequest) -> Ask[F]:
        after = wanted.after if isinstance(wanted.after, str) else None
        before = wanted.before if isinstance(wanted.before, str) and after is None else None
        if wanted.offset == 0:
            after = before = None
        order = self.wanted.order
        return Ask(
            self.wanted.filter,
            order.key,
            order.descending,
            after=after,
            before=before,
            offset=0 if after or before else wanted.offset,
            limit=wanted.limit,
        )

    def _ask_size(self, receive: Callable[[int], None]) -> None:
        size = self._reading.size
        if size is None:
            return
        gateway, listed = self._desk.gateway, self.wanted.filter
        self._desk.runner.submit(
            lambda: size(gateway, listed), receive, self._listener.read_failed, self, newest="size"
        )

    def _on_size(self, rows: int) -> None:
        self.total = self._shown_total = rows
        # The rows on the screen are still those of the list before, until the first page comes.
        if self._list is not None and not self._is_reloading:
            self._list.set_total(rows)
        self._listener.total_read(rows)

    def _on_refreshed_size(self, rows: int) -> None:
        self.total = rows
        if self._list is not None:
            self._list.refresh()
        self._listener.total_read(rows)

    def _on_page(self, wanted: PageRequest, answer: Answer[R]) -> None:
        if answer.as_of is not None:
            self._times.hear(answer.as_of)
        self.learn(answer)
        if answer.rows:
            self._note_ends(answer)
        if wanted.purpose is Purpose.RELOAD:
            self._is_reloading = False
        total = self._total_after(wanted, answer)
        self._listener.page_read()
        if self._list is not None:
            self._list.deliver(wanted, Page(answer.rows, total))

    def _total_after(self, wanted: PageRequest, answer: Answer[R]) -> int | None:
        """The length as it was counted, or as far as the page tells it."""
        if self._reading.size is not None:
            return self.total if wanted.purpose is Purpose.REFRESH else self._shown_total
        found = answer.total
        if found is None and (len(answer.rows) < wanted.limit or answer.last is None):
            found = wanted.offset + len(answer.rows)
        if found is not None or wanted.purpose is Purpose.RELOAD:
            self.total = found
        return found

    def _note_ends(self, answer: Answer[R]) -> None:
        row_id = self._reading.row_id
        first, last = row_id(answer.rows[0]), row_id(answer.rows[-1])
        if first == last:
            self._tokens[first] = (answer.first, answer.last)
        else:
            self._tokens[first] = (answer.first, None)
            self._tokens[last] = (None, answer.last)

    def _on_failed(self, wanted: PageRequest, error: Exception) -> None:
        if self._list is not None:
            self._list.fail(wanted)
        self._listener.read_failed(error)
