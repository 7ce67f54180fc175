"""The exchange with warehouses: a request for many lines, and the intake of as many records, against floors.

Measured is the time of the processor, on PostgreSQL with that of the server: what else the computer does, and
its disk, say little then. The floor of the request selects the same rows through the bare driver and writes
them as JSON with msgspec. The floor of the intake updates the same lines and orders, as they stand after the
request, through the bare driver: row by row, and by one statement a table; what counts is the faster way.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from agentview.adaptors.warehouse.formats import format_named
from agentview.contract.hardware import HardwareLineStatus, HardwareStatus
from agentview.core.clock import ManualClock
from agentview.core.reference import Prefix, reference
from agentview.files.interfaces.json_writer import write
from agentview.files.interfaces.sales_order_dispatch import (
    DISPATCH,
    DispatchLine,
    DispatchOrder,
    dispatch_header,
)
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded, serve_from
from agentview.models.batch import Batch
from agentview.models.bulk import insert_rows
from agentview.models.database import Database, Stamp
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import Warehouse
from agentview.models.party import Provider
from agentview.models.upgrade import upgrade
from agentview.services.bulk_trail import tracked
from agentview.services.network.system import system_of
from agentview.services.sales_order_dispatch import taking_in
from agentview.services.sales_order_request import round as request_round
from agentview.services.unit import Unit
from benchmarks.figures import Line
from benchmarks.places import ENGINES
from benchmarks.processor import of_this_process, with_server
from benchmarks.warehouse_floors import serialised, update_each, update_joined, values_of
from tests import build, postgres
from tests.build_hardware import CASE, COURIER, SYDNEY
from tests.services.warehouse_exchange.shared_folder import SharedFolder

T = TypeVar("T")
MOST_REQUEST, MOST_DISPATCH, MOST_MEGABYTES = 4.0, 5.0, 300
_LINES_EACH = 2
_ADDRESS = 1


@dataclass(frozen=True, slots=True)
class _Acting:
    """The program, acting for the retailer."""

    embedded: Embedded

    def act(self, work: Callable[[Unit], T]) -> T:
        """Do something in a transaction of its own."""
        with self.embedded.database.read() as session:
            caller = system_of(session.get_one(Provider, build.HARBOUR))
        return self.embedded.dispatcher.act(caller, work)


def warehouse_exchange(lines: int) -> Iterator[Line]:
    """Send so many lines and take their answers in, on both databases, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="agentview-bench-") as name:
        folder = Path(name)
        with postgres.shared_server(folder) as server:
            for engine in ENGINES:
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                    yield from alone.submit(_measured, _Place(engine, folder, server), lines).result()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where databases are made."""

    engine: str
    folder: Path
    server: postgres.Server

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"sqlite:///{self._file(name)}" if self.engine == "SQLite" else self.server.url(name)

    def create(self, name: str, copied: str | None = None) -> str:
        """Make a database, as a copy of one that nobody uses; return its address."""
        if self.engine != "SQLite":
            return self.server.create(name, copied or "template0")
        if copied is not None:
            shutil.copyfile(self._file(copied), self._file(name))
        return self.url(name)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.db"


def _measured(place: _Place, lines: int) -> list[Line]:
    """Measure the exchange first: what the floors keep in memory comes after it."""
    timed = of_this_process if place.engine == "SQLite" else with_server(place.server)
    _fill_place(place, "exchange", lines)
    bare = place.create("bare", "exchange")
    exchange = SharedFolder(place.folder / place.engine / "exchange")
    payloads = PayloadFolder(place.folder / place.engine / "payloads")
    with _served(place, "exchange") as embedded:
        request = timed(lambda: _request(_Acting(embedded), embedded, exchange, payloads))
        assert len(exchange.on("outbox")) == 1
    asked = {way: place.create(f"asked_{at}", "exchange") for at, way in enumerate(_WAYS)}
    with _served(place, "exchange") as embedded:
        name = "D1.json"
        with (exchange.root / "inbox" / name).open("wb") as file:
            file.writelines(_answer(embedded.database, name))
        dispatch = timed(lambda: _dispatch(_Acting(embedded), embedded, exchange, payloads))
        _assert_settled(embedded.database, lines)
    megabytes = _peak()
    request_floor = timed(lambda: serialised(Database(bare)))
    floors = {way: _updated(way, url, timed) for way, url in asked.items()}
    return [
        _line(f"{place.engine}: request for {lines:,} lines", request, {"bare": request_floor}, MOST_REQUEST),
        _line(f"{place.engine}: intake of {lines:,} records", dispatch, floors, MOST_DISPATCH),
        Line(
            f"{place.engine}: memory of the process at its peak",
            f"{megabytes:.0f} MB",
            "",
            f"at most {MOST_MEGABYTES} MB",
            megabytes <= MOST_MEGABYTES,
        ),
    ]


_WAYS = {"row by row": update_each, "joined": update_joined}


def _served(place: _Place, name: str) -> AbstractContextManager[Embedded]:
    return closing(serve_from(Database(place.url(name)), ManualClock(build.START)))


def _updated(way: str, url: str, timed: Callable[[Callable[[], object]], float]) -> float:
    values = values_of(url)
    return timed(lambda: _WAYS[way](url, values))


def _peak() -> float:
    """Return the most that this process has held, in MB; `ru_maxrss` would be handed down by its parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _line(what: str, seconds: float, floors: Mapping[str, float], most: float) -> Line:
    """Hold something against the fastest of its floors."""
    ratio = seconds / min(floors.values())
    told = ", ".join(f"{name}: {floor:.2f} s" for name, floor in floors.items())
    return Line(what, f"{seconds:.2f} s ({told})", f"{ratio:.2f}", f"at most {most}", ratio <= most)


