"""A list: which rows it shows, how many each view has, and how it follows the news; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from pydantic import JsonValue

from agentview.contract.op import Message
from agentview.core.errors import Denied
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.kit.column import SortOrder
from agentview.ui.lists.export import ExportColumn
from agentview.ui.lists.export_presenter import Export, Part
from agentview.ui.lists.query import ListQuery
from agentview.ui.lists.reading import ExportAsk
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.source import PagedSource, Reading, RowList
from agentview.ui.lists.spec import Choices, ListSpec, PillView
from agentview.ui.navigation import Desk

F = TypeVar("F", bound=Message)
R = TypeVar("R")
T = TypeVar("T")


class ListView(Protocol):
    """What the presenter tells the screen."""

    def show_query(self) -> None:
        """Show which view is chosen, how it is sorted and narrowed."""
        ...

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each view has."""
        ...

    def show_choices(self, choices: Mapping[str, Choices]) -> None:
        """Offer these choices in the filter."""
        ...

    def show_reading(self, total: int | None, read_at: datetime) -> None:
        """Show how many rows the list has and when it was read (this computer's clock)."""
        ...

    def show_denied(self) -> None:
        """Show in place of the list that the person may not see it."""
        ...

    def refresh_soon(self) -> None:
        """Call `refresh` shortly, once for all that has been heard until then."""
        ...


