"""A table of rows that are known already, as tall as a page of a dialog allows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from agentview.contract.bulk_migration_runs import MOST_LINES
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import PlainLabel

R = TypeVar("R")


class KnownTable(Generic[R]):
    """`panel` is what is shown; `table` is the list in it."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], Hashable],
        empty: Callable[[], StateText],
        least_px: int,
    ) -> None:
        """Shows no rows; `name` is what a screen reader calls it."""
        self._row_id = row_id
        self._source: MemorySource[R] = MemorySource()
        self._model: PagedTableModel[R] = PagedTableModel(
            tuple(columns), row_id=row_id, source=self._source, page_size=MOST_LINES
        )
        self._source.attach(self._model)
        self.table = TableView(self._model, name)
        self.panel = ListPanel(self.table, empty, empty)
        self.panel.setMinimumHeight(look().px(least_px))
        self.show(())

    def show(self, rows: Sequence[R]) -> None:
        """Shows these rows."""
        self._source.show(rows, [self._row_id(row) for row in rows])

    def selected(self) -> list[R]:
        """The rows that are selected."""
        return list(self.table.selected_rows())

    def select_all(self) -> None:
        """Selects every row: a run has no more lines than the table reads at once."""
        self.table.select_loaded()

    def explain(self, name: str, why: Callable[[R], str]) -> PlainLabel:
        """Return a label that says of the line in hand what its column rarely has room for."""
        label = PlainLabel("", wrap=True, selectable=True)
        label.setAccessibleName(name)

        def show(row: R | None) -> None:
            label.setText(why(row) if row is not None else "")

        self.table.current_changed.connect(show)
        return label
