"""Which warehouses send dispatch files, and what is known of one that is on its way in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchKind
from agentview.models.batch import Batch
from agentview.models.hardware_catalogue import Warehouse
from agentview.services.inbound_batch import InboundFile, InboundKind, standing_of

RAW = ".dispatch"
"""What the name of a kept file ends in, as it came."""
DISPATCH_FILE = InboundKind(BatchKind.SALES_ORDER_DISPATCH, "sales_order_dispatch", RAW)
"""How dispatch files come in."""


@dataclass(frozen=True, slots=True)
class Incoming(InboundFile):
    """A dispatch file on its way in, and the warehouse that sent it."""

    warehouse_id: int
    warehouse_code: str


def incoming(session: Session, batch_id: int) -> Incoming | None:
    """Return a dispatch batch as it stands now; None for one that was forgotten."""
    row = session.execute(
        select(Batch, Warehouse)
        .join(Warehouse, Warehouse.id == Batch.warehouse_id)
        .where(Batch.id == batch_id)
    ).first()
    if row is None:
        return None
    batch, warehouse = row
    return Incoming(*standing_of(batch), warehouse.id, warehouse.code)


@dataclass(frozen=True, slots=True)
class Sender:
    """A warehouse that may have put files for us, and how they are written."""

    warehouse_id: int
    request_format: str
    exchange_url: str


def senders(session: Session, provider_id: int) -> Sequence[Sender]:
    """Return the warehouses of a provider that have a folder; also one that is not connected any more."""
    found = session.execute(
        select(Warehouse.id, Warehouse.request_format, Warehouse.exchange_url)
        .where(Warehouse.provider_id == provider_id, Warehouse.exchange_url != "")
        .order_by(Warehouse.id)
    )
    return [Sender(*row) for row in found]
