"""How much of a product is wanted, from where, and whether it is enrolled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware_catalogue import ProductRow, ShipsFrom
from agentview.contract.hardware_orders import MOST_UNITS
from agentview.ui.forms.merge import Values
from agentview.ui.kit.field import ChoiceField, Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.local_format import count_text

QTY, WAREHOUSE, ENROL = "qty", "warehouse_id", "is_enrolment_requested"


def item_fields() -> tuple[Field, ...]:
    """The fields of an item."""
    return (
        Field(QTY, field_word(QTY), FieldKind.NUMBER, required=True, chars=6, most_chars=6),
        Field(WAREHOUSE, field_word(WAREHOUSE), FieldKind.CHOICE, can_be_empty=False),
        Field(ENROL, field_word(ENROL), FieldKind.CHECK),
    )


def item_values() -> Values:
    """One piece, from the first warehouse, not enrolled."""
    return {QTY: Decimal(1), WAREHOUSE: None, ENROL: False}


def item_form() -> FormBinder:
    """The form of an item; it holds no day."""
    form = FormBinder(item_fields(), lambda: date.min)
    form.set_values(item_values())
    return form


def show_product(form: FormBinder, product: ProductRow | None) -> None:
    """Offers the warehouses that ship a product, and enrolment where its maker has a programme."""
    ships: Sequence[ShipsFrom] = () if product is None else product.ships_from
    choice = form.input(WAREHOUSE)
    if isinstance(choice, ChoiceField):
        choice.set_choices([(str(one.warehouse_id), one.name) for one in ships], with_empty=False)
        choice.setEnabled(len(ships) > 1)
    can_enrol = product is not None and bool(product.enrolment_programme)
    if not can_enrol:
        form.set_values({ENROL: False})
    form.set_visible(ENROL, visible=can_enrol)


def quantity(form: FormBinder) -> int | None:
    """The quantity that was typed; None where it is no whole number that can be ordered."""
    value = form.values()[QTY]
    if not isinstance(value, Decimal) or value != value.to_integral_value():
        return None
    return int(value) if 1 <= value <= MOST_UNITS else None


def warehouse(form: FormBinder) -> int | None:
    """The warehouse that was chosen."""
    value = form.values()[WAREHOUSE]
    return int(value) if isinstance(value, str) else None


def wrong_quantity() -> str:
    """What is said of a quantity that cannot be ordered."""
    text = QCoreApplication.translate("HardwareItem", "A whole number from 1 to {most}")
    return text.replace("{most}", count_text(MOST_UNITS))


def field_word(name: str) -> str:
    """What a field of an item is called."""
    translate = QCoreApplication.translate
    return {
        QTY: translate("HardwareItem", "Quantity"),
        WAREHOUSE: translate("HardwareItem", "Warehouse"),
        ENROL: translate("HardwareItem", "Enrol the devices with their maker"),
    }[name]
