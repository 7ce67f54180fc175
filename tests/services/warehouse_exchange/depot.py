"""Generated orders, the jobs' steps, and warehouses that answer, for the tests of both exchanges."""

import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from agentview.adaptors.fraud_port import FraudChecker
from agentview.adaptors.warehouse.formats import format_named, warehouse_named
from agentview.contract.hardware import BatchStatus, HardwareLineStatus, HardwareStatus
from agentview.core.reference import Prefix, reference
from agentview.files.interfaces.sales_order_request import RequestOrder
from agentview.files.payload import PayloadFolder
from agentview.models.batch import Batch, BatchRecord
from agentview.models.customer import Address
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import Product, Warehouse
from agentview.models.party import Provider
from agentview.services.network.system import system_of
from agentview.services.sales_order_dispatch import taking_in
from agentview.services.sales_order_request import round as request_round
from agentview.services.unit import Unit
from tests import build
from tests.build_hardware import COURIER
from tests.fixtures.backend import Backend
from tests.services.warehouse_exchange.shared_folder import SharedFolder

T = TypeVar("T")


@dataclass
class Depot:
    """The small operator with a folder for each warehouse."""

    backend: Backend
    folder: Path
    provider_id: int = build.HARBOUR
    _folders: dict[int, SharedFolder] = field(default_factory=dict)

    @property
    def payloads(self) -> PayloadFolder:
        """Where the program keeps files."""
        return PayloadFolder(self.folder / "payloads")

    def act(self, work: Callable[[Unit], T]) -> T:
        """Do something as the program, for the provider."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, self.provider_id))
        return self.backend.dispatcher.act(caller, work)

    def at(self, warehouse_id: int) -> SharedFolder:
        """Return the folder of a warehouse."""
        if warehouse_id not in self._folders:
            self._folders[warehouse_id] = SharedFolder(self.folder / str(warehouse_id))
        return self._folders[warehouse_id]

    def request(self, checker: FraudChecker | None = None) -> None:
        """Run a round of the Sales Order Request job."""
        means = request_round.Means(
            checker or _NoChecker(), format_named, lambda found: self.at(found.warehouse_id), self.payloads
        )
        for _ in request_round.run(self, self.backend.database, self.provider_id, means):
            pass

    def dispatch(self, warehouse_id: int) -> None:
        """Run a round of the Sales Order Dispatch job for a warehouse."""
        for _ in taking_in.run(
            self,
            self.backend.database,
            warehouse_id,
            self.at(warehouse_id),
            format_named(self._format(warehouse_id)),
            self.payloads,
        ):
            pass

    def _format(self, warehouse_id: int) -> str:
        with self.backend.database.read() as session:
            return session.get_one(Warehouse, warehouse_id).request_format

    def order(
        self,
        *lines: tuple[int, int, int] | tuple[int, int, int, bool],
        fraud: str = "NOT_REQUIRED",
        account_id: int = build.MARLOW,
        billing: str = "NEXT_INVOICE",
        name: str = "Marlow Reception",
        method: int = COURIER,
    ) -> int:
        """Make a generated order of lines (product, warehouse, quantity, enrolment wished); return its id."""
        with self.backend.database.write(Stamp("test", self.backend.clock.now())) as session:
            address = session.scalars(select(Address).where(Address.account_id == account_id)).first()
            assert address is not None
            order = HardwareOrder(
                provider_id=self.provider_id,
                account_id=account_id,
                status=HardwareStatus.AWAITING_GENERATION.value,
                fraud_status=fraud,
                billing_mode=billing,
                currency="AUD",
                delivery_name=name,
                delivery_address_id=address.id,
                delivery_phone="+61355501234",
                delivery_method_id=method,
                delivery_instructions="Ring twice",
                generated_at=self.backend.clock.now(),
                generated_by="test",
            )
            session.add(order)
            session.flush()
            for product_id, warehouse_id, qty, *wish in lines:
                product = session.get_one(Product, product_id)
                session.add(
                    HardwareOrderLine(
                        hardware_order_id=order.id,
                        product_id=product_id,
                        warehouse_id=warehouse_id,
                        qty=qty,
                        unit_price_cents=product.price_cents,
                        tax_code=product.tax_code,
                        status=HardwareLineStatus.GENERATED.value,
                        is_enrolment_requested=bool(wish and wish[0]),
                    )
                )
            return order.id

    def orders(self) -> dict[int, str]:
        """Return the state of each order."""
        return {row.id: row.status for row in self.rows(HardwareOrder)}

    def lines(self, order_id: int) -> list[HardwareOrderLine]:
        """Return the lines of an order."""
        return [row for row in self.rows(HardwareOrderLine) if row.hardware_order_id == order_id]

    def batches(self, kind: str = "SALES_ORDER_REQUEST") -> list[Batch]:
        """Return the batches of a kind."""
        return [row for row in self.rows(Batch) if row.kind == kind]

    def records(self, batch_id: int) -> list[BatchRecord]:
        """Return the records of a batch in their order."""
        found = [row for row in self.rows(BatchRecord) if row.batch_id == batch_id]
        return sorted(found, key=lambda row: row.seq)

    def rows(self, table: type[T]) -> list[T]:
        """Return all rows of a table."""
        with self.backend.database.read() as session:
            return list(session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]

    def taken(self, warehouse_id: int) -> list[RequestOrder]:
        """Let a warehouse take what lies ready for it; return the records."""
        files = self.at(warehouse_id).take()
        return [record for _, content in files for record in self.read(warehouse_id, content)]

    def take_all(self) -> None:
        """Let every warehouse take what lies ready for it."""
        for folder in self._folders.values():
            folder.take()

    def read(self, warehouse_id: int, content: bytes) -> list[RequestOrder]:
        """Return the records of a request file as its warehouse reads them."""
        return list(warehouse_named(self._format(warehouse_id)).read_request(io.BytesIO(content)))


class _NoChecker:
    """Passes whatever it is asked."""

    def check(self, delivery: object) -> Any:  # noqa: ANN401 - a verdict
        raise AssertionError(f"nothing was to be checked: {delivery!r}")


def line(
    line_id: int,
    *serials: str,
    shipped: int = 1,
    unit: int | None = None,
    error: tuple[str, str] | None = None,
    tracking: str = "",
) -> dict[str, object]:
    """Return a line of a dispatch record: shipped, or failed with code and text."""
    told: dict[str, object] = {"lineId": line_id, "status": "ERROR" if error else "OK"}
    if unit is not None:
        told["unit"] = unit
    if error:
        return told | {"errorCode": error[0], "errorText": error[1]}
    return told | {"shippedQuantity": shipped, "serialNumbers": list(serials), "trackingNumber": tracking}


def record(order_id: int, *lines: dict[str, object]) -> dict[str, object]:
    """Return a dispatch record of an order."""
    return {"id": reference(Prefix.HARDWARE_ORDER, order_id), "lines": list(lines)}


def dispatch_file(
    name: str, records: Iterable[dict[str, object]], warehouse: str = "SYD", **header: object
) -> bytes:
    """Return a dispatch file as JSON (M4)."""
    orders: Sequence[dict[str, object]] = list(records)
    whole = {
        "interfaceCategory": "Sales Order",
        "interfaceType": "Sales Order Dispatch",
        "version": "1.2",
        "externalFileName": name,
        "recordCount": len(orders),
        "wareHouse": {"id": warehouse},
        **header,
        "orders": orders,
    }
    return json.dumps(whole).encode()


def processed(status: str) -> bool:
    """Say whether a batch in this state was settled."""
    return status in {BatchStatus.PROCESSED.value, BatchStatus.PROCESSED_WITH_ERRORS.value}
