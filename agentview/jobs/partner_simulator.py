"""Plays the partners whose addresses say `simulator://NAME`, so that orders go their whole way.

A simulated warehouse answers each request with a dispatch file, a simulated programme each enrolment.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from agentview.adaptors.enrolment_simulator import EnrolmentSimulator
from agentview.adaptors.exchange.simulated import simulated_folder
from agentview.adaptors.warehouse.formats import warehouse_named
from agentview.adaptors.warehouse.simulator import WarehouseSimulator
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.embedded import Embedded
from agentview.jobs import device_enrolment_request, device_enrolment_response, sales_order_dispatch
from agentview.jobs.job import Job, Run
from agentview.services.simulated_partners import (
    SimulatedWarehouse,
    has_waiting_device,
    serial_types,
    simulated_programmes,
    simulated_warehouses,
)
from agentview.services.unit import Unit
from agentview.services.work import JobSpec

SPEC = JobSpec("partner_simulator", timedelta(seconds=10), is_seen_once_run=True)


def partner_simulator(root: Path) -> Job:
    """Return the job; what simulated partners have lies below `root`."""

    def handle(run: Run) -> None:
        SimulatorRound(run, root).carry_out()

    return Job(SPEC, handle, lambda embedded, provider_id: has_work(embedded, provider_id, root))


def has_work(embedded: Embedded, provider_id: int, root: Path) -> bool:
    """Say whether a file lies before a simulated partner, or a device waits to be told to one."""
    with embedded.database.read() as session:
        addresses = [one.exchange_url for one in simulated_warehouses(session, provider_id)]
        addresses += simulated_programmes(session, provider_id)
        is_waited_for = bool(addresses) and has_waiting_device(session, provider_id)
    return is_waited_for or any(_has_files(root, address) for address in addresses)


class SimulatorRound:
    """One round for one provider. Who is answered reads the answer at once, and not at the next time."""

    def __init__(self, run: Run, root: Path) -> None:
        """Prepare."""
        self._run = run
        self._root = root
        self._done = 0

    def carry_out(self) -> None:
        """Answer all that lies there. Raises Unavailable where the files cannot be got at."""
        provider_id = self._run.caller.provider_id
        with self._run.embedded.database.read() as session:
            warehouses = simulated_warehouses(session, provider_id)
            programmes = simulated_programmes(session, provider_id)
            kinds = serial_types(session, provider_id)
            is_waited_for = has_waiting_device(session, provider_id)
        if is_waited_for:
            self._wake(device_enrolment_request.SPEC)
        if self._play([(one.exchange_url, self._warehouse(one, kinds)) for one in warehouses]):
            self._wake(sales_order_dispatch.SPEC)
        if self._play([(address, self._programme(address)) for address in programmes]):
            self._wake(device_enrolment_response.SPEC)

    def _play(self, partners: list[tuple[str, Callable[[], int]]]) -> int:
        """Let those partners work before whom something lies; return how much was answered."""
        before = self._done
        for address, work in partners:
            try:
                self._done += work() if _has_files(self._root, address) else 0
            except OSError as error:
                raise Unavailable(Refusal("E-EXCHANGE-UNAVAILABLE", values={"kind": "folder"})) from error
            self._run.progress(self._done)
        return self._done - before

    def _warehouse(self, one: SimulatedWarehouse, kinds: dict[str, str]) -> Callable[[], int]:
        folder = simulated_folder(self._root, one.exchange_url) or self._root
        side, clock = warehouse_named(one.request_format), self._run.dispatcher.clock
        return WarehouseSimulator(folder, one.code, side, clock, serial_type_of=kinds.get).work

    def _programme(self, address: str) -> Callable[[], int]:
        folder = simulated_folder(self._root, address) or self._root
        return EnrolmentSimulator(folder, self._run.dispatcher.clock, timedelta(0)).step

    def _wake(self, spec: JobSpec) -> None:
        self._run.act(partial(_ask, job=spec.name))


def _ask(unit: Unit, job: str) -> None:
    unit.enqueue(job, provider_id=unit.caller.provider_id)


def _has_files(root: Path, address: str) -> bool:
    """Say whether we have sent a partner something that it has not taken."""
    folder = simulated_folder(root, address)
    return folder is not None and any((folder / "outbox").glob("[!.]*"))
