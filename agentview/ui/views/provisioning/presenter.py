"""The queue: which list is shown, how many rows each view has, and how it follows the news; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from agentview.contract.feed import Change, Topic
from agentview.contract.provisioning import (
    FACETS,
    TASK,
    VIEWS,
    Facets,
    QueueRow,
    Side,
    SideRequest,
    TaskDetail,
    TaskRef,
    View,
    ViewCounts,
)
from agentview.contract.value import CommandState
from agentview.core.errors import Denied
from agentview.core.power import Power
from agentview.gateway.port import FeedNews
from agentview.ui.kit.column import SortOrder
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.source import RowList
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.query import FIRST_VIEW, SIDE_VIEWS, Query
from agentview.ui.views.provisioning.queue_source import QueueSource
from agentview.ui.views.provisioning.row_facts import belongs

AREA_KEY = "provisioning"
_LAST_VIEW = "provisioning.view"


class QueueView(Protocol):
    """What the presenter tells the screen."""

    def show_query(self, query: Query) -> None:
        """Show which view is chosen, how it is sorted and narrowed."""
        ...

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Show how many rows each view has."""
        ...

    def show_facets(self, facets: Facets) -> None:
        """Offer these service types and retailers in the filter."""
        ...

    def show_reading(self, total: int | None, read_at: datetime) -> None:
        """Show how many rows the list has and when it was read (this computer's clock)."""
        ...

    def show_denied(self, error: Exception) -> None:
        """Show in place of the list that the person may not see it."""
        ...

    def show_settled(self, detail: TaskDetail) -> None:
        """Show the task as it is after the person's own act, if it is the one beside the list."""
        ...

    def refresh_soon(self) -> None:
        """Call `refresh` shortly, once for all that has been heard until then."""
        ...


