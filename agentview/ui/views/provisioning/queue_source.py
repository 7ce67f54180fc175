"""Reads pages of the queue for the list, by the neighbouring row where it is known; imports no Qt."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import partial
from typing import Protocol

from agentview.contract.provisioning import (
    QUEUE,
    SIZE,
    QueuePage,
    QueueRequest,
    QueueRow,
    Size,
    SizeRequest,
)
from agentview.contract.value import CommandState
from agentview.ui.kit.page_source import Page, PageRequest, Purpose
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.query import Query


class RowList(Protocol):
    """The list that shows the rows; `kit.paged_model.PagedTableModel` is one."""

    def reload(self, *, keep_place: bool = False) -> None:
        """Read everything anew."""
        ...

    def refresh(self) -> None:
        """Read again what is visible."""
        ...

    def deliver(self, wanted: PageRequest, page: Page[QueueRow]) -> None:
        """Take a page."""
        ...

    def fail(self, wanted: PageRequest) -> None:
        """Take note that a page could not be read."""
        ...

    def set_total(self, total: int) -> None:
        """Take the exact length."""
        ...

    def update_rows(self, rows: Iterable[QueueRow]) -> None:
        """Show newer values of known rows."""
        ...

    def remove_rows(self, row_ids: Iterable[Hashable]) -> None:
        """Take rows out."""
        ...

    def position(self, row_id: Hashable) -> int | None:
        """Where the row stands, if it is known."""
        ...

    def row(self, position: int) -> QueueRow | None:
        """The row at this position, if it is known."""
        ...


class SourceListener(Protocol):
    """Hears what came of reading."""

    def page_read(self, page: QueuePage) -> None:
        """A page has come."""
        ...

    def total_read(self, total: int) -> None:
        """The exact number of rows has come."""
        ...

    def read_failed(self, error: Exception) -> None:
        """A page could not be read."""
        ...


class QueueSource:
    """The page source of the list for one query at a time."""

    def __init__(self, desk: Desk, times: ServerTime, listener: SourceListener) -> None:
        """Reads nothing before the list asks."""
        self._desk, self._times, self._listener = desk, times, listener
        self._list: RowList | None = None
        self._commands: dict[str, tuple[CommandState, ...]] = {}
        self._tokens: dict[int, tuple[str | None, str | None]] = {}
        self._shown_total: int | None = None
        self._is_reloading = False
        self.total: int | None = None
        self.query = Query()

    def attach(self, rows: RowList) -> None:
        """Names the list that is fed."""
        self._list = rows

    def commands_of(self, row: QueueRow) -> tuple[CommandState, ...]:
        """The commands of a row, with the reasons against those that are closed."""
        return self._commands.get(row.commands, ())

    def learn_commands(self, row: QueueRow, commands: tuple[CommandState, ...]) -> None:
        """Takes the commands of a row that was read by itself."""
        self._commands[row.commands] = commands

    def token_of(self, row: QueueRow) -> object | None:
        """The place of a row that stands at the end of a page; the row above asks what follows it."""
        first, last = self._tokens.get(row.task_id, (None, None))
        return last or first

    def request(self, wanted: PageRequest) -> None:
        """Starts reading a page; at the start of a list also how many rows it has."""
        if wanted.purpose is Purpose.RELOAD:
            self._tokens.clear()
            self._shown_total = None
            self._is_reloading = True
            self._ask_size(self._on_size)
        request = self._request_for(wanted)
        gateway = self._desk.gateway

        def read() -> QueuePage:
            page = gateway.call(QUEUE, request)
            if request.before is not None and request.after is None and len(page.rows) < wanted.limit:
                # Rows above have left meanwhile: only counting from the start gives this place.
                by_count = request.model_copy(update={"before": None, "offset": wanted.offset})
                page = gateway.call(QUEUE, by_count)
            return page

        newest = "reload" if wanted.purpose is Purpose.RELOAD else ""
        self._desk.runner.submit(
            read, partial(self._on_page, wanted), partial(self._on_failed, wanted), self, newest=newest
        )

    def refresh(self) -> None:
        """Reads again how many rows there are, then what is visible."""
        self._ask_size(self._on_refreshed_size)

    def cancel(self) -> None:
        """Gives up what is being read."""
        self._desk.runner.drop(self)

    def _request_for(self, wanted: PageRequest) -> QueueRequest:
        after = wanted.after if isinstance(wanted.after, str) else None
        before = wanted.before if isinstance(wanted.before, str) and after is None else None
        if wanted.offset == 0:
            after = before = None
        return QueueRequest(
            filter=self.query.filter,
            sort=self.query.sort,
            is_descending=self.query.order.descending,
            after=after,
            before=before,
            offset=0 if after or before else wanted.offset,
            limit=wanted.limit,
        )

    def _ask_size(self, receive: _Receive) -> None:
        request = SizeRequest(filter=self.query.filter)
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(SIZE, request), receive, self._listener.read_failed, self, newest="size"
        )

    def _on_size(self, size: Size) -> None:
        self.total = self._shown_total = size.rows
        # The rows on the screen are still those of the list before, until the first page comes.
        if self._list is not None and not self._is_reloading:
            self._list.set_total(size.rows)
        self._listener.total_read(size.rows)

    def _on_refreshed_size(self, size: Size) -> None:
        self.total = size.rows
        if self._list is not None:
            self._list.refresh()
        self._listener.total_read(size.rows)

    def _on_page(self, wanted: PageRequest, page: QueuePage) -> None:
        self._times.hear(page.as_of)
        self._commands.update(page.commands)
        if page.rows:
            self._note_ends(page)
        if wanted.purpose is Purpose.RELOAD:
            self._is_reloading = False
        total = self.total if wanted.purpose is Purpose.REFRESH else self._shown_total
        self._listener.page_read(page)
        if self._list is not None:
            self._list.deliver(wanted, Page(page.rows, total))

    def _note_ends(self, page: QueuePage) -> None:
        first, last = page.rows[0].task_id, page.rows[-1].task_id
        if first == last:
            self._tokens[first] = (page.first, page.last)
        else:
            self._tokens[first] = (page.first, None)
            self._tokens[last] = (None, page.last)

    def _on_failed(self, wanted: PageRequest, error: Exception) -> None:
        if self._list is not None:
            self._list.fail(wanted)
        self._listener.read_failed(error)


class _Receive(Protocol):
    def __call__(self, size: Size, /) -> None: ...
