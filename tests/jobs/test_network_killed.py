"""A process that is killed between the platform's deed and the writing down of it does nothing twice."""

import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract.orders import PLACE
from agentview.core.clock import ManualClock, SystemClock
from agentview.gateway.embedded import serve_from
from agentview.gateway.local import LocalGateway
from agentview.jobs.network import NetworkJob
from agentview.models.database import Database
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.subscription import ServiceSubscription
from agentview.models.trail import EventInstance
from agentview.services.network.rules import LEASE
from tests.jobs.network_process import CARRIED_OUT
from tests.product_order import add, order
from tests.world import assert_world

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Return a database with the small operator."""
    fixture = "postgres_url" if request.param == "postgresql" else "sqlite_url"
    return str(request.getfixturevalue(fixture))


def place(url: str) -> None:
    with closing(serve_from(Database(url), SystemClock())) as embedded:
        gateway = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
        gateway.sign_in("harbour_csa", None)
        gateway.call(PLACE, order("K1", add("BOX", number="box-00")))


def test_killed_between_deed_and_commit_it_is_asked_about_and_done_once(url: str, tmp_path: Path) -> None:
    memory = tmp_path / "platform.db"
    place(url)
    command = [sys.executable, "-m", "tests.jobs.network_process", url, str(memory)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == CARRIED_OUT
        process.kill()
    clock = ManualClock(SystemClock().now())
    platform = ProvisioningSimulator(memory)
    with closing(serve_from(Database(url), clock)) as embedded, closing(platform):
        job = NetworkJob(embedded, platform)
        assert not job.step(), "the dead one's lease lasts"
        clock.move(LEASE + timedelta(seconds=5))
        assert job.step()
        assert not job.step()
        with embedded.database.read() as session:
            row = session.scalars(select(NetworkRequest)).one()
            assert (row.status, row.attempt_no) == ("DONE", 1)
            assert session.scalars(select(Order.status)).one() == "ORDER_COMPLETED"
            assert session.scalars(select(ServiceSubscription.status)).one() == "Active"
            events = select(func.count()).where(EventInstance.event_type == "SERVICE_ACTIVATION")
            assert session.scalars(events.select_from(EventInstance)).one() == 1
        assert_world(embedded.database)
        assert platform.times_requested(row.reference) == 1
        assert platform.times_carried_out(row.reference) == 1
