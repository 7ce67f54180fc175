"""A list of a customer's page that goes from the newest entry to older ones, with its states."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication

from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.older_source import PAGE, Older, OlderSource, Token

R = TypeVar("R")


@dataclass(frozen=True)
class OlderSpec(Generic[R]):
    """What makes such a list: its name, columns, ids, how it is read and what stands there when empty."""

    name: str
    columns: Sequence[Column[R]]
    row_id: Callable[[R], Hashable]
    token_of: Callable[[R], Token]
    read: Callable[[Gateway, Token | None, int], Older[R]]
    summary: Callable[[R], str]
    empty_text: Callable[[], StateText]
    told: Callable[[Older[R]], None] | None = None
    """Hears of each page that was read, for what an answer says beside its entries."""


class OlderList(Generic[R]):
    """Table, model and source; put `panel` on the screen and call `start` when it is first shown."""

    def __init__(self, desk: Desk, spec: OlderSpec[R]) -> None:
        """Reads nothing yet."""
        self._desk = desk
        self._sentence = ""
        self.source: OlderSource[R] = OlderSource(desk, spec.read, spec.token_of, self._failed, spec.told)
        self.model: PagedTableModel[R] = PagedTableModel(
            spec.columns, spec.row_id, self.source, summary=spec.summary, page_size=PAGE
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, spec.name)
        self.panel = ListPanel(self.table, spec.empty_text, self._failed_text)
        self.panel.state_button_pressed.connect(self._on_state_button)
        self.panel.cancel_pressed.connect(self.source.cancel)

    def start_or_refresh(self) -> None:
        """Reads the list for the first time, or again what is visible without moving the reader's place."""
        if self.model.state is ListState.IDLE:
            self.model.reload()
        else:
            self.model.refresh()

    def reload(self) -> None:
        """Reads another list from its top."""
        self.model.reload()

    def close(self) -> None:
        """Drops what is being read."""
        self.source.cancel()

    def _on_state_button(self, state: object) -> None:
        if state is ListState.FAILED:
            self.model.reload()

    def _failed(self, error: Exception) -> None:
        self._sentence = self._desk.texts.report(error).text.sentences

    def _failed_text(self) -> StateText:
        translate = QCoreApplication.translate
        sentence = self._sentence or translate("Customers", "Nothing is lost. Try again in a moment.")
        return StateText(
            translate("Customers", "This could not be read"), sentence, translate("Customers", "Try again")
        )
