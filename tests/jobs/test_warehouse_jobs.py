"""Both warehouse jobs, over a real folder, as the engine calls them (R-HW-16, R-HW-20)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import update

from agentview.adaptors.fraud_sources import checker_of
from agentview.core.caller import Caller
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.partner_folders import PartnerFolders
from agentview.jobs.sales_order_dispatch import sales_order_dispatch
from agentview.jobs.sales_order_request import sales_order_request
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse
from agentview.models.party import Provider
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from tests import build
from tests.build_hardware import CASE, SYDNEY
from tests.fixtures.backend import Backend
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record

T = TypeVar("T")


@dataclass
class Run:
    """A run in the hands of a test."""

    embedded: Embedded
    caller: Caller

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.embedded.dispatcher.act(self.caller, work)

    def progress(self, done: int, total: int | None = None, failed: int = 0) -> None:
        assert done <= (total or done)
        assert not failed


def test_an_order_goes_out_and_comes_back_through_a_folder(local_backend: Backend, tmp_path: Path) -> None:
    """R-HW-16, R-HW-20: a growing file is left until it stays the same."""
    root = tmp_path / "sydney"
    root.mkdir()
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).where(Warehouse.id == SYDNEY).values(exchange_url=root.as_uri()))
        caller = system_of(session.get_one(Provider, build.HARBOUR))
    run: Any = Run(local_backend.embedded, caller)
    folders = PartnerFolders(tmp_path / "keys", local_backend.clock)
    payloads = PayloadFolder(tmp_path / "payloads")
    depot = Depot(local_backend, tmp_path / "unused")
    order = depot.order((CASE, SYDNEY, 1))
    sales_order_request(folders, payloads, checker_of).handler(run)
    assert [path.name for path in (root / "outbox").iterdir()] == ["SOR0000000001.json"]
    told = [record(order, line(depot.lines(order)[0].id, unit=1))]
    (root / "inbox" / "D1.json").write_bytes(dispatch_file("D1.json", told))
    dispatch = sales_order_dispatch(folders, payloads)
    dispatch.handler(run)
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    local_backend.clock.move(timedelta(seconds=11))
    dispatch.handler(run)
    assert depot.orders()[order] == "COMPLETE"
    assert len(list((root / "archive").iterdir())) == 1
