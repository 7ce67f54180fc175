"""A search field over a short list of what it found: typing searches, arrows walk, Enter takes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column
from agentview.ui.kit.field import Field, TextField
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import PlainLabel

R = TypeVar("R")
FIND_AFTER_MS = 120
_ROWS = 7
_LEAST_ROWS = 2
_HEIGHT_SHARE = 0.94
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


class _Search(TextField):
    """Hands arrows to the list and tells of Enter."""

    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if is_plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SearchTable(QWidget, Generic[R]):
    """`typed(text)` asks for what fits; `moved(row or None)` follows the current row, `taken(row)` Enter."""

    typed = Signal(str)
    moved = Signal(object)
    taken = Signal(object)

    def __init__(
        self,
        label: str,
        name: str,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], Hashable],
        empty: Callable[[str], StateText],
    ) -> None:
        """Shows nothing yet; `name` is what a screen reader calls the list, `empty` says why it is empty."""
        super().__init__()
        self._row_id, self._empty = row_id, empty
        self._is_stale = self._is_entered = False
        self.search = _Search(Field("find", "", most_chars=200))
        self.search.setAccessibleName(label)
        title = PlainLabel(label)
        title.setBuddy(self.search)
        self.source: MemorySource[R] = MemorySource()
        self.model: PagedTableModel[R] = PagedTableModel(
            columns, row_id=row_id, source=self.source, parent=self
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, name)
        self.panel = ListPanel(self.table, self._empty_text, self._empty_text)
        self.panel.setMinimumHeight((_LEAST_ROWS + 1) * look().row_height + look().px(8))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        for part in (title, self.search):
            column.addWidget(part)
        column.addWidget(self.panel, 1)
        self.setFocusProxy(self.search)
        self._timer.timeout.connect(self._on_rest)
        self.search.edited.connect(self._on_edited)
        self.search.stepped.connect(self.step)
        self.search.entered.connect(self._on_entered)
        self.table.row_opened.connect(self.taken)
        self.table.current_changed.connect(self.moved)

    def more_height(self) -> int:
        """How much higher than at least the list should be, where there is room."""
        return (_ROWS - _LEAST_ROWS) * look().row_height

    def current(self) -> R | None:
        """The row that is chosen now."""
        row: R | None = self.table.current_row()  # type: ignore[assignment]  # rows of this model
        return row

    def show_rows(self, rows: Sequence[R]) -> None:
        """Shows what was found, the best first and chosen; Enter that came first takes the only one."""
        self._is_stale = self._timer.isActive()
        if self.source.rows != tuple(rows) or not rows:
            self.source.show(rows, [self._row_id(row) for row in rows])
            if rows:
                self.table.select_id(self._row_id(rows[0]))
        is_entered, self._is_entered = self._is_entered, False
        if is_entered and not self._is_stale and len(rows) == 1:
            self.taken.emit(rows[0])

    @Slot(int)
    def step(self, by: int) -> None:
        """Moves the choice up or down, not past the ends."""
        at = self.table.currentIndex().row() + by
        last = len(self.source.rows) - 1
        if last >= 0:
            self.table.select_id(self._row_id(self.source.rows[min(max(at, 0), last)]))

    def begin_anew(self) -> None:
        """Empties the field for the next search, and puts the focus there."""
        self.search.clear()
        self.search.setFocus()
        self._on_edited()
        self._on_rest()

    def _empty_text(self) -> StateText:
        return self._empty(self.search.text().strip())

    @Slot()
    def _on_edited(self) -> None:
        self._is_stale, self._is_entered = True, False
        self._timer.start()

    @Slot()
    def _on_rest(self) -> None:
        self._timer.stop()
        self.typed.emit(self.search.text().strip())

    @Slot()
    def _on_entered(self) -> None:
        row = self.current()
        if self._is_stale:
            # What is listed still answers an older text.
            self._is_entered = True
            self._on_rest()
        elif row is not None:
            self.taken.emit(row)


def fit_search(dialog: QDialog, more: int) -> None:
    """Make a dialog with such a list as high as it wants to be, but never higher than its window has room."""
    parent, around = dialog.parentWidget(), dialog.layout()
    if parent is None or around is None:
        return
    around.activate()
    least = around.totalMinimumSize().height()
    room = round(parent.window().height() * _HEIGHT_SHARE)
    dialog.resize(dialog.width(), max(least, min(least + more, room)))
