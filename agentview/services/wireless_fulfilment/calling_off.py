"""Calls off what was ordered of our own warehouses for a part that is over, or says that it goes on."""

from dataclasses import replace

from agentview.contract.hardware import HardwareStatus
from agentview.contract.hardware_orders import ReasonRequest
from agentview.core.errors import AgentViewError
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.hardware import HardwareOrder
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_order import WirelessOrder
from agentview.services.hardware_orders.cancelling import cancel
from agentview.services.hardware_standing import lock_orders
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import tell

_CANCELS = frozenset({Power.CREATE_HARDWARE_ORDER})


def call_off(unit: Unit, order: WirelessOrder, segment: OrderSegment, reason: str) -> str:
    """Cancel the hardware order of a part that has failed, or that ends with another one (SM-6).

    Return its number where it could not be cancelled any more (R-HW-25): a warehouse has it, and what it
    ships belongs to no part. "" where nothing goes on. Who may end the part may end what was ordered for it.
    """
    hardware_id = segment.hardware_order_id
    if hardware_id is None:
        return ""
    lock_orders(unit, (hardware_id,))
    hardware = unit.session.get_one(HardwareOrder, hardware_id, populate_existing=True)
    if hardware.status == HardwareStatus.CANCELLED.value:
        return ""
    number = reference(Prefix.HARDWARE_ORDER, hardware_id)
    wanted = ReasonRequest(order_id=hardware_id, version=hardware.row_version, reason=reason)
    try:
        with unit.session.begin_nested():
            cancel(_as_program(unit), wanted)
    except AgentViewError:
        tell(unit, order, "hardware_goes_on", new=number)
        return number
    tell(unit, order, "cancel_hardware", new=number)
    return ""


def _as_program(unit: Unit) -> Unit:
    """Return the same transaction by the same person, who need not sell hardware to end a part."""
    return replace(unit, caller=replace(unit.caller, powers=unit.caller.powers | _CANCELS))
