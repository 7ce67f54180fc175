"""What is checked, and below it what can be sold instead; one of both has the chosen row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.stock import StockWarehouse
from agentview.ui.kit.appearance import look
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import heading
from agentview.ui.navigation import Texts
from agentview.ui.views.stock.matrix import RowKind, StockMatrix, When
from agentview.ui.views.stock.rows import StockRow

_MOST_INSTEAD = 4
"""So many substitutes are seen without scrolling."""


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


class StockLists(QWidget):
    """Shows an overlay until the warehouses are known, and where there are none.

    `current_changed` when another row is chosen; `row_opened(StockRow)` on Enter; `again_wanted` where the
    warehouses could not be read.
    """

    current_changed = Signal()
    row_opened = Signal(object)
    again_wanted = Signal()

    def __init__(self, words: tuple[Texts, When], *, has_order: bool) -> None:
        """`words` are the texts of codes and how moments are shown; `has_order`: rows are of an order."""
        super().__init__()
        self._words, self._has_order = words, has_order
        self.matrix: StockMatrix | None = None
        self.instead: StockMatrix | None = None
        self._is_instead_chosen = False
        self.overlay = StateOverlay()
        self.instead_title = heading(_word("Can be sold instead"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        self._column.addWidget(self.overlay, 3)
        self._column.addWidget(self.instead_title)
        self.instead_title.hide()
        self.overlay.button_pressed.connect(self.again_wanted)
        self.overlay.show_loading()

    def show_failed(self, sentence: str) -> None:
        """Says that the warehouses could not be read."""
        self.overlay.show_text(StateText(_word("Not read"), sentence, _word("Try again")))
        self._show_overlay(is_shown=True)

    def show_places(self, places: Sequence[StockWarehouse], actions: Sequence[QAction]) -> None:
        """Makes a column for each warehouse; `actions` work while a list has the focus."""
        if not places:
            self.overlay.show_text(
                StateText(
                    _word("No warehouse can be asked"),
                    _word("None is connected that tells its stock. Orders can be generated without a check."),
                )
            )
            self._show_overlay(is_shown=True)
            return
        for old in (self.matrix, self.instead):
            if old is not None:
                self._column.removeWidget(old)
                old.deleteLater()
        kind = RowKind.OF_ORDER if self._has_order else RowKind.CHOSEN
        self.matrix = StockMatrix(
            places, self._words, (_word("Products that are checked"), kind), _nothing_chosen
        )
        self.instead = StockMatrix(
            places, self._words, (_word("Can be sold instead"), RowKind.SUBSTITUTE), _nothing_chosen
        )
        self._column.insertWidget(self._column.indexOf(self.overlay), self.matrix, 3)
        self._column.addWidget(self.instead, 2)
        for matrix in (self.matrix, self.instead):
            matrix.table.current_changed.connect(self._on_current)
            matrix.table.row_opened.connect(self.row_opened)
            matrix.table.addActions(actions)
            matrix.table.installEventFilter(self)
        self._show_overlay(is_shown=False)

    def show_rows(self, rows: Sequence[StockRow], substitutes: Sequence[StockRow]) -> None:
        """Shows these rows."""
        if self.matrix is None or self.instead is None:
            return
        self.matrix.show_rows(rows)
        self.instead.show_rows(substitutes)
        self.instead.be_no_higher(_MOST_INSTEAD)
        self._is_instead_chosen = self._is_instead_chosen and bool(substitutes)
        self.instead.setVisible(bool(substitutes))
        self.instead_title.setVisible(bool(substitutes))

    def chosen(self) -> StockRow | None:
        """The row that commands act on: of the list that had the focus last, else of the upper one."""
        if self.instead is not None and self._is_instead_chosen:
            return self.instead.chosen()
        return self.matrix.chosen() if self.matrix is not None else None

    def choose(self, product_id: int, *, take_focus: bool = False) -> None:
        """Chooses a product that is checked."""
        if self.matrix is not None:
            self._is_instead_chosen = False
            self.matrix.table.select_id(f"{product_id}/")
            if take_focus:
                self.matrix.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes which list is worked in; a button that takes the focus leaves it so."""
        if event.type() is QEvent.Type.FocusIn and self.instead is not None:
            self._is_instead_chosen = watched is self.instead.table
            self.current_changed.emit()
        return super().eventFilter(watched, event)

    # Inside

    def _on_current(self, _row: object) -> None:
        self.current_changed.emit()

    def _show_overlay(self, *, is_shown: bool) -> None:
        self.overlay.setVisible(is_shown)
        if self.matrix is not None:
            self.matrix.setVisible(not is_shown)


def _nothing_chosen() -> StateText:
    return StateText(
        _word("No product chosen"),
        _word("Find one above and press Enter; add as many as you need, then check (F5)."),
    )
