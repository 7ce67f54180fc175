"""A table model for very long lists: reads pages when they come into view and keeps the reader's place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from agentview.ui.kit.column import Column
from agentview.ui.kit.page_source import Page, PageRequest, PageSource, Purpose
from agentview.ui.kit.refresh import Difference, compare
from agentview.ui.kit.rows import Rows
from agentview.ui.kit.text import plain_tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

PAGE_SIZE = 200
MOST_PAGES = 40
MOST_IN_FLIGHT = 2
ROW_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class ListState(Enum):
    """What a list has to say as a whole."""

    IDLE = auto()
    LOADING = auto()
    READY = auto()
    EMPTY = auto()
    FAILED = auto()


class PagedTableModel(QAbstractTableModel, Generic[R]):
    """Rows of type R, known by `row_id`, drawn by `columns`, read from `source` page by page.

    The source answers with `deliver` or `fail`. `token` gives a row's key for sources that read
    by key. `summary` is the sentence that a screen reader hears for a row; by default its cells.
    """

    state_changed = Signal(object)
    changes_found = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], Hashable],
        source: PageSource,
        parent: QObject | None = None,
        *,
        token: Callable[[R], object] | None = None,
        summary: Callable[[R], str] | None = None,
        page_size: int = PAGE_SIZE,
    ) -> None:
        """Asks for nothing before `reload`."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.keeps_place = False
        self._row_id = row_id
        self._source = source
        self._token = token
        self._summary = summary
        self._page_size = page_size
        self._rows: Rows[R] = Rows(row_id, page_size, MOST_PAGES)
        self._count = 0
        self._state = ListState.IDLE
        self._serial = 0
        self._in_flight: dict[int, Purpose] = {}
        self._pages_in_flight: dict[int, int] = {}
        self._view = (0, 0)
        self._differences: dict[int, Difference] = {}
        self._read_total: int | None = None

    # What the screen asks for

    @property
    def state(self) -> ListState:
        """Whether the list is loading, ready, empty or failed."""
        return self._state

    def reload(self, *, keep_place: bool = False) -> None:
        """Reads the list anew; the old rows stay on the screen until the answer comes.

        Without `keep_place` the list then starts at its top: right after sorting or filtering.
        """
        self._in_flight.clear()
        self._pages_in_flight.clear()
        self.keeps_place = keep_place and self._count > 0
        first = self._view[0] // self._page_size if self.keeps_place else 0
        self._set_state(ListState.LOADING)
        self._ask(first, Purpose.RELOAD)

    def refresh(self) -> None:
        """Reads the visible pages again: known rows change in place, new ones are only counted.

        The count arrives by `changes_found(new, gone)`; rows that have left stay shown until
        `show_changes`.
        """
        if self._state in (ListState.IDLE, ListState.LOADING):
            return
        if self._count == 0:
            self.reload()
            return
        self._differences = {}
        for page in self._visible_pages():
            self._ask(page, Purpose.REFRESH)

    def show_changes(self) -> None:
        """Takes in what `changes_found` counted, and stays at the row that the reader is on."""
        self.reload(keep_place=True)

    def look_at(self, first: int, last: int) -> None:
        """Tells which rows are visible; pages of them that are not known are asked for."""
        self._view = (max(0, first), max(0, last))
        self._ask_missing()

    def update_rows(self, rows: Iterable[R]) -> None:
        """Shows newer values of rows that are already in the list."""
        for row in rows:
            position = self._rows.find(self._row_id(row))
            if position is not None:
                self._rows.set(position, row)
                self._tell_changed(position, position)

    def remove_rows(self, row_ids: Iterable[Hashable]) -> None:
        """Takes rows out that have left the list by the reader's own act."""
        for row_id in row_ids:
            position = self._rows.find(row_id)
            if position is not None and position < self._count:
                self.beginRemoveRows(_NOWHERE, position, position)
                self._rows.remove(position)
                self._count -= 1
                self.endRemoveRows()
        if self._count == 0 and self._state is ListState.READY:
            self._set_state(ListState.EMPTY)
        self._ask_missing()

    # What the source answers

    def deliver(self, wanted: PageRequest, page: Page[R]) -> None:
        """Takes the answer to a request; an answer that nobody waits for any more is dropped."""
        why = self._in_flight.pop(wanted.serial, None)
        self._pages_in_flight.pop(wanted.serial, None)
        if why is Purpose.RELOAD:
            self._take_reload(wanted, page)
        elif why is Purpose.PAGE:
            self._take_page(wanted, page)
        elif why is Purpose.REFRESH:
            self._take_refresh(wanted, page)
        self._ask_missing()

    def fail(self, wanted: PageRequest) -> None:
        """Takes note that a request could not be answered.

        Rows on the screen stay, unless another list was asked for: they would pass for its rows.
        """
        why = self._in_flight.pop(wanted.serial, None)
        self._pages_in_flight.pop(wanted.serial, None)
        if why is Purpose.RELOAD and not self.keeps_place:
            self._replace(0, (), 0)
        if why is not None:
            self._set_state(ListState.FAILED)

    def set_total(self, total: int) -> None:
        """Takes the exact length of the list, which a source may learn later than its first rows."""
        if self._count and total > 0:
            self._resize(total)
            self._ask_missing()

    # What the table reads

    def row(self, position: int) -> R | None:
        """The row at this position, or None while it is being read."""
        return self._rows.at(position)

    def position(self, row_id: Hashable) -> int | None:
        """Where the row with this id stands, if it is known."""
        return self._rows.find(row_id)

    def known_positions(self) -> list[int]:
        """The positions of the rows that have been read, from top to bottom; at most some thousands."""
        return self._rows.positions()

    def id_at(self, position: int) -> Hashable | None:
        """The id of the row at this position, if it is known."""
        row = self._rows.at(position)
        return None if row is None else self._row_id(row)

    def has_left(self, position: int) -> bool:
        """Whether the last refresh found that this row is no longer in the list."""
        if not self._differences:
            return False
        row_id = self.id_at(position)
        return any(row_id in difference.gone for difference in self._differences.values())

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self.columns[section].title()
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        row = self._rows.at(index.row()) if index.isValid() and index.row() < self._count else None
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip(row)) if column.tip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return row if role == ROW_ROLE else None

    # Inside

    def _spoken(self, row: R, column: Column[R]) -> str:
        if column is not self.columns[0]:
            return f"{column.title()}: {column.text(row)}"
        if self._summary is not None:
            return self._summary(row)
        parts = [f"{other.title()}: {other.text(row)}" for other in self.columns[1:] if other.text(row)]
        return ", ".join([column.text(row), *parts])

    def _visible_pages(self) -> range:
        last = min(self._view[1], self._count - 1)
        return range(min(self._view[0], last) // self._page_size, last // self._page_size + 1)

    def _ask_missing(self) -> None:
        if self._count == 0 or Purpose.RELOAD in self._in_flight.values():
            return
        self._rows.touch(self._view[0])
        asked = set(self._pages_in_flight.values())
        for page in self._visible_pages():
            if len(self._in_flight) < MOST_IN_FLIGHT and page not in asked and self._lacks_row(page):
                self._ask(page, Purpose.PAGE)

    def _lacks_row(self, page: int) -> bool:
        first = max(self._view[0], page * self._page_size)
        last = min(self._view[1], (page + 1) * self._page_size - 1, self._count - 1)
        return any(self._rows.at(position) is None for position in range(first, last + 1))

    def _ask(self, page: int, why: Purpose) -> None:
        self._serial += 1
        offset = page * self._page_size
        known = why is not Purpose.RELOAD
        wanted = PageRequest(
            serial=self._serial,
            offset=offset,
            limit=self._page_size,
            after=self._token_at(offset - 1) if known else None,
            before=self._token_at(offset + self._page_size) if known else None,
            purpose=why,
        )
        self._in_flight[wanted.serial] = why
        self._pages_in_flight[wanted.serial] = page
        self._source.request(wanted)

    def _token_at(self, position: int) -> object | None:
        row = self._rows.at(position)
        return self._token(row) if self._token is not None and row is not None else None

    def _take_reload(self, wanted: PageRequest, page: Page[R]) -> None:
        if wanted.offset and not page.rows:
            self.keeps_place = False
            self._ask(0, Purpose.RELOAD)
            return
        self._replace(wanted.offset, page.rows, self._count_after(wanted, page))
        self._set_state(ListState.READY if self._count else ListState.EMPTY)
        self.changes_found.emit(0, 0)

    def _replace(self, offset: int, rows: Sequence[R], count: int) -> None:
        """Forgets every row and holds these instead."""
        self.beginResetModel()
        self._differences = {}
        self._rows.clear()
        self._rows.put(offset, rows)
        self._count = count
        self.endResetModel()

    def _take_page(self, wanted: PageRequest, page: Page[R]) -> None:
        self._resize(self._count_after(wanted, page))
        self._rows.put(wanted.offset, page.rows[: max(0, self._count - wanted.offset)])
        if page.rows and self._count:
            last = min(wanted.offset + len(page.rows), self._count) - 1
            if last >= wanted.offset:
                self._tell_changed(wanted.offset, last)
        self._set_state(ListState.READY if self._count else ListState.EMPTY)

    def _take_refresh(self, wanted: PageRequest, page: Page[R]) -> None:
        last = min(wanted.offset + wanted.limit, self._count) - 1
        known = self._rows.known(wanted.offset, last)
        shown = [
            self._row_id(row) for row in (self._rows.at(position) for position in known) if row is not None
        ]
        total = wanted.offset + len(page.rows) if len(page.rows) < wanted.limit else page.total
        self._differences[wanted.offset] = compare(
            shown,
            [self._row_id(row) for row in page.rows],
            is_start=wanted.offset == 0,
            is_end=total is not None and wanted.offset + len(page.rows) >= total and last == self._count - 1,
        )
        self.update_rows(page.rows)
        if known:
            self._tell_changed(known[0], known[-1])
        self._read_total = page.total
        self._set_state(ListState.READY)
        self._tell_changes()

    def _tell_changes(self) -> None:
        new = {row_id for difference in self._differences.values() for row_id in difference.new}
        gone = {row_id for difference in self._differences.values() for row_id in difference.gone}
        count = len(new)
        if self._read_total is not None:
            count = max(count, self._read_total - self._count + len(gone))
        self.changes_found.emit(count, len(gone))

    def _count_after(self, wanted: PageRequest, page: Page[R]) -> int:
        """The length of the list as far as it is known; one more page if there may be more."""
        if page.total is not None:
            return max(page.total, 0)
        end = wanted.offset + len(page.rows)
        if len(page.rows) < wanted.limit:
            return end
        return max(end + self._page_size, self._count)

    def _resize(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._rows.truncate(count)
            self._count = count
            self.endRemoveRows()

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _set_state(self, state: ListState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)


def _alignment(column: Column[Any]) -> int:
    across = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return int(across | Qt.AlignmentFlag.AlignVCenter)
