"""The devices that a warehouse has dispatched for a part, piece by piece."""

from sqlalchemy import select

from agentview.contract.wireless import ItemKind
from agentview.models.hardware import HardwareOrderLine, HardwareUnit
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import Matter
from agentview.services.wireless_inventory.results import Piece


def ordered_devices(found: Matter) -> int:
    """Return how many devices an order is for; one where it names no model, as with a warranty."""
    return sum(item.qty for item in found.items_of(ItemKind.DEVICE)) or 1


def dispatched(unit: Unit, found: Matter, segment: OrderSegment) -> tuple[Piece, ...]:
    """Return the serial numbers of the devices that were shipped and are out, in the order of their coming.

    Accessories may have serial numbers too; they are no assets.
    """
    models = [item.product_id for item in found.items_of(ItemKind.DEVICE)]
    rows = unit.session.execute(
        select(HardwareUnit.serial_type, HardwareUnit.serial_no)
        .join(HardwareOrderLine, HardwareOrderLine.id == HardwareUnit.line_id)
        .where(
            HardwareOrderLine.hardware_order_id == segment.hardware_order_id,
            HardwareOrderLine.product_id.in_(models),
            ~HardwareUnit.is_returned,
        )
        .order_by(HardwareUnit.id)
    )
    return tuple(Piece(*row) for row in rows)


def further(unit: Unit, found: Matter, segment: OrderSegment) -> tuple[Piece, ...]:
    """Return the devices beside the one that the part itself names, where an order is for several.

    A number that was put right by hand stands for the first one that was dispatched.
    """
    if ordered_devices(found) == 1 or segment.hardware_order_id is None:
        return ()
    pieces = dispatched(unit, found, segment)
    own = Piece(segment.serial_type, segment.serial_no)
    return tuple(one for one in pieces if one != own) if own in pieces else pieces[1:]


def has_further(unit: Unit, found: Matter, segment: OrderSegment) -> bool:
    """Say whether each device beside the first one is known; where one is ordered there are none."""
    beside = ordered_devices(found) - 1
    return beside == 0 or not segment.is_own_warehouse or len(further(unit, found, segment)) >= beside