class QueuePresenter:
    """Owns the query and keeps list and counts fresh without moving the reader's place."""

    def __init__(self, desk: Desk, view: QueueView, times: ServerTime) -> None:
        """Reads nothing before `start`."""
        self._desk, self._view, self._times = desk, view, times
        self.source = QueueSource(desk, times, self)
        self._list: RowList[QueueRow] | None = None
        self._read_at = desk.clock.now()
        self.counts: dict[View, int] = {}
        self._is_denied = False

    # What the screen asks

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that this person works on; none where the queue is not for them."""
        works, asks = self._desk.has(Power.WORK_QUEUE), self._desk.has(Power.RESUBMIT)
        if not self._desk.has(Power.READ_STATUS):
            return ()
        if not works and not asks:
            return (Side.WORK, Side.REQUESTED)
        return (*((Side.WORK,) if works else ()), *((Side.REQUESTED,) if asks else ()))

    @property
    def query(self) -> Query:
        """What is shown now."""
        return self.source.query

    @property
    def views(self) -> tuple[View, ...]:
        """The pills of this side."""
        return SIDE_VIEWS[self.query.filter.side]

    @property
    def read_at(self) -> datetime:
        """When the newest page came, by this computer's clock."""
        return self._read_at

    def start(self, rows: RowList[QueueRow]) -> None:
        """Shows the view that the person looked at last."""
        self._list = rows
        self.source.attach(rows)
        sides = self.sides
        if not sides:
            return
        self.source.query = self._first_query(sides[0])
        self._read_facets()
        self._show(self.source.query)

    def choose_side(self, side: Side) -> None:
        """Shows the other side of the queue."""
        if side is self.query.filter.side:
            return
        self.counts = {}
        self.source.query = self.query.on(side)
        self._read_facets()
        self._show(self.source.query)

    def choose_view(self, view: View) -> None:
        """Shows another view with the same narrowing; a chosen status gives way to the view's own."""
        wanted = self.query.seen(view)
        self._show(wanted.cleared("statuses") if wanted.filter.statuses else wanted)
        self._desk.settings.set(_LAST_VIEW, [wanted.filter.side.value, view.value])

    def sort_by(self, order: SortOrder) -> None:
        """Has the list sorted otherwise."""
        self._show(Query(self.query.filter, order))

    def show(self, query: Query) -> None:
        """Shows another list, as a saved view or the filter wants it."""
        if query.filter.side not in self.sides and self.sides:
            query = query.on(self.sides[0])
        self._show(query)

    def clear(self, name: str) -> None:
        """Takes one narrowing away."""
        self._show(self.query.cleared(name))

    def clear_all(self) -> None:
        """Shows the whole view again."""
        self._show(self.query.widened())

    def refresh(self) -> None:
        """Reads again what is visible, and the counts."""
        if self.sides and not self._is_denied:
            self.source.refresh()
            self._read_counts()

    def reload(self) -> None:
        """Reads the list anew from where the reader is."""
        if self._list is not None and self.sides:
            self._is_denied = False
            self._list.reload(keep_place=True)
            self._read_counts()

    def close(self) -> None:
        """Drops what is being read."""
        self.source.cancel()
        self._desk.runner.drop(self)

    # What others tell

    def hear(self, news: FeedNews) -> None:
        """Follows the change feed: a change of a task or of who looks at it refreshes what is visible."""
        if news.is_gap or any(_concerns_list(change) for change in news.changes):
            self._view.refresh_soon()

    def commands_of(self, row: QueueRow) -> tuple[CommandState, ...]:
        """The commands of a row, with the reasons against those that are closed."""
        return self.source.commands_of(row)

    def settle(self, task_id: int, *, may_leave: bool) -> None:
        """Reads one task after the person's own act and shows it anew.

        Where `may_leave` says so, a row that no longer belongs into the list goes at once, so that the next
        one is current; a task that was claimed stays under the hand of who claimed it.
        """
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(TASK, TaskRef(task_id=task_id)),
            lambda detail: self._on_settled(detail, may_leave=may_leave),
            lambda _error: self._view.refresh_soon(),
            self,
        )
        self._read_counts()

    def learn(self, detail: TaskDetail) -> None:
        """Shows the newest state of a task in its row; a row that others took away stays until told."""
        self._times.hear(detail.as_of)
        self.source.learn_commands(detail.row, detail.commands)
        if self._list is not None and self._list.position(detail.row.task_id) is not None:
            self._list.update_rows([detail.row])

    # What the source tells

    def page_read(self) -> None:
        """Notes the age of what is shown."""
        self._is_denied = False
        self._read_at = self._desk.clock.now()
        self._desk.shell.data_read(self._read_at)
        self._view.show_reading(self.source.total, self._read_at)

    def total_read(self, total: int) -> None:
        """Shows how many rows the list has."""
        self._view.show_reading(total, self._read_at)

    def read_failed(self, error: Exception) -> None:
        """Says that the person may not see the list; other failures are told by the list itself."""
        if isinstance(error, Denied):
            self._is_denied = True
            self._view.show_denied(error)

    # Inside

    def _first_query(self, side: Side) -> Query:
        stored = self._desk.settings.get(_LAST_VIEW)
        match stored:
            case [kept_side, kept_view] if kept_side == side.value and kept_view in set(View):
                view = View(kept_view)
            case _:
                view = FIRST_VIEW[side]
        start = Query().on(side)
        return start.seen(view) if view in SIDE_VIEWS[side] else start

    def _show(self, query: Query) -> None:
        self.source.query = query
        self.source.total = None
        self._view.show_query(query)
        if self._list is not None:
            self._list.reload()
        self._read_counts()

    def _on_settled(self, detail: TaskDetail, *, may_leave: bool) -> None:
        self.learn(detail)
        row, rows = detail.row, self._list
        if rows is not None:
            is_listed = rows.position(row.task_id) is not None
            is_wanted = belongs(row, self.query.filter, self._desk.person.user_id)
            if is_listed and not is_wanted and may_leave:
                rows.remove_rows([row.task_id])
                self._count_one_less()
            elif is_wanted and not is_listed:
                rows.reload(keep_place=True)
        self._view.show_settled(detail)

    def _count_one_less(self) -> None:
        if self.source.total:
            self.source.total -= 1
        self._view.show_reading(self.source.total, self._read_at)

    def _read_counts(self) -> None:
        request = SideRequest(side=self.query.filter.side)
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(VIEWS, request), self._on_counts, _ignore, self, newest="counts"
        )

    def _on_counts(self, answer: ViewCounts) -> None:
        self.counts = {count.view: count.rows for count in answer.counts}
        self._view.show_counts(self.counts)
        if self.query.filter.side is Side.WORK:
            waiting = self.counts.get(View.MINE, 0) + self.counts.get(View.UNCLAIMED, 0)
        else:
            waiting = self.counts.get(View.HALTED, 0)
        self._desk.shell.set_count(AREA_KEY, waiting)

    def _read_facets(self) -> None:
        request = SideRequest(side=self.query.filter.side)
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(FACETS, request), self._view.show_facets, _ignore, self, newest="facets"
        )


def _concerns_list(change: Change) -> bool:
    return change.topic in (Topic.TASK, Topic.PRESENCE)


def _ignore(_error: Exception) -> None:
    """Counts and choices come with the next refresh; the list itself tells that reading fails."""
