"""The encrypted fields of an order: two characters each, until somebody who fulfils it asks to see one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_orders import OrderField, RevealedField, WirelessOrder
from agentview.ui.kit.appearance import look
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.text import heading
from agentview.ui.texts.wireless_fields import field_label
from agentview.ui.views.wireless_fulfilment.words import word


def veiled_fields(order: WirelessOrder) -> tuple[OrderField, ...]:
    """The fields of an order of which more was typed than is shown (R-WL-15)."""
    return tuple(one for one in (*order.fields, *order.not_asked) if one.is_veiled)


class VeiledFields(QWidget):
    """Tells which field is to be shown in full: `reveal_wanted(FieldId)`; hidden where there is none.

    What was revealed is veiled again after 30 seconds, with another order, and once it is out of sight.
    """

    reveal_wanted = Signal(object)

    def __init__(self) -> None:
        """Shows nothing yet."""
        super().__init__()
        self.values: dict[FieldId, MaskedValue] = {}
        self._order_id: int | None = None
        self._shown: tuple[OrderField, ...] = ()
        self._facts = FactList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(heading(word("Encrypted")))
        column.addWidget(self._facts)
        self.hide()

    def show_order(self, order: WirelessOrder) -> None:
        """Shows the encrypted fields of an order; the same ones in a newer state stay as they are."""
        fields = veiled_fields(order)
        self.setVisible(bool(fields))
        if order.order_id == self._order_id and fields == self._shown:
            return
        self._order_id, self._shown = order.order_id, fields
        self.values = {one.field.field_id: self._value(one) for one in fields}
        self._facts.set_facts(
            [Fact(field_label(one.field), widget=self.values[one.field.field_id]) for one in fields]
        )

    def show_revealed(self, order_id: int, found: RevealedField) -> None:
        """Shows a field in full for a while, if its order is still the one that is shown."""
        value = self.values.get(found.field_id)
        if order_id == self._order_id and value is not None and self.isVisible():
            value.reveal(as_typed(found.text))

    def hide_values(self) -> None:
        """Veils whatever is shown in full."""
        for value in self.values.values():
            value.hide_value()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        self.hide_values()
        super().hideEvent(event)

    def _value(self, one: OrderField) -> MaskedValue:
        value = MaskedValue(field_label(one.field), one.text, is_veiled=True)
        value.setProperty("field", one.field.field_id.value)
        value.reveal_requested.connect(self._on_eye)
        return value

    @Slot()
    def _on_eye(self) -> None:
        sender: QObject | None = self.sender()
        if sender is not None:
            self.reveal_wanted.emit(FieldId(str(sender.property("field"))))


def as_typed(text: str) -> str:
    """A text so that nobody misses a blank at its ends or the end of a line: carriers compare exactly."""
    told = text.replace("\n", " \u21b5 ")
    return f"\u201c{told}\u201d" if text != text.strip() else told
