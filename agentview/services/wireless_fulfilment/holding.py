"""Takes hold of a segment with its order: the order's row first, so that of two at once one is told."""

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_order import WirelessOrder
from agentview.services.contract_catalogue.scope import stale
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import any_matter, matter_of
from agentview.services.wireless_fulfilment.steps import PROGRAM, Held

_G = OrderSegment


def hold(unit: Unit, segment_id: int, version: int) -> Held:
    """Lock a segment of an order that the caller sees, in the version that was seen.

    Raises Conflict (`E-STALE`), Denied, NotFound.
    """
    unit.caller.demand(Power.FULFIL)
    order_id = unit.session.scalars(select(_G.order_id).where(_G.id == segment_id)).first()
    if order_id is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"segment_id": segment_id}))
    _lock(unit, order_id)
    found = matter_of(unit, order_id)
    segment = _fresh(unit, segment_id)
    if segment.row_version != version:
        raise stale(unit, segment)
    return Held(found, segment, unit.caller.powers)


def hold_for_program(unit: Unit, segment_id: int) -> Held:
    """Lock a segment for the job that asks vendors."""
    order_id = unit.session.scalars(select(_G.order_id).where(_G.id == segment_id)).one()
    _lock(unit, order_id)
    return Held(any_matter(unit, order_id), _fresh(unit, segment_id), PROGRAM)


def _lock(unit: Unit, order_id: int) -> None:
    unit.session.execute(select(WirelessOrder.id).where(WirelessOrder.id == order_id).with_for_update())


def _fresh(unit: Unit, segment_id: int) -> OrderSegment:
    return unit.session.get_one(_G, segment_id, populate_existing=True)
