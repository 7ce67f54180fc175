"""What each part of an order has to bring before it is complete (R-WL-30)."""

from agentview.contract.wireless import ItemKind
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.services.wireless_forms.definition import Result
from agentview.services.wireless_forms.matter import Matter

OWN_KINDS = (ItemKind.DEVICE, ItemKind.ACCESSORY)
"""What our own warehouses ship, as a hardware order; a SIM card comes from the carrier."""


def has_hardware(found: Matter) -> bool:
    """Say whether something of an order comes from our own warehouses."""
    return any(found.items_of(kind) for kind in OWN_KINDS)


def has_vendor_part(found: Matter) -> bool:
    """Say whether somebody outside has to do something: all but what is hardware alone."""
    return not has_hardware(found) or vendor_id_of(found) is not None


def vendor_id_of(found: Matter) -> int | None:
    """Return the carrier that fulfils an order: the chosen one, else that of the line or of its device."""
    if found.order.vendor_id is not None:
        return found.order.vendor_id
    return found.line.vendor_id if found.line is not None else None


def wanted(found: Matter, *, is_warehouse: bool) -> tuple[Result, ...]:
    """Name what a part has to bring, in the order of Result.

    Serial number and parcel of a device come from who ships it; a SIM card is shipped by the carrier.
    """
    of_order = set(found.definition.results)
    if found.items_of(ItemKind.DEVICE):
        of_order.add(Result.SERIAL)
    if found.is_shipped:
        of_order.add(Result.TRACKING)
    shipped = {Result.TRACKING} | ({Result.SERIAL} if found.items_of(ItemKind.DEVICE) else set())
    if is_warehouse:
        of_part = of_order & shipped
    elif has_hardware(found):
        of_part = of_order - shipped
        if found.items_of(ItemKind.SIM):
            of_part.add(Result.TRACKING)
    else:
        of_part = of_order
    return tuple(one for one in Result if one in of_part)


def missing(
    found: Matter, segment: OrderSegment, *, has_parcel: bool, has_further: bool = True
) -> tuple[Result, ...]:
    """Name what a part has to bring and has not (R-WL-30); of several devices each has its number."""
    there = {
        Result.NUMBER: bool(segment.service_number),
        Result.SERIAL: bool(segment.serial_no) and has_further,
        Result.ICCID: bool(segment.iccid),
        Result.TRACKING: has_parcel,
    }
    return tuple(one for one in wanted(found, is_warehouse=is_warehouse(segment)) if not there[one])


def is_warehouse(segment: OrderSegment) -> bool:
    """Say whether our own warehouses carry a segment out."""
    return segment.is_own_warehouse
