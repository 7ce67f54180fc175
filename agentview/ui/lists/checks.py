"""Rows of a list that are checked one by one, with Space or a click into their box."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot

from agentview.ui.kit.column import Column
from agentview.ui.lists.pane import ListPane

R = TypeVar("R")
CHECK = "check"
CHECKED, UNCHECKED = "\u2611", "\u2610"


class RowChecks(QObject, Generic[R]):
    """`moved()` tells that a row was checked, let go, or is known in a newer version.

    Other rows (another view, another order) are not checked; a row that is gone is not either.
    """

    moved = Signal()

    def __init__(self, row_id: Callable[[R], Hashable]) -> None:
        """Knows no list before `attach`."""
        super().__init__()
        self._row_id = row_id
        self._list: ListPane[Any, R] | None = None
        self.rows: dict[Hashable, R] = {}

    def column(self, tip: Callable[[], str]) -> Column[R]:
        """The column of the boxes."""
        return Column(
            CHECK,
            lambda: UNCHECKED,
            lambda row: CHECKED if self._row_id(row) in self.rows else UNCHECKED,
            sample=lambda: CHECKED,
            tip=lambda _row: tip(),
        )

    def attach(self, pane: ListPane[Any, R]) -> None:
        """Follows this list."""
        self._list = pane
        pane.table.clicked.connect(self._on_clicked)
        pane.model.modelReset.connect(self.clear)
        pane.model.dataChanged.connect(self._on_rows)

    def toggle(self, row: R) -> None:
        """Checks a row, or takes the check away."""
        if self.rows.pop(self._row_id(row), None) is None:
            self.rows[self._row_id(row)] = row
        self._tell()

    @Slot()
    def toggle_current(self) -> None:
        """Does it to the current row."""
        row = None if self._list is None else self._list.current()
        if row is not None:
            self.toggle(row)

    @Slot()
    def clear(self) -> None:
        """Lets go of all rows."""
        self.rows.clear()
        self._tell()

    def _tell(self) -> None:
        if self._list is not None:
            self._list.table.viewport().update()
        self.moved.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        model = None if self._list is None else self._list.model
        if model is None or model.columns[index.column()].key != CHECK:
            return
        row = model.row(index.row())
        if row is not None:
            self.toggle(row)

    @Slot()
    def _on_rows(self) -> None:
        model = None if self._list is None else self._list.model
        if model is None:
            return
        places = {row_id: model.position(row_id) for row_id in self.rows}
        found = {row_id: None if at is None else model.row(at) for row_id, at in places.items()}
        self.rows = {row_id: row for row_id, row in found.items() if row is not None}
        self.moved.emit()
