"""No vendor gets an order twice and none is lost, whatever kills the workers that send them."""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from agentview.contract.wireless import OrderType, SegmentStatus
from agentview.core.clock import ManualClock, SystemClock
from agentview.gateway.embedded import serve_from
from agentview.jobs.durable import DurableWork
from agentview.models.database import Database, Stamp
from agentview.models.hardware import HardwareOrder
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment
from tests import build
from tests import wireless_world as world
from tests.faults import vendor_jobs
from tests.faults.harness import Workers
from tests.faults.vendor_jobs import BLINDLY, POINTS, SOURCE
from tests.fixtures.backend import Backend
from tests.fixtures.vendor_server import VendorServer, vendor_server
from tests.services.wireless_fulfilment.fulfilling import Fulfilling

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
AFTER_CALL = "vendor_orders.after_call"


@dataclass
class Vending:
    """Harbour's orders, a vendor that takes them, and the workers that are killed."""

    fulfilling: Fulfilling
    server: VendorServer
    url: str
    folder: Path

    def workers(self, source: str = SOURCE) -> Workers:
        """Return workers between which the leases of the dead run out."""
        return Workers(self.url, source, self.let_leases_run_out, self.folder)

    def let_leases_run_out(self) -> None:
        now = SystemClock().now()
        with self.fulfilling.backend.database.write(Stamp("test", now)) as session:
            session.execute(
                update(OrderSegment)
                .where(OrderSegment.lease_until.is_not(None))
                .values(lease_until=now - timedelta(hours=1))
            )

    def order(self) -> None:
        """Order what a vendor fulfils, and what our own warehouses do; a round is asked for with them."""
        self.fulfilling.ordered(OrderType.ADD_LINE_EXISTING_DEVICE, device_id=world.SPARE_PHONE)
        self.fulfilling.ordered(OrderType.ACCESSORY)

    def assert_each_went_out_once(self, orders: int) -> None:
        with self.fulfilling.backend.database.read() as session:
            states = session.scalars(select(OrderSegment.status)).all()
            hardware = session.scalars(select(func.count()).select_from(HardwareOrder)).one()
        assert len(states) == 2 * orders
        assert SegmentStatus.NEW.value not in states, "none is lost"
        assert sorted(self.server.posted) == sorted(self.server.taken), "each was sent once"
        assert (len(self.server.taken), hardware) == (orders, orders)


@pytest.fixture
def vending(sqlite_url: str, tmp_path: Path) -> Iterator[Vending]:
    """Return Harbour and its vendor."""
    work = DurableWork(vendor_jobs.jobs_in(tmp_path))
    with (
        closing(serve_from(Database(sqlite_url), SystemClock(), engine=work)) as embedded,
        closing(work),
        vendor_server() as server,
    ):
        work.load(embedded.database_url)
        backend = Backend("sqlite", embedded, ManualClock(build.START))
        world.furnish(backend)
        fulfilling = Fulfilling(backend)
        fulfilling.set_row(WirelessVendor, world.NORTHERN, exchange_url=server.url)
        yield Vending(fulfilling, server, sqlite_url, tmp_path)


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_each_point_each_order_goes_out_once(vending: Vending, point: str) -> None:
    vending.order()
    vending.workers().die(point)
    vending.workers().finish()
    vending.assert_each_went_out_once(1)


def test_killed_again_in_recovery_each_order_goes_out_once(vending: Vending) -> None:
    vending.order()
    vending.workers().die_and_recover(AFTER_CALL, AFTER_CALL)
    vending.assert_each_went_out_once(1)


def test_control_sent_without_asking_first_an_order_goes_out_twice(vending: Vending) -> None:
    vending.order()
    vending.workers(BLINDLY).die(AFTER_CALL)
    vending.workers(BLINDLY).finish()
    with pytest.raises(AssertionError, match="each was sent once"):
        vending.assert_each_went_out_once(1)
