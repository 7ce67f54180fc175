"""Harbour's trade in hardware: orders, two warehouses, a programme, and the folders that they share.

The partners read and write JSON by themselves: nothing of the program reads what it wrote.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import update

from agentview.core.clock import ManualClock, SystemClock
from agentview.gateway.embedded import serve_from
from agentview.jobs.durable import DurableWork
from agentview.models.database import Database, Stamp
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, HardwareSetting, Warehouse
from agentview.services.network.system import SYSTEM
from agentview.services.unit import Unit
from tests import build
from tests.build_hardware import CASE, FRUIT, MELBOURNE, PHONE, SYDNEY
from tests.faults import exchange_jobs
from tests.faults.harness import Workers
from tests.faults.worker_process import MEETING
from tests.fixtures.backend import Backend
from tests.services.enrolments.enrolling import Device, Enrolling, serial
from tests.services.warehouse_exchange.depot import Depot

Content = dict[str, Any]
CODES = {SYDNEY: "SYD", MELBOURNE: "MEL"}
PROGRAMME = "fruit"
BAD, KNOWN = "E-INTERFACE-VALUE", "E-BATCH-DUPLICATE"
"""Why a file is refused: its version is none, or its name was used."""
PARTNERS = (*CODES.values(), PROGRAMME)


@dataclass(frozen=True)
class Taken:
    """A published file, as its partner took it."""

    partner: str
    name: str
    content: Content


@dataclass
class Trade:
    """The world, whoever takes files out of it, and the workers that are killed in it."""

    backend: Backend
    work: DurableWork
    folder: Path
    url: str
    source: str = exchange_jobs.SOURCE
    taken: list[Taken] = field(default_factory=list)
    sent: list[tuple[str, str, Content]] = field(default_factory=list)
    """The good files that partners have put into our inboxes: by whom, how called, and what they say."""
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    """The files that are to be refused: by whom, how called, and the code."""
    stocked: list[tuple[str, int]] = field(default_factory=list)
    """The good stock files: how called, and how many pieces of the phone they say there are."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.depot = Depot(self.backend, self.folder / "unused")
        self.enrolling = Enrolling(self.backend, self.folder)
        self.told: set[str] = set()
        (self.folder / MEETING).mkdir()
        for code in CODES.values():
            (self.folder / code).mkdir()
        with self.backend.database.write(Stamp("test", build.START)) as session:
            for key, code in CODES.items():
                url = (self.folder / code).as_uri()
                session.execute(
                    update(Warehouse)
                    .where(Warehouse.id == key)
                    .values(exchange_url=url, request_format="JSON")
                )
            fruit = update(DeviceEnrolmentProvider).where(DeviceEnrolmentProvider.id == FRUIT)
            session.execute(fruit.values(exchange_url=(self.folder / PROGRAMME).as_uri()))
            session.execute(update(HardwareSetting).values(fraud_source="SIMULATOR"))

    @property
    def workers(self) -> Workers:
        """Workers; after every other one the partners take what was published, so that both cases occur."""
        return Workers(self.url, self.source, self._take_sometimes, self.folder)

    def order(self, *, is_mixed: bool = False) -> int:
        """Make a generated order of three pieces from Sydney; a mixed one is also shipped from Melbourne."""
        lines: list[tuple[int, int, int] | tuple[int, int, int, bool]] = [
            (PHONE, SYDNEY, 2, True),
            (CASE, SYDNEY, 1),
        ]
        if is_mixed:
            lines.append((CASE, MELBOURNE, 3))
        mode = "IMMEDIATE" if is_mixed else "NEXT_INVOICE"
        return self.depot.order(*lines, fraud="PENDING", billing=mode)

    def device(self) -> Device:
        """Make a device that waits for its programme."""
        [made] = self.enrolling.dispatch(serial(900_000 + next(self._numbers)))
        return made

    def ask(self, job: str, *keys: str) -> None:
        """Ask for a round; or, with keys, for as many runs that may go on at one time."""
        for key in keys or (None,):
            self.backend.dispatcher.act(SYSTEM, partial(_ask, job=job, key=key))

    def do(self, job: str) -> None:
        """Carry out a round to its end, and let the partners take what it has published."""
        self.ask(job)
        self.workers.finish()
        self.take()

    def take(self) -> None:
        """Let the partners take the files that have their names."""
        for partner in PARTNERS:
            for path in sorted((self.folder / partner / "outbox").glob("[!.]*")):
                self.taken.append(Taken(partner, path.name, json.loads(path.read_bytes())))
                path.unlink()

    def lies(self, partner: str, folder: str) -> list[str]:
        """Return the names of a partner's files in a folder."""
        return sorted(path.name for path in (self.folder / partner / folder).glob("*"))

    def ship(self, *, at_most: int | None = None, fails: Callable[[int], bool] = lambda _line: False) -> None:
        """Let the warehouses answer what they took and have not answered: a file for each order."""
        files = 0
        for taken in [one for one in self.taken if one.partner in CODES.values()]:
            for order_id in dict.fromkeys(order["id"] for order in taken.content["orders"]):
                mark = f"{taken.partner} {taken.name} {order_id}"
                if mark in self.told or files == at_most:
                    continue
                self.told.add(mark)
                files += 1
                parts = [order for order in taken.content["orders"] if order["id"] == order_id]
                self.put(taken.partner, [self._shipped(part, fails) for part in parts])

    def put(self, warehouse: str, records: list[Content], name: str = "", code: str = "") -> None:
        """Put a dispatch file into the inbox of a warehouse; with a code, one that is to be refused.

        A `name` is what it says of itself, where that was used before.
        """
        name = name or f"D{next(self._numbers):06}.json"
        whole = {
            "interfaceCategory": "Sales Order",
            "interfaceType": "Sales Order Dispatch",
            "version": "0.9" if code == BAD else "1.2",
            "externalFileName": name,
            "recordCount": len(records),
            "wareHouse": {"id": warehouse},
            "orders": records,
        }
        self._put(warehouse, whole, code)

    def enrol(self, *, at_most: int | None = None) -> None:
        """Let the programme answer what it took and has not answered: a file for each request."""
        asked = [
            order
            for one in self.taken
            if one.partner == PROGRAMME
            for order in one.content["orders"]
            if f"request {order['id']}" not in self.told
        ]
        for order in asked[:at_most]:
            self.told.add(f"request {order['id']}")
            devices = [
                {"deviceId": one["deviceId"], "providerDeviceId": f"DEV-{one['deviceId']}"}
                for one in order["devices"]
            ]
            self.respond({"id": order["id"], "devices": devices})

    def respond(self, order: Content, name: str = "", code: str = "") -> None:
        """Put an answer into the inbox of the programme; `name` and code as in `put`."""
        name = name or f"A{next(self._numbers):06}.json"
        whole = {
            "interfaceCategory": "Device Enrolment",
            "interfaceType": "Device Enrolment Response",
            "version": "0.9" if code == BAD else "1.0",
            "deviceEnrolmentProviderId": "FRUIT-DEP",
            "externalFileName": name,
            "order": order,
        }
        self._put(PROGRAMME, whole, code)

    def _put(self, partner: str, whole: Content, code: str) -> None:
        name = whole["externalFileName"]
        if code == KNOWN:
            name = f"AGAIN{next(self._numbers):06}.json"
        if code:
            self.refused.append((partner, name, code))
        else:
            self.sent.append((partner, name, whole))
        (self.folder / partner / "inbox").mkdir(exist_ok=True)
        (self.folder / partner / "inbox" / name).write_text(json.dumps(whole))

    def _shipped(self, order: Content, fails: Callable[[int], bool]) -> Content:
        return {"id": order["id"], "lines": [self._line(line, fails) for line in order["lines"]]}

    def _line(self, line: Content, fails: Callable[[int], bool]) -> Content:
        told = {"lineId": line["lineId"]} | ({"unit": line["unit"]} if "unit" in line else {})
        if fails(line["lineId"]):
            return told | {"status": "ERROR", "errorCode": "OOS", "errorText": "Out of stock"}
        is_phone = line["sku"].startswith("PH-")
        serials = [serial(next(self._numbers)) for _ in range(line["quantity"])] if is_phone else []
        return told | {"status": "OK", "shippedQuantity": line["quantity"], "serialNumbers": serials}

    def _take_sometimes(self) -> None:
        if next(self._numbers) % 2:
            self.take()


def _ask(unit: Unit, job: str, key: str | None) -> None:
    name = job if key is None else job + exchange_jobs.AT_ONCE
    unit.enqueue(name, key, provider_id=build.HARBOUR)


@contextmanager
def trading(url: str, folder: Path, source: str = exchange_jobs.SOURCE) -> Iterator[Trade]:
    """Open the trade on a database with the small operator; this process hands tickets to the engine."""
    work = DurableWork(exchange_jobs.jobs(folder))
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    with closing(serve_from(Database(url), SystemClock(), engine=work)) as embedded, closing(work):
        work.load(embedded.database_url)
        with closing(Backend(kind, embedded, ManualClock(SystemClock().now()))) as backend:
            yield Trade(backend, work, folder, url, source)