def _fill_place(place: _Place, name: str, lines: int) -> None:
    with closing(Database(place.create(name))) as database:
        upgrade(database)
        with database.write(Stamp("seed", build.START)) as session:
            build.seed(session)
            session.get_one(Warehouse, SYDNEY).exchange_url = "file:///somewhere"
            session.get_one(Warehouse, SYDNEY).granularity = "PER_PRODUCT"
            _fill(Unit(session, system_of(session.get_one(Provider, build.HARBOUR)), build.START), lines)
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")


def _fill(unit: Unit, lines: int) -> None:
    orders = range(1, lines // _LINES_EACH + 1)
    shared: dict[str, object] = {
        "provider_id": build.HARBOUR,
        "account_id": build.MARLOW,
        "status": HardwareStatus.AWAITING_GENERATION.value,
        "fraud_status": "NOT_REQUIRED",
        "fraud_reasons": [],
        "billing_mode": "NEXT_INVOICE",
        "currency": "AUD",
        "delivery_address_id": _ADDRESS,
        "delivery_method_id": COURIER,
        "delivery_phone": "+61355501234",
        "delivery_email": "reception@example.com",
        "delivery_price_cents": 0,
        "generated_at": unit.now,
        "generated_by": "seed",
        **tracked(unit),
    }
    names = ("id", "delivery_name", "delivery_instructions")
    rows = ((key, f"Reception {key}", "Ring twice, then leave it with the neighbour") for key in orders)
    insert_rows(unit.session, HardwareOrder, names, rows, shared)
    insert_rows(
        unit.session,
        HardwareOrderLine,
        ("id", "hardware_order_id"),
        ((key * _LINES_EACH + at, key) for key in orders for at in range(_LINES_EACH)),
        {
            "product_id": CASE,
            "warehouse_id": SYDNEY,
            "qty": 1,
            "unit_price_cents": 2950,
            "tax_code": "GST",
            "status": HardwareLineStatus.GENERATED.value,
            "is_enrolment_requested": False,
            **tracked(unit),
        },
    )


def _request(acting: _Acting, embedded: Embedded, exchange: SharedFolder, payloads: PayloadFolder) -> None:
    means = request_round.Means(_NoChecker(), format_named, lambda _found: exchange, payloads)
    for _ in request_round.run(acting, embedded.database, build.HARBOUR, means):
        pass


class _NoChecker:
    """Is asked nothing."""

    def check(self, delivery: object) -> Any:  # noqa: ANN401 - a verdict
        raise AssertionError(delivery)


def _dispatch(acting: _Acting, embedded: Embedded, exchange: SharedFolder, payloads: PayloadFolder) -> None:
    form = format_named("JSON")
    for _ in taking_in.run(acting, embedded.database, SYDNEY, exchange, form, payloads):
        pass


def _answer(database: Database, name: str) -> Iterator[bytes]:
    with database.read() as session:
        wanted = select(HardwareOrderLine.hardware_order_id, HardwareOrderLine.id)
        rows = session.execute(wanted.order_by(HardwareOrderLine.id)).all()
    records = (
        DispatchOrder(
            reference(Prefix.HARDWARE_ORDER, order),
            [
                DispatchLine(
                    line_id=line,
                    status="OK",
                    shipped_quantity=1,
                    tracking_number=f"TRACK-{line}",
                    carrier="AusPost",
                )
            ],
        )
        for order, line in rows
    )
    return write(DISPATCH, dispatch_header(name, "SYD", len(rows)), records)


def _assert_settled(database: Database, lines: int) -> None:
    with database.read() as session:
        batch = session.scalars(select(Batch).where(Batch.kind == "SALES_ORDER_DISPATCH")).one()
        assert (batch.status, batch.ok_count, batch.record_count) == ("PROCESSED", lines, lines)
        status = select(HardwareOrder.status).distinct()
        assert session.scalars(status).all() == ["COMPLETE"]