class ListPresenter(Generic[F, R]):
    """Owns the query and keeps list and counts fresh without moving the reader's place."""

    def __init__(self, desk: Desk, spec: ListSpec[F, R], view: ListView, times: ServerTime) -> None:
        """Reads nothing before `start`."""
        self._desk, self._spec, self._view = desk, spec, view
        self._query = ListQuery(spec.first, spec.order, spec.first)
        reading = Reading(spec.pages, spec.row_id, spec.size)
        self.source: PagedSource[F, R] = PagedSource(desk, reading, self._query, times, self)
        self._list: RowList[R] | None = None
        self._is_denied = spec.power is not None and not desk.has(spec.power)
        self._narrowing = tuple(field.name for field in spec.fields() if not field.is_always)
        self.views: tuple[PillView, ...] = tuple(spec.views(desk))
        self.counts: dict[str, int] = {}
        self.read_at = desk.clock.now()

    # What the screen asks

    @property
    def query(self) -> ListQuery[F]:
        """What is shown now."""
        return self._query

    @property
    def view(self) -> str:
        """The view that is chosen; "" where the list has none."""
        return str(getattr(self._query.filter, self._spec.view_field)) if self.views else ""

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """The fields by which the view is narrowed now."""
        return self._query.narrowed_by(self._narrowing)

    def start(self, rows: RowList[R], first: ListQuery[F] | None = None) -> None:
        """Shows a list, by default in the view that the person looked at last."""
        self._list = rows
        self.source.attach(rows)
        if self._is_denied:
            self._view.show_denied()
            return
        self._read_choices()
        self.show(first or self._last_seen())

    def choose_view(self, value: str) -> None:
        """Shows another view with the same narrowing."""
        self.show(self._query.narrowed(**{self._spec.view_field: value}))
        self._desk.settings.set(f"{self._spec.key}.view", value)

    def sort_by(self, order: SortOrder) -> None:
        """Has the list sorted otherwise."""
        self.show(self._query.sorted_by(order))

    def narrow(self, name: str, value: object) -> None:
        """Narrows the list by one field more."""
        self.show(self._query.narrowed(**{name: value}))

    def clear(self, name: str) -> None:
        """Takes one narrowing away."""
        self.show(self._query.cleared([name]))

    def clear_all(self) -> None:
        """Shows the whole view again."""
        self.show(self._query.cleared(self._narrowing))

    def show_only(self, **values: object) -> None:
        """Shows the first view narrowed by nothing but these, as a link from another area wants it."""
        start = ListQuery(self._spec.first, self._query.order, self._spec.first)
        self.show(start.narrowed(**values))

    def show(self, query: ListQuery[F]) -> None:
        """Shows another list."""
        self._query = self.source.wanted = query
        self.source.total = None
        self._view.show_query()
        if self._list is not None and not self._is_denied:
            self._list.reload()
            self._read_counts()

    def show_saved(self, content: Mapping[str, JsonValue], sorts: frozenset[str]) -> None:
        """Shows a saved view."""
        self.show(self._query.from_json(content, sorts))

    def refresh(self) -> None:
        """Reads again what is visible, and the counts."""
        if not self._is_denied and self._list is not None:
            self.source.refresh()
            self._read_counts()

    def reload(self) -> None:
        """Reads the list anew from where the reader is."""
        if self._list is not None:
            self._is_denied = False
            self._list.reload(keep_place=True)
            self._read_counts()

    def update(self, row: R) -> None:
        """Shows the newest state of a row where it is listed."""
        if self._list is not None and self._list.position(self._spec.row_id(row)) is not None:
            self._list.update_rows([row])

    def take_out(self, row_id: Hashable) -> None:
        """Takes a row out that left the list by the person's own act; the next one is current."""
        rows = self._list
        if rows is None or rows.position(row_id) is None:
            return
        rows.remove_rows([row_id])
        if self.source.total:
            self.source.total -= 1
        self._view.show_reading(self.source.total, self.read_at)
        self._read_counts()

    def export(self, columns: tuple[ExportColumn[R], ...]) -> Export[R] | None:
        """The list as it is shown, to be written; None where it cannot be exported."""
        exports = self._spec.exports
        if exports is None:
            return None
        gateway, shown, keys = self._desk.gateway, self._query, tuple(column.key for column in columns)

        def fetch(after: str | None, key: str) -> Part[R]:
            ask = ExportAsk(shown.filter, shown.order.key, shown.order.descending, keys, after)
            return exports(gateway, ask, key)

        name = self._spec.words().file_name
        return Export(name, columns, self._spec.row_id, fetch, self.source.total)

    def hear(self, news: FeedNews) -> None:
        """Follows the change feed."""
        if news.is_gap or any(change.topic in self._spec.topics for change in news.changes):
            self._view.refresh_soon()

    def close(self) -> None:
        """Drops what is being read."""
        self.source.cancel()
        self._desk.runner.drop(self)

    # What the source tells

    def page_read(self) -> None:
        """Notes the age of what is shown."""
        self._is_denied = False
        self.read_at = self._desk.clock.now()
        self._desk.shell.data_read(self.read_at)
        self._view.show_reading(self.source.total, self.read_at)

    def total_read(self, total: int) -> None:
        """Shows how many rows the list has."""
        self._view.show_reading(total, self.read_at)

    def read_failed(self, error: Exception) -> None:
        """Says that the person may not see the list; other failures are told by the list itself."""
        if isinstance(error, Denied):
            self._is_denied = True
            self._view.show_denied()

    # Inside

    def _last_seen(self) -> ListQuery[F]:
        kept = self._desk.settings.get(f"{self._spec.key}.view")
        if isinstance(kept, str) and kept in {view.value for view in self.views}:
            return self._query.narrowed(**{self._spec.view_field: kept})
        return self._query

    def _read_counts(self) -> None:
        counts = self._spec.counts
        if counts is not None:
            self._read(counts, self._on_counts, "counts")

    def _on_counts(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._view.show_counts(self.counts)

    def _read_choices(self) -> None:
        choices = self._spec.choices
        if choices is not None:
            self._read(choices, self._view.show_choices, "choices")

    def _read(self, work: Callable[[Gateway, F], T], receive: Callable[[T], None], newest: str) -> None:
        gateway, shown = self._desk.gateway, self._query.filter
        self._desk.runner.submit(lambda: work(gateway, shown), receive, _ignore, self, newest=newest)


def _ignore(_error: Exception) -> None:
    """Counts and choices come with the next refresh; the list itself tells that reading fails."""
