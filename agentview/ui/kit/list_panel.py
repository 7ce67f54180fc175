"""A list with its states: the table, or in its place why there is nothing, and what arrived since."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.paged_model import ListState
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.table import TableView


class ListPanel(QWidget):
    """Shows `table`, or a `StateText` when the list is empty or failed.

    `empty_text` is asked when the list turns out empty, so that it can tell "nothing yet" from
    "nothing matches". `state_button_pressed(state)` says which state's button was pressed.
    """

    state_button_pressed = Signal(object)
    cancel_pressed = Signal()

    def __init__(
        self,
        table: TableView,
        empty_text: Callable[[], StateText],
        failed_text: Callable[[], StateText],
        parent: QWidget | None = None,
    ) -> None:
        """Puts the table into a card."""
        super().__init__(parent)
        self.table = table
        self._empty_text, self._failed_text = empty_text, failed_text
        self._model = table.kit_model()
        self._overlay = StateOverlay()
        self._news = Button("", ButtonKind.QUIET, icon_name="refresh")
        card = Card(padding=0)
        self._stack = QStackedLayout()
        card.body.setSpacing(0)
        card.body.addWidget(self._news)
        card.body.addLayout(self._stack, 1)
        # Only now: a stack without a parent would show its first widget as a window of its own.
        self._stack.addWidget(table)
        self._stack.addWidget(self._overlay)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(card)
        self.setFocusProxy(table)
        self._news.hide()
        self._model.state_changed.connect(self._on_state_changed)
        self._model.changes_found.connect(self._on_changes_found)
        self._news.pressed_once.connect(self._on_news_pressed)
        self._overlay.button_pressed.connect(self._on_state_button)
        self._overlay.cancel_pressed.connect(self.cancel_pressed)
        self._on_state_changed(self._model.state)

    def show_instead(self, text: StateText) -> None:
        """Shows a text in place of the list, for example that the reader has no permission."""
        self._overlay.show_text(text)
        self._show_overlay()

    @Slot(object)
    def _on_state_changed(self, state: object) -> None:
        has_rows = self._model.rowCount() > 0
        if state is ListState.EMPTY:
            self.show_instead(self._empty_text())
        elif state is ListState.FAILED and not has_rows:
            self.show_instead(self._failed_text())
        elif state in (ListState.LOADING, ListState.IDLE) and not has_rows:
            self._overlay.show_loading()
            self._show_overlay()
        else:
            self._show_table()

    @Slot(int, int)
    def _on_changes_found(self, new: int, gone: int) -> None:
        self._news.setVisible(bool(new or gone))
        translate = QCoreApplication.translate
        if new:
            self._news.setText(translate("ListPanel", "%n new, show", None, new))
        elif gone:
            self._news.setText(translate("ListPanel", "%n no longer here, update", None, gone))

    @Slot()
    def _on_news_pressed(self) -> None:
        self._model.show_changes()
        self.table.setFocus()

    @Slot()
    def _on_state_button(self) -> None:
        self.state_button_pressed.emit(self._model.state)

    def _show_overlay(self) -> None:
        """Shows no list. Who gives the focus to it meanwhile means the place where it is to be."""
        self.table.setFocusProxy(self._overlay)
        self._overlay.take_keys(self.table.actions())
        self._stack.setCurrentWidget(self._overlay)

    def _show_table(self) -> None:
        had_focus = self._overlay.has_focus_inside()
        # None takes the proxy away, which the signature does not know.
        self.table.setFocusProxy(None)  # type: ignore[arg-type]
        self._stack.setCurrentWidget(self.table)
        if had_focus:
            self.table.setFocus()
