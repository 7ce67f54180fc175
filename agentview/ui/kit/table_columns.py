"""The columns of one table: their widths, order and visibility, and the menu that changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column
from agentview.ui.kit.column_widths import Need, fit_columns
from agentview.ui.kit.table_layout import TableLayout


class Cells(Protocol):
    """What draws the cells and knows how wide they are."""

    def needed_width(self, column: Column[Any]) -> tuple[int, int]:
        """Return the least and the liked width of a column."""
        ...

    def decent_width(self, column: Column[Any]) -> int:
        """Return the width that it has as long as others can give way."""
        ...


class TableColumns(QObject):
    """Lays the columns out on a header; `changed` says that the reader changed something."""

    changed = Signal()

    def __init__(
        self,
        header: QHeaderView,
        columns: Sequence[Column[Any]],
        cells: Cells,
    ) -> None:
        """`cells` say how wide a column is to be."""
        super().__init__(header)
        self._header = header
        self._columns = columns
        self._needed_width, self._decent_width = cells.needed_width, cells.decent_width
        self._available = 0
        self._chosen: dict[str, int] = {}
        self._hidden = {at for at, column in enumerate(columns) if column.hidden}
        self._is_fitting = False
        # Qt tells each section by itself; the owner hears once.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.changed)
        for at in self._hidden:
            header.setSectionHidden(at, True)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)

    def fit(self, available: int) -> None:
        """Gives each column its width within `available` pixels."""
        self._available = available
        chosen = {key: round(width * look().scale) for key, width in self._chosen.items()}
        needs = {}
        for at, column in enumerate(self._columns):
            if at not in self._hidden:
                least, liked = self._needed_width(column)
                needs[at] = Need(column.key, least, liked, column.stretch, self._decent_width(column))
        self._let_give_way(needs, chosen)
        widths = fit_columns(_readable(needs, chosen, available), available, chosen)
        self._is_fitting = True
        for at in range(len(self._columns)):
            self._header.setSectionHidden(at, at not in needs)
        for at, column in enumerate(self._columns):
            if column.key in widths:
                self._header.resizeSection(at, widths[column.key])
        self._is_fitting = False

    def least(self) -> int:
        """The pixels that the columns need which never give way and are not hidden."""
        needed = (
            self._needed_width(column)[0]
            for at, column in enumerate(self._columns)
            if at not in self._hidden and not column.gives_way
        )
        return sum(needed)

    def saved(self) -> TableLayout:
        """Order, hidden columns and chosen widths now."""
        order = tuple(self._columns[at].key for at in self._in_order())
        hidden = (self._columns[at].key for at in self._hidden)
        return TableLayout(order, frozenset(hidden), dict(self._chosen))

    def restore(self, layout: TableLayout) -> None:
        """Takes over a layout; columns that did not exist then keep their default place."""
        keys = [column.key for column in self._columns]
        for visual, key in enumerate(layout.ordered(keys)):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), visual)
        known, hidden = set(layout.order), layout.hidden
        self._hidden = {
            at
            for at, column in enumerate(self._columns)
            if (column.key in hidden if column.key in known else column.hidden)
        }
        self._chosen = dict(layout.widths)
        self.fit(self._available)

    def edges(self) -> tuple[int, int]:
        """The columns that stand first and last, or -1 twice when all are hidden."""
        visible = [at for at in self._in_order() if not self._header.isSectionHidden(at)]
        return (visible[0], visible[-1]) if visible else (-1, -1)

    def menu(self, parent: QWidget) -> QMenu:
        """A menu that shows and hides columns; the last visible one cannot be hidden."""
        menu = QMenu(parent)
        visible = [at for at in self._in_order() if not self._header.isSectionHidden(at)]
        for at in self._in_order():
            action = menu.addAction(self._columns[at].title())
            action.setCheckable(True)
            action.setChecked(at in visible)
            action.setEnabled(visible != [at])
            action.setData(at)
        menu.triggered.connect(self._on_toggled)
        return menu

    def _in_order(self) -> list[int]:
        return [self._header.logicalIndex(visual) for visual in range(self._header.count())]

    @Slot(int, int, int)
    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if not self._is_fitting and new > 0:
            self._chosen[self._columns[section].key] = round(new / look().scale)
            self._timer.start()

    @Slot()
    def _on_moved(self) -> None:
        self._timer.start()

    @Slot(object)
    def _on_toggled(self, action: object) -> None:
        at = int(action.data())  # type: ignore[attr-defined]
        if self._header.isSectionHidden(at):
            self._hidden.discard(at)
            # With a width of its own it does not give way again.
            column = self._columns[at]
            self._chosen[column.key] = round(self._needed_width(column)[1] / look().scale)
        else:
            self._hidden.add(at)
            self._chosen.pop(self._columns[at].key, None)
        self.fit(self._available)
        self._timer.start()

    def _let_give_way(self, needs: dict[int, Need], chosen: dict[str, int]) -> None:
        """Leaves out columns that give way until the others fit."""
        waiting = [at for at in needs if self._columns[at].gives_way and needs[at].key not in chosen]
        waiting.sort(key=lambda at: self._columns[at].gives_way)
        while waiting and _least(needs, chosen) > self._available > 0:
            del needs[waiting.pop()]


def _least(needs: dict[int, Need], chosen: dict[str, int]) -> int:
    return sum(max(need.usual, chosen.get(need.key, 0)) for need in needs.values())


def _readable(needs: dict[int, Need], chosen: dict[str, int], available: int) -> list[Need]:
    """Keep the columns at their usual widths where these fit; else everything may shrink to its least."""
    if _least(needs, chosen) > available:
        return list(needs.values())
    return [replace(need, least=need.usual) for need in needs.values()]
