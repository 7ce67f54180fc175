"""How each record of the catalogues of hardware and vendors is saved: own, as seen, audited by field."""

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.core.errors import NotFound, Refusal, rejected
from agentview.models.hardware_catalogue import DeliveryMethod, HardwareSetting, Product, Warehouse
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.unit import Unit

Row = TypeVar("Row", Product, Warehouse, DeliveryMethod, WirelessVendor)
_KEYS = {
    Product: "product_id",
    Warehouse: "warehouse_id",
    DeliveryMethod: "delivery_method_id",
    WirelessVendor: "vendor_id",
}
_CODES = {Product: "sku", Warehouse: "code", DeliveryMethod: "code", WirelessVendor: "code"}


def held(unit: Unit, table: type[Row], key: int | None, version: int | None) -> Row:
    """Return the record to change, or a new one where no key is given; the provider is held.

    Raises Conflict (`E-STALE`), NotFound, also for another's.
    """
    own = own_provider(unit, is_held=True)
    if key is None:
        return table(provider_id=own.id)
    found = unit.session.scalars(
        select(table)
        .where(table.id == key, table.provider_id == own.id)
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={_KEYS[table]: key}))
    if found.row_version != version:
        raise stale(unit, found)
    return found


def refuse_taken(unit: Unit, table: type[Row], code: str, own_id: int | None) -> None:
    """Raise Rejected (`E-CODE-TAKEN`) where another record of the provider has the code.

    The provider is held: of two at once with one code, the second finds the first.
    """
    name = _CODES[table]
    found = unit.session.scalars(
        select(table.id).where(
            table.provider_id == unit.caller.provider_id,
            getattr(table, name) == code,
            table.id != (own_id or 0),
        )
    ).first()
    if found is not None:
        raise rejected("E-CODE-TAKEN", field=name, taken=code)


def write(
    unit: Unit,
    entity: str,
    row: Product | Warehouse | DeliveryMethod | WirelessVendor | HardwareSetting,
    values: Mapping[str, object],
) -> None:
    """Set fields, write down each that changed, and tell open screens."""
    is_new = row.id is None
    before = {name: None if is_new else getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    unit.session.add(row)
    unit.session.flush()
    if is_new:
        unit.audit(entity, row.id, "create", new=str(values.get("name", "")) or None)
    else:
        for name, old in before.items():
            if old != values[name]:
                unit.audit(entity, row.id, "edit", field=name, old=_text(old), new=_text(values[name]))
    unit.changed(Topic.CATALOGUE, row.id, f"save_{entity}", (row.provider_id, None))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
