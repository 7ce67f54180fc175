"""The form of one line of an order: how much, from where, enrolled or not (R-HW-02, R-HW-29)."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_catalogue import ProductRow
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.contract.value import RefusalInfo
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.hardware.item_fields import ENROL, QTY, WAREHOUSE, field_word, wrong_quantity
from agentview.ui.views.hardware.order_form import OrderForm, against
from agentview.ui.views.hardware.words import amount


def line_form(order: HardwareOrder, line: OrderLine, product: ProductRow) -> OrderForm:
    """The form; the price that was copied stays."""
    text = DialogText(
        _word("Change {product} of {order}")
        .replace("{product}", line.product)
        .replace("{order}", order.reference),
        _word("Save item"),
        _word("Back"),
        _word("Saving..."),
        _word("{price} each, as when it was added.").replace(
            "{price}", amount(line.unit_price_cents, order.currency)
        ),
    )
    wanted = contract.OrderRef(order_id=order.order_id)
    line_id = line.line_id
    spec = FormSpec[HardwareOrder](
        draft=f"hardware:{order.order_id}:line:{line_id}",
        op=contract.CHANGE_LINE,
        request=lambda seen, values: line_request(seen, line_id, values),
        values_of=lambda seen: line_values(seen, line_id),
        read=lambda gateway: gateway.call(contract.GET, wanted),
        against=lambda theirs: _against(theirs, line_id),
    )
    return OrderForm(order, spec, text, _fields(line, product), line_values(order, line_id))


def line_values(order: HardwareOrder, line_id: int) -> Values:
    """What the fields hold for a line; nothing where it is not in the order any more."""
    for line in order.lines:
        if line.line_id == line_id:
            place = None if line.warehouse_id is None else str(line.warehouse_id)
            return {QTY: Decimal(line.qty), WAREHOUSE: place, ENROL: line.is_enrolment_requested}
    return {}


def line_request(seen: HardwareOrder, line_id: int, values: Values) -> contract.ChangeLineRequest:
    """What is sent; raises ValidationError for a quantity that cannot be ordered."""
    qty, place = values[QTY], values[WAREHOUSE]
    # A draft keeps the quantity as text.
    whole = int(Decimal(qty)) if isinstance(qty, str | Decimal) and Decimal(qty) % 1 == 0 else 0
    return contract.ChangeLineRequest(
        order_id=seen.order_id,
        version=seen.version,
        line_id=line_id,
        qty=whole,
        warehouse_id=int(place) if isinstance(place, str) else None,
        is_enrolment_requested=bool(values.get(ENROL)),
    )


def _fields(line: OrderLine, product: ProductRow) -> tuple[Field, ...]:
    ships = tuple((str(one.warehouse_id), one.name) for one in product.ships_from)
    if line.warehouse_id is not None and str(line.warehouse_id) not in dict(ships):
        ships = ((str(line.warehouse_id), line.warehouse), *ships)
    enrol = (Field(ENROL, field_word(ENROL), FieldKind.CHECK),) if line.can_be_enrolled else ()
    return (
        Field(
            QTY,
            field_word(QTY),
            FieldKind.NUMBER,
            help=wrong_quantity(),
            required=True,
            chars=6,
            most_chars=6,
        ),
        Field(WAREHOUSE, field_word(WAREHOUSE), FieldKind.CHOICE, choices=ships, can_be_empty=False),
        *enrol,
    )


def _against(theirs: HardwareOrder, line_id: int) -> tuple[RefusalInfo, ...]:
    if not any(line.line_id == line_id for line in theirs.lines):
        return (RefusalInfo(code="E-NOT-FOUND"),)
    return against(theirs, HardwareCommand.EDIT_LINES)


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareItem", text)
