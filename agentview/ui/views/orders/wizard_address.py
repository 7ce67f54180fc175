"""The fields of an address in a form, with a prefix before their names."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import AddressFields
from agentview.ui.kit.field import Field, Value

_NAMES = tuple(AddressFields.model_fields)


def address_form(prefix: str = "") -> tuple[Field, ...]:
    """The fields, in the order in which people say them."""
    translate = QCoreApplication.translate
    return (
        Field(f"{prefix}line1", translate("OrderWizard", "Street and number"), most_chars=200),
        Field(f"{prefix}line2", translate("OrderWizard", "Unit, floor, building"), most_chars=200),
        Field(f"{prefix}city", translate("OrderWizard", "Suburb or city"), most_chars=200),
        Field(f"{prefix}region", translate("OrderWizard", "State or region"), most_chars=200, chars=20),
        Field(f"{prefix}postcode", translate("OrderWizard", "Postcode"), most_chars=200, chars=12),
        Field(
            f"{prefix}country",
            translate("OrderWizard", "Country, two letters"),
            most_chars=2,
            chars=4,
        ),
    )


def address_values(address: AddressFields | None, prefix: str = "") -> dict[str, Value]:
    """What the fields show."""
    shown = address or AddressFields()
    return {f"{prefix}{name}": getattr(shown, name) for name in _NAMES}


def typed_address(values: Mapping[str, Value], prefix: str = "") -> dict[str, object]:
    """What was typed, with the country in capitals."""
    typed = {name: str(values.get(f"{prefix}{name}") or "") for name in _NAMES}
    return {**typed, "country": typed["country"].upper()}
