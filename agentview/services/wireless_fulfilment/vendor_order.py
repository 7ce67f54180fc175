"""What a vendor is sent of an order: all that it needs to carry its part out, and no more."""

from typing import Any

from sqlalchemy import select

from agentview.adaptors.vendor_port import VendorOrder
from agentview.contract.wireless import ItemKind
from agentview.models.hardware_catalogue import Product
from agentview.models.wireless_catalogue import WirelessFeature, WirelessPlan, WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_order import WirelessOrderItem
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import Matter, any_matter
from agentview.services.wireless_fulfilment.needs import OWN_KINDS, wanted

_PLACE = ("name", "attention_to", "line1", "city", "state", "postal_code", "country", "is_expedited")


def vendor_order(unit: Unit, segment_id: int) -> tuple[str, VendorOrder]:
    """Return the address of a segment's vendor, and what it is sent.

    What was typed goes out exactly as it was typed (R-WL-12), encrypted fields in full. Raises Unavailable
    (`E-WL-FIELD-KEY`).
    """
    segment = unit.session.get_one(OrderSegment, segment_id)
    vendor = unit.session.get_one(WirelessVendor, segment.vendor_id)
    found = any_matter(unit, segment.order_id)
    return vendor.exchange_url, VendorOrder(wire_reference(found, segment), _body(unit, found))


def wire_reference(found: Matter, segment: OrderSegment) -> str:
    """Return what a vendor knows a segment by; it is a file's name too: WO-12-1."""
    return f"{found.reference}-{segment.position}"


def _body(unit: Unit, found: Matter) -> dict[str, Any]:
    order, device = found.order, found.device or found.line_device
    return {
        "type": found.type.value,
        "company": {"account_no": found.account.account_no, "name": found.account.name},
        "user": found.beneficiary.name if found.beneficiary is not None else "",
        "line": found.line.number if found.line is not None else "",
        "device": (
            {"serial_type": device.serial_type, "serial_no": device.serial_no, "model": device.make_model}
            if device is not None
            else None
        ),
        "items": [_item(unit, one) for one in found.items if ItemKind(one.kind) not in OWN_KINDS],
        "fields": {name.value: found.text(name) for name in found.texts},
        "preferred_date": order.preferred_date.isoformat() if order.preferred_date else None,
        "ship_to": (
            {name: getattr(found.ship_to, name) for name in _PLACE} if found.ship_to is not None else None
        ),
        "wanted": [one.value for one in wanted(found, is_warehouse=False)],
    }


def _item(unit: Unit, item: WirelessOrderItem) -> dict[str, Any]:
    if item.plan_id is not None:
        named = select(WirelessPlan.code).where(WirelessPlan.id == item.plan_id)
    elif item.feature_id is not None:
        named = select(WirelessFeature.code).where(WirelessFeature.id == item.feature_id)
    else:
        named = select(Product.sku).where(Product.id == item.product_id)
    return {
        "kind": item.kind,
        "code": unit.session.scalars(named).one(),
        "name": item.name,
        "qty": item.qty,
        "action": item.action,
    }
