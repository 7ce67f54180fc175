"""The dialog that corrects by hand what a warehouse is known to have of a product."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.stock import CORRECT, CorrectStockRequest, StockCell, StockCorrected, StockWarehouse
from agentview.core.clock import local_day
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.stock.rows import StockRow


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


class CorrectDialog(SentDialog):
    """Open it with `open()`; `sent(StockCorrected)` tells that it was carried out."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: StockRow, places: dict[StockWarehouse, StockCell]
    ) -> None:
        """Offers the warehouses that are known from their files."""
        self._row, self._places = row, {str(one.warehouse_id): cell for one, cell in places.items()}
        names = tuple((str(one.warehouse_id), one.name) for one in places)
        fields = (
            Field("warehouse_id", _word("Warehouse"), FieldKind.CHOICE, choices=names, required=True),
            Field("available", _word("Available"), FieldKind.NUMBER, required=True, chars=9),
            Field("expected_on", _word("More is expected on"), FieldKind.DATE),
            Field("reason", _word("Reason"), FieldKind.NOTE, required=True),
        )
        form = FormBinder(fields, lambda: local_day(desk.clock.now(), desk.zone.key))
        text = DialogText(
            _word("Correct the stock of {product}").replace("{product}", row.name),
            _word("Correct stock"),
            _word("Keep as it is"),
            _word("Correcting..."),
            _word("It holds until the next stock file of the warehouse."),
        )
        super().__init__(parent, desk, text, form)
        first = next(iter(self._places))
        form.set_values({"warehouse_id": first, **self._known(first)})
        form.changed.connect(self._on_changed)

    def sending(self, key: str) -> Sending[CorrectStockRequest, StockCorrected]:
        """What was typed."""
        values = self._form.values() if self._form is not None else {}
        chosen = str(values["warehouse_id"])
        available = values["available"]
        is_whole = isinstance(available, Decimal) and available == available.to_integral_value()
        request = CorrectStockRequest.model_validate(
            {
                "warehouse_id": int(chosen),
                "product_id": self._row.product_id,
                "available": int(available) if is_whole and isinstance(available, Decimal) else available,
                "expected_on": values["expected_on"],
                "reason": values["reason"],
                "seen_as_of": self._places[chosen].as_of,
            }
        )
        return Sending(CORRECT, request, key)

    def _known(self, chosen: str) -> dict[str, Decimal | date | None]:
        cell = self._places[chosen]
        known = None if cell.available is None else Decimal(cell.available)
        return {"available": known, "expected_on": cell.expected_on}

    def _on_changed(self, name: str) -> None:
        if name == "warehouse_id" and self._form is not None:
            self._form.set_values(self._known(str(self._form.values()["warehouse_id"])))
