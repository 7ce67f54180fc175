"""On the demo operator orders of hardware go their whole way by themselves: simulated partners answer."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from agentview import reach_local
from agentview.contract import hardware_catalogue as catalogue
from agentview.contract import hardware_orders as contract
from agentview.contract.enrolment_catalogue import AGREEMENTS
from agentview.contract.hardware import BillingMode, EnrolmentStatus, HardwareLineStatus, HardwareStatus
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.core.clock import ManualClock
from agentview.core.serial import is_serial
from tests.fixtures.patience import eventually

ADDRESS = {
    "line1": "1 Wharf Road",
    "city": "Sydney",
    "region": "NSW",
    "postcode": "2000",
    "country": "AU",
}
PARTNERS_LOOK_EVERY = timedelta(seconds=10)


class Shop:
    """An agent of the demo operator, at a program that is alone on its computer and carries out jobs."""

    def __init__(self, folder: Path, clock: ManualClock, closing: ExitStack) -> None:
        self.clock = clock
        self.gateway = reach_local.reach_demo(folder / "demo.sqlite3", clock, closing)
        self.gateway.sign_in("amelia", None)

    def order(self, *items: tuple[str, int], is_enrolled: bool = False) -> int:
        """Order something for a customer who has an agreement with a programme; return the order's id."""
        agreed = self._call(AGREEMENTS).rows[0]
        order = self._call(contract.START, account_id=agreed.account_id)
        for sku, qty in items:
            [product] = self._call(catalogue.PRODUCTS, text=sku).rows
            wish = {"product_id": product.product_id, "qty": qty, "is_enrolment_requested": is_enrolled}
            order = self._call(contract.ADD_LINE, order_id=order.order_id, version=order.version, **wish)
        order = self._call(
            contract.SET_DELIVERY,
            order_id=order.order_id,
            version=order.version,
            name="Tess Marlow",
            address=ADDRESS,
            phone="0491 570 156",
            delivery_method_id=self._call(catalogue.CHOICES).delivery_methods[0].delivery_method_id,
            billing_mode=BillingMode.NEXT_INVOICE,
        )
        self._call(contract.GENERATE, order_id=order.order_id, version=order.version)
        return int(order.order_id)

    def read(self, order_id: int) -> HardwareOrder:
        order: HardwareOrder = self._call(contract.GET, order_id=order_id)
        return order

    def becomes(self, order_id: int, status: HardwareStatus) -> bool:
        return eventually(lambda: self.read(order_id).status is status)

    def is_sent(self, order_id: int) -> bool:
        """Say whether all of an order gets to its warehouses."""
        sent = HardwareLineStatus.SENT
        return eventually(lambda: all(line.status is sent for line in self.read(order_id).lines))

    def enrolments_become(self, order_id: int, status: EnrolmentStatus) -> bool:
        def are_so() -> bool:
            units = [unit for line in self.read(order_id).lines for unit in line.units]
            return bool(units) and all(unit.enrolment_status is status for unit in units)

        return eventually(are_so)

    def partners_look(self) -> None:
        """Let the time come at which simulated partners look into their folders."""
        self.clock.move(PARTNERS_LOOK_EVERY)

    def _call(self, op: Any, **request: object) -> Any:  # noqa: ANN401 - of any operation
        return self.gateway.call(op, op.request.model_validate(request))


@pytest.fixture
def shop(tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setattr(reach_local, "JOBS_AFTER_SECONDS", 0.0)
    with ExitStack() as closing:
        yield Shop(tmp_path / "data", clock, closing)


@pytest.mark.timeout(300)
def test_an_order_is_sent_shipped_billed_and_enrolled_by_itself(shop: Shop) -> None:
    """R-HW-16, R-HW-20, R-HW-22, R-ENR-02: nobody but the agent does anything."""
    good = shop.order(("PML-14-128", 2), is_enrolled=True)
    mixed = shop.order(("KOA-4-OOS", 1), ("PWR-PART", 2), ("SIM-NANO", 1))
    assert shop.is_sent(good)
    assert shop.is_sent(mixed)
    shop.partners_look()
    assert shop.becomes(good, HardwareStatus.COMPLETE)
    [line] = shop.read(good).lines
    assert line.is_billed
    assert [is_serial("IMEI", unit.serial_no) for unit in line.units] == [True, True]
    told = {"KOA-4-OOS": ("ERROR", 0, 0), "PWR-PART": ("ERROR", 1, 0), "SIM-NANO": ("DISPATCHED", 1, 1)}
    assert eventually(lambda: {line.sku: _told(line) for line in shop.read(mixed).lines} == told)
    assert shop.read(mixed).status is HardwareStatus.ERROR
    cards = [unit for line in shop.read(mixed).lines for unit in line.units]
    assert [is_serial("ICCID", card.serial_no) for card in cards] == [True]
    assert shop.enrolments_become(good, EnrolmentStatus.ENROL_PENDING)
    shop.partners_look()
    assert shop.enrolments_become(good, EnrolmentStatus.ENROL_SENT)
    shop.partners_look()
    assert shop.enrolments_become(good, EnrolmentStatus.ENROLLED)


def _told(line: OrderLine) -> tuple[str, int, int]:
    return line.status.value, line.shipped_qty, len(line.units)
