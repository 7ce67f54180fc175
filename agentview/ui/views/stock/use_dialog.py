"""The dialog that lets a line of the order ship from another warehouse, with what each of them has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware_orders import (
    CHANGE_LINE,
    ChangeLineRequest,
    HardwareOrder,
    OrderLine,
)
from agentview.contract.stock import StockCell, StockWarehouse
from agentview.core.clock import local_day
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind, Value
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.local_format import count_text
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.stock.rows import StockRow
from agentview.ui.views.stock.words import cell_chip

_LINE, _WAREHOUSE = "line_id", "warehouse_id"


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


def places_for(row: StockRow, places: Sequence[StockWarehouse]) -> tuple[StockWarehouse, ...]:
    """Return the warehouses from which a product can be shipped: all but those that do not stock it."""
    return tuple(place for place in places if not _is_not_held(row, place))


class UseDialog(SentDialog):
    """Open it with `open()`; `sent(HardwareOrder)` brings the order as it is then."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        order: HardwareOrder,
        row: StockRow,
        places: Sequence[StockWarehouse],
    ) -> None:
        """Offers `places` for the lines of the product of `row`; the first that has enough is chosen."""
        self._order = order
        self._lines = {str(line.line_id): line for line in order.lines if line.product_id == row.product_id}
        lines = tuple((key, _line_word(line)) for key, line in self._lines.items())
        names = tuple(
            (str(place.warehouse_id), f"{place.name}: {cell_chip(row.cells.get(place.warehouse_id)).word}")
            for place in places
        )
        line_field = (Field(_LINE, _word("Line"), FieldKind.CHOICE, choices=lines, can_be_empty=False),)
        fields = (
            *(line_field if len(lines) > 1 else ()),
            Field(_WAREHOUSE, _word("Ship from"), FieldKind.CHOICE, choices=names, can_be_empty=False),
        )
        title = _word("{product} of {order}").replace("{product}", row.name)
        text = DialogText(
            title.replace("{order}", order.reference),
            _word("Ship from there"),
            _word("Keep as it is"),
            _word("Saving..."),
            _word("Nothing is reserved there. Quantity and price stay as they are."),
        )
        form = FormBinder(fields, lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, desk, text, form)
        first = next(iter(self._lines.values()))
        chosen = row.source if row.source is not None else first.warehouse_id
        values: dict[str, Value] = {_WAREHOUSE: None if chosen is None else str(chosen)}
        if len(lines) > 1:
            values[_LINE] = str(first.line_id)
        form.set_values(values)

    def sending(self, key: str) -> Sending[ChangeLineRequest, HardwareOrder]:
        """The line as it is, from the chosen warehouse."""
        values = self._form.values() if self._form is not None else {}
        line = self._lines[str(values.get(_LINE) or next(iter(self._lines)))]
        request = ChangeLineRequest(
            order_id=self._order.order_id,
            version=self._order.version,
            line_id=line.line_id,
            qty=line.qty,
            warehouse_id=int(str(values[_WAREHOUSE])),
            is_enrolment_requested=line.is_enrolment_requested,
        )
        return Sending(CHANGE_LINE, request, key)


def _is_not_held(row: StockRow, place: StockWarehouse) -> bool:
    cell = row.cells.get(place.warehouse_id)
    return isinstance(cell, StockCell) and not cell.is_held


def _line_word(line: OrderLine) -> str:
    word = _word("{qty} from {warehouse}").replace("{qty}", count_text(line.qty))
    return word.replace("{warehouse}", line.warehouse or _word("nowhere yet"))
