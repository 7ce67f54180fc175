"""Sends approved orders on: to vendors, or to their end where nobody outside is needed."""

from agentview.contract.wireless import Milestone, SegmentStatus, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import refuse_if_any
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_order import WirelessOrder
from agentview.services.hardware_followers import VENDOR_ORDERS
from agentview.services.unit import Unit
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from agentview.services.wireless_forms.matter import Matter, any_matter, tell
from agentview.services.wireless_fulfilment.needs import has_hardware, has_vendor_part, vendor_id_of
from agentview.services.wireless_inventory.effects import complete
from agentview.services.wireless_inventory.results import NO_RESULTS
from agentview.services.wireless_news import tell as send_news


def approved(unit: Unit, order: WirelessOrder) -> None:
    """Carry on with an order that was approved, in the same transaction.

    A type that needs nobody outside is completed without any segment (R-WL-09). Of the others each vendor and
    our own warehouses get a segment, and the order is with them: it cannot be cancelled any more (R-WL-25).
    """
    found = any_matter(unit, order.id)
    if found.definition.completes_on_approval:
        _complete_itself(unit, found)
        return
    _move(order, WirelessCommand.SEND, needs_vendor=True)
    is_exchanged = _make_segments(unit, found)
    tell(unit, order, WirelessCommand.SEND.value, old=WirelessStatus.APPROVED.value, new=order.status)
    send_news(unit, order, Milestone.SUBMITTED_TO_VENDOR)
    if is_exchanged:
        unit.enqueue(VENDOR_ORDERS, provider_id=order.provider_id)


def _complete_itself(unit: Unit, found: Matter) -> None:
    """Complete an order of a type that nobody outside fulfils (R-WL-09)."""
    order = found.order
    _move(order, WirelessCommand.COMPLETE_ITSELF, needs_vendor=found.definition.needs_vendor)
    complete(unit, order, NO_RESULTS)
    order.closed_at = unit.now
    tell(
        unit,
        order,
        WirelessCommand.COMPLETE_ITSELF.value,
        old=WirelessStatus.APPROVED.value,
        new=order.status,
    )
    send_news(unit, order, Milestone.COMPLETED)


def _make_segments(unit: Unit, found: Matter) -> bool:
    """Make a segment for the vendor and one for our own warehouses; say whether the program sends one."""
    order, is_exchanged = found.order, has_hardware(found)
    segments: list[OrderSegment] = []
    if has_vendor_part(found):
        vendor_id = vendor_id_of(found)
        vendor = unit.session.get(WirelessVendor, vendor_id) if vendor_id is not None else None
        has_exchange = vendor is not None and bool(vendor.exchange_url)
        is_exchanged = is_exchanged or has_exchange
        segments.append(OrderSegment(vendor_id=vendor_id, ask_at=unit.now if has_exchange else None))
    if has_hardware(found):
        segments.append(OrderSegment(is_own_warehouse=True, ask_at=unit.now))
    for position, one in enumerate(segments, start=1):
        one.provider_id, one.order_id, one.position = order.provider_id, order.id, position
        one.status = SegmentStatus.NEW.value
    unit.session.add_all(segments)
    unit.session.flush()
    return is_exchanged


def _move(order: WirelessOrder, command: WirelessCommand, *, needs_vendor: bool) -> None:
    facts = WirelessFacts(needs_vendor=needs_vendor)
    verdict = LIFECYCLE.judge(WirelessStatus(order.status), command, facts, frozenset())
    refuse_if_any(verdict.refusals)
    if verdict.target is not None:
        order.status = verdict.target.value
