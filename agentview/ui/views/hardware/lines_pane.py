"""The lines of an order, drawn: the table, as high as its lines, and what the chosen line says besides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.hardware_orders import OrderLine
from agentview.ui.kit.appearance import look
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.views.hardware.line_columns import line_columns, line_sentence
from agentview.ui.views.hardware.order_facts import line_hint

MOST_SHOWN = 10
"""More lines than these scroll inside the table."""
_EMPTY = 4


class LinesPane(QWidget):
    """`moved()` follows the chosen line, `opened(line)` Enter and double click."""

    moved = Signal()
    opened = Signal(object)

    def __init__(self, currency: str) -> None:
        """Shows nothing yet; prices stand in this currency until an order says another."""
        super().__init__()
        self.currency = currency
        self.source: MemorySource[OrderLine] = MemorySource()
        self.model: PagedTableModel[OrderLine] = PagedTableModel(
            line_columns(lambda: self.currency),
            row_id=lambda line: line.line_id,
            source=self.source,
            parent=self,
            summary=line_sentence,
        )
        self.source.attach(self.model)
        name = QCoreApplication.translate("HardwareOrder", "Lines of the order")
        self.table = TableView(self.model, name)
        self.panel = ListPanel(self.table, _nothing, _nothing)
        self.hint = PlainLabel("", ink=INK_SECOND, wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.panel)
        column.addWidget(self.hint)
        self.setFocusProxy(self.table)
        self.table.current_changed.connect(self._on_moved)
        self.table.row_opened.connect(self.opened)

    def show_lines(self, lines: Sequence[OrderLine]) -> None:
        """Shows these lines; the reader stays at the line that is chosen."""
        self.source.show(lines, [line.line_id for line in lines])
        rows = min(max(len(lines), _EMPTY if not lines else 1), MOST_SHOWN)
        self.panel.setFixedHeight((rows + 1) * look().row_height + look().px(10))
        self._show_hint()

    def current(self) -> OrderLine | None:
        """The chosen line."""
        line = self.table.current_row()
        return line if isinstance(line, OrderLine) else None

    def _show_hint(self) -> None:
        text = line_hint(self.current())
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    @Slot(object)
    def _on_moved(self, _line: object) -> None:
        self._show_hint()
        self.moved.emit()


def _nothing() -> StateText:
    translate = QCoreApplication.translate
    return StateText(
        translate("HardwareOrder", "Nothing is ordered yet"),
        translate("HardwareOrder", "Add items (A): phones, accessories, SIM cards, licences."),
    )
