"""Reads a list that goes from the newest entry to older ones, a page at a time; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from agentview.gateway.port import Gateway
from agentview.ui.kit.page_source import Page, PageRequest, Purpose
from agentview.ui.navigation import Desk

R = TypeVar("R")
Token = str | int
PAGE = 50


@dataclass(frozen=True)
class Older(Generic[R]):
    """A page of entries, newest first, and whether there are older ones."""

    rows: Sequence[R]
    has_older: bool


class RowList(Protocol[R]):
    """The list that is fed; `kit.paged_model.PagedTableModel` is one."""

    def deliver(self, wanted: PageRequest, page: Page[R]) -> None:
        """Take a page."""
        ...

    def fail(self, wanted: PageRequest) -> None:
        """Take note that a page could not be read."""
        ...


class OlderSource(Generic[R]):
    """The page source of a list that is read by its last known entry.

    It remembers the entry above each page, so that a page that was left can be read again. Read anew, the
    list starts at its top: entries that came meanwhile would have moved every other place.
    """

    def __init__(
        self,
        desk: Desk,
        read: Callable[[Gateway, Token | None, int], Older[R]],
        token_of: Callable[[R], Token],
        failed: Callable[[Exception], None],
        told: Callable[[Older[R]], None] | None = None,
    ) -> None:
        """`read(gateway, before, limit)` runs on a worker; `failed` hears of errors, `told` of each page."""
        self._desk, self._read, self._token_of, self._failed = desk, read, token_of, failed
        self._told = told
        self._list: RowList[R] | None = None
        self._above: dict[int, Token] = {}

    def attach(self, rows: RowList[R]) -> None:
        """Names the list that is fed."""
        self._list = rows

    def request(self, wanted: PageRequest) -> None:
        """Starts reading a page."""
        if wanted.purpose is Purpose.RELOAD:
            self._above.clear()
        above = self._above.get(wanted.offset)
        if wanted.offset and above is None:
            self._on_page(wanted, Older((), has_older=False))
            return
        gateway, read = self._desk.gateway, self._read
        newest = "reload" if wanted.purpose is Purpose.RELOAD else ""
        self._desk.runner.submit(
            lambda: read(gateway, above, wanted.limit),
            partial(self._on_page, wanted),
            partial(self._on_failed, wanted),
            self,
            newest=newest,
        )

    def cancel(self) -> None:
        """Gives up what is being read."""
        self._desk.runner.drop(self)

    def _on_page(self, wanted: PageRequest, page: Older[R]) -> None:
        end = wanted.offset + len(page.rows)
        if page.rows and page.has_older and wanted.purpose is not Purpose.REFRESH:
            self._above[end] = self._token_of(page.rows[-1])
        total = None if page.has_older else end
        if self._told is not None:
            self._told(page)
        if self._list is not None:
            self._list.deliver(wanted, Page(page.rows, total))

    def _on_failed(self, wanted: PageRequest, error: Exception) -> None:
        if self._list is not None:
            self._list.fail(wanted)
        self._failed(error)
