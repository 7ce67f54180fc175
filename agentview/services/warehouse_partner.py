"""As which partner of batches a warehouse stands."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.models.hardware_catalogue import Warehouse
from agentview.services.inbound_batch import Partner
from agentview.services.sales_order_request.naming import partner_of
from agentview.services.unit import Unit


def warehouse_partner(session: Session, warehouse_id: int) -> Partner:
    """Return the partner that a warehouse is."""
    provider_id = session.scalars(select(Warehouse.provider_id).where(Warehouse.id == warehouse_id)).one()
    hold = partial(_hold, warehouse_id=warehouse_id)
    return Partner(partner_of(warehouse_id), provider_id, "warehouse_id", warehouse_id, hold)


def _hold(unit: Unit, warehouse_id: int) -> None:
    wanted = select(Warehouse.id).where(Warehouse.id == warehouse_id).with_for_update(key_share=True)
    unit.session.execute(wanted)
