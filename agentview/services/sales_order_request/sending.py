"""The file of a request batch, and what follows once it was sent (R-HW-16)."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, HardwareLineStatus
from agentview.files.interfaces.sales_order_request import RequestOrder, SalesOrderRequest
from agentview.models.batch import Batch
from agentview.models.hardware import HardwareOrderLine
from agentview.services.hardware_standing import follow_lines, lock_orders
from agentview.services.outbound_batch import Blocks, OutboundKind
from agentview.services.sales_order_request.records import outgoing, records
from agentview.services.unit import Unit

L = HardwareOrderLine


class Writes(Protocol):
    """How the files of a warehouse are written."""

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield the file."""
        ...


def blocks_as(file_format: Writes) -> Blocks:
    """Return what yields the file of a batch in a format: the same bytes each time."""

    def blocks(session: Session, batch_id: int) -> Iterator[bytes]:
        header = outgoing(session, batch_id).header
        return file_format.write(header, records(session, batch_id))

    return blocks


def hold_orders(unit: Unit, batch_id: int) -> None:
    """Take the orders before the batch, as every command does."""
    lock_orders(unit, _orders_of(batch_id))


def is_sent(unit: Unit, batch_id: int) -> None:
    """Make the lines of a batch SENT, and let their orders, held before, follow (R-HW-30)."""
    batch = unit.session.get_one(Batch, batch_id)
    sent = (
        update(L)
        .where(L.request_batch_id == batch_id, L.status == HardwareLineStatus.GENERATED.value)
        .values(
            status=HardwareLineStatus.SENT.value,
            error_code=None,
            error_text=None,
            row_version=L.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
    )
    unit.session.execute(sent, execution_options={"synchronize_session": False})
    follow_lines(unit, _orders_of(batch_id), BatchCommand.SEND.value, batch.provider_id, batch.file_name)


def _orders_of(batch_id: int) -> Select[int]:
    return select(L.hardware_order_id).where(L.request_batch_id == batch_id)


REQUEST_BATCH = OutboundKind("sales_order_request", is_sent, hold_orders)
"""How requests go out to warehouses."""
