"""The list that every screen uses: one row height, chosen columns, always a current row."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.delegate import CellDelegate, Frame
from agentview.ui.kit.header import ListHeader
from agentview.ui.kit.paged_model import Index, ListState, PagedTableModel
from agentview.ui.kit.table_columns import TableColumns
from agentview.ui.kit.table_layout import TableLayout

SKELETON_AFTER_MS = 300
_NOWHERE = QModelIndex()
_STEP_KEYS = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_RESTYLING = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)


class TableView(QTableView):
    """Shows a `PagedTableModel`; give the model to the constructor.

    Signals carry the row itself: `row_opened(row)` (Enter, double click), `current_changed(row or
    None)`, `selection_moved()`; `sort_wanted(SortOrder)` asks the owner to have the source sort;
    `layout_changed()` says that `saved_layout()` has a new value worth storing.
    """

    row_opened = Signal(object)
    current_changed = Signal(object)
    selection_moved = Signal()
    sort_wanted = Signal(object)
    layout_changed = Signal()

    def __init__(self, model: PagedTableModel[Any], name: str, parent: QWidget | None = None) -> None:
        """Makes the table; `name` is what a screen reader calls it."""
        super().__init__(parent)
        self._model = model
        self._hovered = -1
        self._is_ringed = False
        self._sort: SortOrder | None = None
        self._place: tuple[Hashable | None, int, int] = (None, 0, 0)
        self._told_row: object = None
        self._cells = CellDelegate(model, self)
        self._header = ListHeader(self)
        self._skeleton_timer = QTimer(self)
        self._skeleton_timer.setSingleShot(True)
        self._skeleton_timer.setInterval(SKELETON_AFTER_MS)
        self.setAccessibleName(name)
        self._set_behaviour()
        self.setModel(model)
        self._columns = TableColumns(self._header, model.columns, self._cells)
        self._connect()
        self.restyle()

    # What the owner asks for

    def kit_model(self) -> PagedTableModel[Any]:
        """The model that this table shows."""
        return self._model

    def current_row(self) -> object | None:
        """The row that is current, if it is known."""
        return self._model.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def selected_rows(self) -> list[Any]:
        """The selected rows from top to bottom; rows that are still being read are left out."""
        chosen = self.selectionModel()
        known = (at for at in self._model.known_positions() if chosen.isRowSelected(at, _NOWHERE))
        return [row for row in map(self._model.row, known) if row is not None]

    def selected_count(self) -> int:
        """How many rows are selected, read or not; quick for any number."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.size()))
        return sum(part.bottom() - part.top() + 1 for part in parts)

    def select_loaded(self) -> None:
        """Selects every row that has been read, and none that has not."""
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _runs(self._model.known_positions()):
            chosen.append(QItemSelectionRange(self._model.index(first, 0), self._model.index(end, last)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_id(self, row_id: Hashable) -> bool:
        """Makes the row with this id current and shows it; False if it is not known."""
        position = self._model.position(row_id)
        if position is None:
            return False
        self._go_to(position)
        return True

    def show_sort(self, order: SortOrder | None) -> None:
        """Shows by which column the source sorts now."""
        self._sort = order
        keys = [column.sort_key for column in self._model.columns]
        if order is None or order.key not in keys:
            self._header.setSortIndicatorShown(False)
            return
        self._header.setSortIndicatorShown(True)
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(keys.index(order.key), down if order.descending else up)

    def saved_layout(self) -> dict[str, Any]:
        """Order, hidden columns and chosen widths as a plain value that can be stored."""
        return self._columns.saved().as_json()

    def restore_layout(self, value: object) -> None:
        """Takes over a stored layout; columns that did not exist then keep their default place."""
        self._columns.restore(TableLayout.from_json(value))

    def column_menu(self) -> QMenu:
        """A menu that shows and hides columns; the last visible one cannot be hidden."""
        return self._columns.menu(self)

    def open_column_menu(self) -> None:
        """Opens the column menu below the header."""
        self._popup_columns(QPoint(8, self._header.height()))

    # Fitting and styling

    def restyle(self) -> None:
        """Takes over the look of the application after it changed."""
        self._cells.restyle()
        self._header.restyle()
        self.verticalHeader().setDefaultSectionSize(look().row_height)
        self.fit()

    def least_width(self) -> int:
        """How wide the table must be so that it need not scroll sideways."""
        return self._columns.least() + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()

    def fit(self) -> None:
        """Gives each column its width."""
        self._columns.fit(self.viewport().width())

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLING and hasattr(self, "_columns"):
            self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.frame = self._frame()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self._look_at()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; J and K step; letters never search, they are keys of actions."""
        self._set_ringed(wanted=True)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() is not None:
            self.row_opened.emit(self.current_row())
            return
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key in _STEP_KEYS:
            step = QKeyEvent(QEvent.Type.KeyPress, _STEP_KEYS[Qt.Key(key)], event.modifiers())
            super().keyPressEvent(step)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_ringed(wanted=False)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _KEYBOARD:
            self._set_ringed(wanted=True)
        super().focusInEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dy:
            self._look_at()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell_current()
        self.viewport().update()

    # Inside

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _connect(self) -> None:
        self._model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self._model.modelReset.connect(self._on_reset)
        self._model.rowsInserted.connect(self._on_rows_moved)
        self._model.rowsRemoved.connect(self._on_rows_moved)
        self._model.dataChanged.connect(self._on_data_changed)
        self._model.state_changed.connect(self._on_state_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self._header.sectionClicked.connect(self._on_header_clicked)
        self._header.sectionMoved.connect(self.viewport().update)
        self._header.customContextMenuRequested.connect(self._popup_columns)
        self._skeleton_timer.timeout.connect(self.viewport().update)
        self._columns.changed.connect(self.layout_changed)

    def _frame(self) -> Frame:
        """What is the same for all cells of one painting."""
        first, last = self._columns.edges()
        top, bottom = max(0, self.rowAt(0)), self.rowAt(self.viewport().height() - 1)
        bottom = self._model.rowCount() - 1 if bottom < 0 else bottom
        chosen, parent = self.selectionModel(), QModelIndex()
        return Frame(
            first=first,
            last=last,
            hovered=self._hovered,
            ringed=self.currentIndex().row() if self._is_ringed and self.hasFocus() else -1,
            selected=frozenset(row for row in range(top, bottom + 1) if chosen.isRowSelected(row, parent)),
            mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
            shows_skeletons=not self._skeleton_timer.isActive(),
            ratio=self.devicePixelRatioF(),
        )

    def _look_at(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        first = max(first, 0)
        last = self._model.rowCount() - 1 if last < 0 else last
        if self._model.rowCount():
            if any(self._model.row(position) is None for position in (first, last)):
                self._skeleton_timer.start()
            self._model.look_at(first, last)

    def _go_to(self, position: int) -> None:
        column = max(0, self._columns.edges()[0])
        # Not setCurrentIndex: while Ctrl or Shift is held, it would add to what is selected.
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._model.index(position, column), flags)

    def _tell_current(self) -> None:
        row = self.current_row()
        if row is not self._told_row:
            self._told_row = row
            self.current_changed.emit(row)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _set_ringed(self, *, wanted: bool) -> None:
        if wanted != self._is_ringed:
            self._is_ringed = wanted
            self.viewport().update()

    @Slot()
    def _on_about_to_reset(self) -> None:
        top = self.rowAt(0)
        current = self.currentIndex().row()
        self._place = (self._model.id_at(current), max(0, current), max(0, current - max(0, top)))

    @Slot()
    def _on_reset(self) -> None:
        row_id, position, below_top = self._place
        if self._model.rowCount() == 0:
            self._tell_current()
            return
        if not self._model.keeps_place:
            self.scrollToTop()
            self._go_to(0)
        else:
            found = self._model.position(row_id) if row_id is not None else None
            at = min(position if found is None else found, self._model.rowCount() - 1)
            self._go_to(at)
            self.verticalScrollBar().setValue(max(0, at - below_top) * look().row_height)
        self._tell_current()
        self._look_at()

    @Slot()
    def _on_rows_moved(self) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():
            self._go_to(0)
        elif self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            # The selected row was taken out: Qt makes another one current but selects none.
            self._go_to(self.currentIndex().row())
        self._tell_current()
        self._look_at()

    @Slot()
    def _on_data_changed(self) -> None:
        self._tell_current()

    @Slot(object)
    def _on_state_changed(self, state: object) -> None:
        if state is ListState.LOADING:
            self._skeleton_timer.start()

    @Slot()
    def _on_selection_changed(self) -> None:
        self.selection_moved.emit()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if row is not None:
            self.row_opened.emit(row)

    @Slot(int)
    def _on_header_clicked(self, section: int) -> None:
        key = self._model.columns[section].sort_key
        if key is None:
            self.show_sort(self._sort)
            return
        again = self._sort is not None and self._sort.key == key
        order = SortOrder(key, descending=again and self._sort is not None and not self._sort.descending)
        self.show_sort(order)
        self.sort_wanted.emit(order)

    @Slot(QPoint)
    def _popup_columns(self, at: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(at))


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run of sorted positions."""
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
