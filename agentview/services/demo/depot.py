"""Plays the warehouses of the demo: takes what was generated, ships it, or says why it cannot."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, BatchStatus, HardwareLineStatus
from agentview.files.interfaces.sales_order_dispatch import DispatchLine, DispatchOrder
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import Product, Warehouse
from agentview.services.batch_step import move
from agentview.services.hardware_orders.matter import order_reference
from agentview.services.inbound_batch import register
from agentview.services.network.system import SYSTEM
from agentview.services.outbound_batch import note_sent
from agentview.services.sales_order_dispatch.applying import apply_block
from agentview.services.sales_order_dispatch.receiving import DISPATCH_FILE
from agentview.services.sales_order_request.claiming import create_batch
from agentview.services.sales_order_request.sending import REQUEST_BATCH
from agentview.services.unit import Unit
from agentview.services.warehouse_partner import warehouse_partner

OUT_OF_STOCK = ("OUT-OF-STOCK", "Out of stock, no delivery date known")
Serials = Callable[[Product], str]
L = HardwareOrderLine


class Depot:
    """The warehouses of all retailers, and the jobs between them and us."""

    def __init__(self, session: Session, serials: Serials) -> None:
        """Work in `session`; `serials` makes the number of a piece."""
        self._session = session
        self._serials = serials

    def take_all(self, at: datetime, provider_id: int) -> None:
        """Send what waits, to each warehouse in one batch."""
        unit = self._unit(at)
        warehouses = select(Warehouse.id).where(Warehouse.provider_id == provider_id).order_by(Warehouse.id)
        for warehouse_id in self._session.scalars(warehouses).all():
            batch_id = create_batch(unit, warehouse_id, "")
            if batch_id is not None:
                self._session.flush()
                move(unit, batch_id, BatchStatus.CREATED, BatchCommand.STAGE)
                note_sent(unit, batch_id, REQUEST_BATCH)

    def answer(self, at: datetime, order_id: int, *, ships: int, fails: int = 0) -> None:
        """Answer for an order: its first lines were shipped, the next ones could not be."""
        unit = self._unit(at)
        rows = self._session.execute(
            select(L, Product)
            .join(Product, Product.id == L.product_id)
            .where(L.hardware_order_id == order_id, L.status == HardwareLineStatus.SENT.value)
            .order_by(L.id)
        ).all()
        said: dict[int, list[DispatchLine]] = defaultdict(list)
        for number, (line, product) in enumerate(rows[: ships + fails]):
            told = self._shipped(line, product) if number < ships else _failed(line)
            said[line.warehouse_id or 0] += told
        for warehouse_id, lines in said.items():
            self._file(unit, warehouse_id, order_id, lines, has_errors=fails > 0)

    def _shipped(self, line: HardwareOrderLine, product: Product) -> list[DispatchLine]:
        serials = [self._serials(product) for _ in range(line.qty)] if product.is_serialised else []
        tracking = f"SP{line.id:06d}"
        return [
            DispatchLine(
                line_id=line.id,
                status="OK",
                shipped_quantity=line.qty - line.shipped_qty,
                serial_numbers=serials,
                tracking_number=tracking,
                carrier="StarParcel",
            )
        ]

    def _file(
        self, unit: Unit, warehouse_id: int, order_id: int, lines: list[DispatchLine], *, has_errors: bool
    ) -> None:
        """Take a dispatch file in, as the job does it."""
        name = f"D{order_id}-{warehouse_id}-{lines[0].line_id}.json"[-20:]
        batch_id, _ = register(unit, DISPATCH_FILE, warehouse_partner(self._session, warehouse_id), name)
        move(
            unit,
            batch_id,
            BatchStatus.RECEIVED,
            BatchCommand.VALIDATE,
            external_file_name=name,
            record_count=1,
        )
        apply_block(unit, batch_id, 0, [DispatchOrder(order_reference(order_id), lines)])
        command = BatchCommand.PROCESS_WITH_ERRORS if has_errors else BatchCommand.PROCESS
        told = len(lines)
        move(
            unit,
            batch_id,
            BatchStatus.VALIDATED,
            command,
            Batch.applied_upto == Batch.record_count,
            processed_at=unit.now,
            record_count=told,
        )

    def _unit(self, at: datetime) -> Unit:
        self._session.flush()
        self._session.info["stamp"] = Stamp(SYSTEM.username, at)
        return Unit(self._session, SYSTEM, at)


def _failed(line: HardwareOrderLine) -> list[DispatchLine]:
    code, text = OUT_OF_STOCK
    return [DispatchLine(line_id=line.id, status="ERROR", error_code=code, error_text=text)]


def version_of(session: Session, order_id: int) -> int:
    """Return the version in which an order stands now."""
    return session.scalars(select(HardwareOrder.row_version).where(HardwareOrder.id == order_id)).one()
