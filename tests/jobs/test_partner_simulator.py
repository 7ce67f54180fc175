"""Partners whose address says `simulator://NAME` are played by a job; no others are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select, update

from agentview.adaptors.exchange.simulated import simulated_folder, simulated_name
from agentview.adaptors.fraud_sources import checker_of
from agentview.core.caller import Caller
from agentview.core.errors import Unavailable
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.partner_folders import PartnerFolders
from agentview.jobs.partner_simulator import partner_simulator
from agentview.jobs.sales_order_dispatch import sales_order_dispatch
from agentview.jobs.sales_order_request import sales_order_request
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse
from agentview.models.job_run import JobRun
from agentview.models.party import Provider
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from tests import build
from tests.build_hardware import PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.services.warehouse_exchange.depot import Depot

T = TypeVar("T")
ADDRESS = "simulator://harbour-syd"


@dataclass
class Run:
    """A run in the hands of a test."""

    embedded: Embedded
    caller: Caller
    done: list[int] = field(default_factory=list)

    @property
    def dispatcher(self) -> object:
        return self.embedded.dispatcher

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.embedded.dispatcher.act(self.caller, work)

    def progress(self, done: int, _total: int | None = None, _failed: int = 0) -> None:
        self.done.append(done)


class Simulated:
    """Harbour, whose warehouse in Sydney is played; `root` is where its files lie."""

    def __init__(self, backend: Backend, root: Path) -> None:
        with backend.database.write(Stamp("test", build.START)) as session:
            session.execute(update(Warehouse).where(Warehouse.id == SYDNEY).values(exchange_url=ADDRESS))
            caller = system_of(session.get_one(Provider, build.HARBOUR))
        self.backend, self.root = backend, root
        self.run: Any = Run(backend.embedded, caller)
        folders = PartnerFolders(root / "keys", backend.clock, simulated=root)
        payloads = PayloadFolder(root / "payloads")
        self.job = partner_simulator(root)
        self.request = sales_order_request(folders, payloads, checker_of)
        self.dispatch = sales_order_dispatch(folders, payloads)

    def has_work(self, provider_id: int = build.HARBOUR) -> bool:
        assert self.job.has_work is not None
        return self.job.has_work(self.backend.embedded, provider_id)

    def asked_for(self) -> list[str]:
        """Return the jobs that a round waits of."""
        with self.backend.database.read() as session:
            return list(session.scalars(select(JobRun.job).order_by(JobRun.id)))


@pytest.fixture
def simulated(local_backend: Backend, tmp_path: Path) -> Simulated:
    return Simulated(local_backend, tmp_path / "simulated")


def test_a_simulated_warehouse_answers_and_its_answer_is_read_at_once(
    simulated: Simulated, tmp_path: Path
) -> None:
    """R-HW-20, R-HW-24: without the ten seconds after which a file of somebody else counts as whole."""
    depot = Depot(simulated.backend, tmp_path / "unused")
    order = depot.order((PHONE, SYDNEY, 2))
    assert not simulated.has_work()
    simulated.request.handler(simulated.run)
    assert simulated.has_work()
    assert not simulated.has_work(build.ALPINE)
    simulated.job.handler(simulated.run)
    assert simulated.run.done[-1] == 1
    assert simulated.asked_for() == ["sales_order_dispatch"]
    simulated.dispatch.handler(simulated.run)
    assert depot.orders()[order] == "COMPLETE"


def test_twice_answers_nothing_twice(simulated: Simulated, tmp_path: Path) -> None:
    depot = Depot(simulated.backend, tmp_path / "unused")
    depot.order((PHONE, SYDNEY, 1))
    simulated.request.handler(simulated.run)
    simulated.job.handler(simulated.run)
    assert not simulated.has_work()
    simulated.job.handler(simulated.run)
    assert simulated.asked_for() == ["sales_order_dispatch"]
    inbox = simulated.root / "harbour-syd" / "inbox"
    assert [path.name for path in inbox.iterdir()] == ["DOR0000000001.json"]


def test_folders_that_cannot_be_used_are_tried_again_later(simulated: Simulated, tmp_path: Path) -> None:
    depot = Depot(simulated.backend, tmp_path / "unused")
    depot.order((PHONE, SYDNEY, 1))
    simulated.request.handler(simulated.run)
    (simulated.root / "harbour-syd" / "taken").write_text("in the way")
    with pytest.raises(Unavailable, match="E-EXCHANGE-UNAVAILABLE"):
        simulated.job.handler(simulated.run)
    assert simulated.asked_for() == []


def test_a_real_folder_is_left_alone(simulated: Simulated, tmp_path: Path) -> None:
    root = tmp_path / "sydney"
    (root / "outbox").mkdir(parents=True)
    (root / "outbox" / "SOR1.json").write_bytes(b"{}")
    with simulated.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).where(Warehouse.id == SYDNEY).values(exchange_url=root.as_uri()))
    assert not simulated.has_work()
    simulated.job.handler(simulated.run)
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["SOR1.json"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (ADDRESS, "harbour-syd"),
        ("simulator://", None),
        ("simulator://..", None),
        ("simulator://a/b", None),
        ("simulator://.hidden", None),
        ("simulator://con", None),
        ("file:///harbour-syd", None),
        ("harbour-syd", None),
    ],
)
def test_a_simulated_partner_has_a_plain_name(tmp_path: Path, address: str, name: str | None) -> None:
    assert simulated_name(address) == name
    assert simulated_folder(tmp_path, address) == (None if name is None else tmp_path / name)
