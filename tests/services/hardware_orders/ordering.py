"""People who order hardware, for the tests, and the warehouses that take their orders and answer."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import TypeVar

from sqlalchemy import select, update

from agentview.adaptors.fraud_port import Failed, FraudReason, Passed
from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import (
    BatchKind,
    BatchStatus,
    BillingMode,
    HardwareLineStatus,
    HardwareStatus,
)
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import HardwareSetting, Product, Warehouse
from agentview.models.subscription import Cardline
from agentview.services.hardware_billing import bill_orders
from agentview.services.hardware_cases import raise_dispatch_cases
from agentview.services.hardware_standing import follow_lines, lock_orders
from agentview.services.sales_order_request.fraud import doubts, record_verdict
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build, build_hardware
from tests.services.provisioning.working import Working

CSA, LEAD, BACK = "harbour_csa", "harbour_lead", "harbour_back"
PLACE = {"line1": "1 Quay Street", "city": "Sydney", "region": "NSW", "postcode": "2000", "country": "AU"}
_NUMBERS = count(1)
T = TypeVar("T")
S = HardwareLineStatus
Products = Sequence[tuple[int, int]]
ONE_PHONE: Products = ((build_hardware.PHONE, 1),)


class Ordering(Working):
    """Orders hardware as the people of the small operator, and answers as its warehouses."""

    def start(
        self, account: int = build.MARLOW, by: str = CSA, mode: BillingMode = BillingMode.NEXT_INVOICE
    ) -> HardwareOrder:
        """Begin an order."""
        return self.call(by, contract.START, account_id=account, billing_mode=mode)

    def add(
        self, order: HardwareOrder, product: int = build_hardware.PHONE, by: str = CSA, **more: object
    ) -> HardwareOrder:
        """Add an item."""
        return self.call(by, contract.ADD_LINE, **at(order), product_id=product, **more)

    def deliver(self, order: HardwareOrder, by: str = CSA, **more: object) -> HardwareOrder:
        """Fill in the whole delivery."""
        typed: dict[str, object] = {
            "name": "Mia Marlow",
            "address": PLACE,
            "phone": "0491 570 156",
            "email": "mia@example.com",
            "delivery_method_id": build_hardware.COURIER,
            "billing_mode": order.billing_mode,
        }
        return self.call(by, contract.SET_DELIVERY, **at(order), **{**typed, **more})

    def ready(
        self,
        products: Products = ONE_PHONE,
        account: int = build.MARLOW,
        mode: BillingMode = BillingMode.NEXT_INVOICE,
    ) -> HardwareOrder:
        """Return a new order with products (and how many of each) that can be generated."""
        order = self.start(account, mode=mode)
        for product, qty in products:
            order = self.add(order, product, qty=qty)
        return self.deliver(order)

    def generate(self, order: HardwareOrder, by: str = CSA) -> HardwareOrder:
        """Generate an order."""
        return self.call(by, contract.GENERATE, **at(order))

    def generated(
        self, products: Products = ONE_PHONE, mode: BillingMode = BillingMode.NEXT_INVOICE
    ) -> HardwareOrder:
        """Return an order that waits for the job."""
        return self.generate(self.ready(products, mode=mode))

    def sent(
        self, products: Products = ONE_PHONE, mode: BillingMode = BillingMode.NEXT_INVOICE
    ) -> HardwareOrder:
        """Return an order that its warehouses have."""
        order = self.generated(products, mode)
        self.send(order)
        return self.look(order)

    def look(self, order: HardwareOrder, by: str = CSA) -> HardwareOrder:
        """Read an order as it is now."""
        return self.call(by, contract.GET, order_id=order.order_id)

    def claim(self, order: HardwareOrder) -> int:
        """Let a batch claim the generated lines of an order, as the job does; return the batch."""

        def work(unit: Unit) -> int:
            batch = batch_of(unit, next(_NUMBERS))
            unit.session.execute(
                update(HardwareOrderLine)
                .where(
                    HardwareOrderLine.hardware_order_id == order.order_id,
                    HardwareOrderLine.status == S.GENERATED.value,
                    HardwareOrderLine.request_batch_id.is_(None),
                )
                .values(request_batch_id=batch, row_version=HardwareOrderLine.row_version + 1)
            )
            return batch

        return self.system(work)

    def send(self, order: HardwareOrder) -> int:
        """Let the warehouses have what is generated of an order; return the batch."""
        batch = self.claim(order)

        def work(unit: Unit) -> None:
            unit.session.execute(
                update(HardwareOrderLine)
                .where(HardwareOrderLine.request_batch_id == batch)
                .values(status=S.SENT.value, row_version=HardwareOrderLine.row_version + 1)
            )
            follow(unit, order.order_id, "send")

        self.system(work)
        return batch

    def ship(
        self, order: HardwareOrder, *lines: OrderLine, serials: bool = True, qty: int | None = None
    ) -> HardwareOrder:
        """Let a warehouse answer that it has shipped lines (all that were sent, where none is named)."""
        ids = [line.line_id for line in lines or order.lines if line.status is S.SENT]

        def work(unit: Unit) -> None:
            for line_id in ids:
                line = unit.session.get_one(HardwareOrderLine, line_id)
                product = unit.session.get_one(Product, line.product_id)
                line.status, line.dispatched_at = S.DISPATCHED.value, unit.now
                line.shipped_qty = line.qty if qty is None else qty
                line.tracking_no, line.carrier = f"T{line_id}", "POST"
                for _ in range(line.shipped_qty if product.is_serialised and serials else 0):
                    unit.session.add(
                        HardwareUnit(
                            provider_id=build.HARBOUR,
                            line_id=line_id,
                            serial_type=product.serial_type,
                            serial_no=f"{350_000_000_000_000 + next(_NUMBERS)}",
                        )
                    )
            follow(unit, order.order_id, "dispatch")

        self.system(work)
        return self.look(order)

    def fail(self, order: HardwareOrder, *lines: OrderLine, code: str = "NO_STOCK") -> HardwareOrder:
        """Let a warehouse answer that it cannot ship lines (all that were sent, where none is named)."""
        ids = [line.line_id for line in lines or order.lines if line.status is S.SENT]

        def work(unit: Unit) -> None:
            for line_id in ids:
                line = unit.session.get_one(HardwareOrderLine, line_id)
                line.status, line.error_code, line.error_text = S.ERROR.value, code, "Out of stock"
            follow(unit, order.order_id, "dispatch")

        self.system(work)
        return self.look(order)

    def fraud_fails(self, order: HardwareOrder) -> None:
        """Let the fraud check say no."""
        self.fraud_result(order, is_good=False)

    def fraud_result(self, order: HardwareOrder, *, is_good: bool) -> None:
        """Let the fraud check answer."""
        verdict = Passed() if is_good else Failed((FraudReason.COUNTRY,))
        with self.backend.database.read() as session:
            [doubt] = [one for one in doubts(session, build.HARBOUR) if one.order_id == order.order_id]
        assert self.system(lambda unit: record_verdict(unit, doubt, verdict))

    def system(self, work: Callable[[Unit], T]) -> T:
        """Do what the program does by itself."""
        return self.backend.dispatcher.act(NOBODY, work)

    def switch_fraud_check(self, *, is_on: bool = True) -> None:
        """Turn the provider's switch (R-HW-08)."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.scalars(
                select(HardwareSetting).where(HardwareSetting.provider_id == build.HARBOUR)
            ).one().is_fraud_check_required = is_on

    def change_warehouse(self, warehouse: int, **values: object) -> None:
        """Change a warehouse past the services."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            row = session.get_one(Warehouse, warehouse)
            for name, value in values.items():
                setattr(row, name, value)

    def charges(self, order: HardwareOrder) -> list[tuple[str, int, str]]:
        """Return kind, amount and status of what an order was charged, oldest first."""
        with self.backend.database.read() as session:
            rows = session.execute(
                select(Cardline.kind, Cardline.amount_ex_cents, Cardline.status)
                .join(HardwareOrderLine, HardwareOrderLine.id == Cardline.hardware_order_line_id)
                .where(HardwareOrderLine.hardware_order_id == order.order_id)
                .order_by(Cardline.id)
            )
            return [(row[0], row[1], row[2]) for row in rows]


def follow(unit: Unit, order_id: int, action: str) -> None:
    """Let an order follow its lines, as the jobs do it."""
    unit.session.flush()
    lock_orders(unit, (order_id,))
    moved = follow_lines(unit, (order_id,), action, build.HARBOUR)
    bill_orders(unit, (order_id,))
    failed = [one for one in moved if one.new is HardwareStatus.ERROR]
    raise_dispatch_cases(unit, build.HARBOUR, ((one.order_id, one.account_id, "NO_STOCK") for one in failed))


def batch_of(unit: Unit, number: int) -> int:
    """Write a batch of the Sydney warehouse; return its id."""
    row = Batch(
        provider_id=build.HARBOUR,
        kind=BatchKind.SALES_ORDER_REQUEST.value,
        partner="SYD",
        warehouse_id=build_hardware.SYDNEY,
        identifier=number,
        external_file_name=f"SYD{number}",
        status=BatchStatus.CREATED.value,
        report=[],
    )
    unit.session.add(row)
    unit.session.flush()
    return row.id


def at(order: HardwareOrder) -> dict[str, int]:
    """Return the order and the version that was seen."""
    return {"order_id": order.order_id, "version": order.version}


def open_commands(order: HardwareOrder) -> set[str]:
    """Return the commands of an order to which nothing stands."""
    return {state.command for state in order.commands if state.is_open}
