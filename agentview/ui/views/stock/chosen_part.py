"""The chosen product: how many of it are wanted, and in sentences how each warehouse stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.stock import StockWarehouse
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import row as row_of_widgets
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import Field, FieldKind, NumberField
from agentview.ui.kit.text import PlainLabel, heading
from agentview.ui.navigation import Texts
from agentview.ui.views.stock.matrix import When
from agentview.ui.views.stock.rows import StockRow
from agentview.ui.views.stock.words import cell_sentence


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


class ChosenPart(QWidget):
    """Below the lists; `amount` stands elsewhere. `quantity_typed(int)` when another number was typed."""

    quantity_typed = Signal(int)

    def __init__(self, words: tuple[Texts, When]) -> None:
        """`words` are the texts of codes and how moments are shown."""
        super().__init__()
        self._words = words
        self.quantity = NumberField(Field("qty", _word("Quantity"), FieldKind.NUMBER, chars=6))
        self.quantity.setAccessibleName(_word("Quantity"))
        self.quantity.setMaxLength(6)
        self.quantity.setMaximumWidth(look().px(72))
        self.amount = self._make_amount()
        self.title = heading("")
        self.facts = FactList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.title)
        column.addWidget(self.facts)
        self.quantity.edited.connect(self._on_edited)

    def show_row(self, row: StockRow | None, places: Sequence[StockWarehouse]) -> None:
        """Shows a row; what is being typed stays as it is."""
        self.quantity.setEnabled(row is not None and not row.instead_of)
        if row is None:
            self.title.setText("")
            self.facts.set_facts(())
            self.quantity.set_value("")
            return
        if not self.quantity.hasFocus() or self._typed() != row.qty:
            self.quantity.set_value(str(row.qty))
        texts, when = self._words
        self.title.setText(row.name)
        self.facts.set_facts([Fact(place.name, cell_sentence(row, place, texts, when)) for place in places])

    def take_focus(self) -> None:
        """Puts the focus where the quantity is typed over."""
        self.quantity.setFocus()
        self.quantity.selectAll()

    # Inside

    def _make_amount(self) -> QWidget:
        label = PlainLabel(_word("&Quantity"))
        label.setBuddy(self.quantity)
        amount = QWidget()
        line = row_of_widgets(label, self.quantity)
        line.setContentsMargins(0, 0, 0, 0)
        amount.setLayout(line)
        return amount

    def _typed(self) -> int | None:
        text = self.quantity.text().strip()
        return int(text) if text.isascii() and text.isdigit() else None

    @Slot()
    def _on_edited(self) -> None:
        typed = self._typed()
        if typed is not None:
            self.quantity_typed.emit(typed)
