"""A world in which warehouses have been asked, made once and copied for each example."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import update

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database, Stamp
from agentview.models.hardware import HardwareOrderLine
from agentview.models.hardware_catalogue import Warehouse
from tests import build
from tests.build_hardware import ALPINE_PHONE, ALPINE_POST, CASE, LICENCE, MELBOURNE, PHONE, SYDNEY, VIENNA
from tests.fixtures.backend import Backend
from tests.services.warehouse_exchange.depot import Depot

ORDERS: tuple[tuple[tuple[int, int, int], ...], ...] = (
    ((PHONE, SYDNEY, 2), (CASE, SYDNEY, 1)),
    ((CASE, SYDNEY, 3),),
    ((PHONE, SYDNEY, 1), (LICENCE, MELBOURNE, 1)),
    ((CASE, SYDNEY, 1), (PHONE, SYDNEY, 1)),
)
"""By order its lines: product, warehouse, quantity."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line as a file may speak of it."""

    order_id: int
    line_id: int
    qty: int
    is_serialised: bool
    warehouse_id: int


def make(url: str, folder: Path, form: str) -> None:
    """Have Sydney asked in a format, and leave lines with Melbourne and with another operator's Vienna."""
    with _depot(url, folder) as depot:
        with depot.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(update(Warehouse).values(exchange_url="file:///somewhere"))
            sydney = update(Warehouse).where(Warehouse.id == SYDNEY)
            session.execute(sydney.values(request_format=form, granularity="PER_PRODUCT"))
        for lines in ORDERS:
            depot.order(*lines)
        vienna = Depot(depot.backend, depot.folder, build.ALPINE)
        vienna.order((ALPINE_PHONE, VIENNA, 1), account_id=build.ALPINE_LEE, method=ALPINE_POST)
        for operator in (depot, vienna):
            operator.request()
            operator.take_all()


@contextmanager
def copied(path: Path, folder: Path) -> Iterator[Depot]:
    """Open a copy of a world in `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(path, folder / "agentview.db")
    with _depot(f"sqlite:///{folder / 'agentview.db'}", folder) as depot:
        yield depot


def asked(depot: Depot) -> list[Asked]:
    """Return every line of the world, also those of others."""
    return [
        Asked(
            row.hardware_order_id,
            row.id,
            row.qty,
            row.product_id in {PHONE, ALPINE_PHONE},
            row.warehouse_id or 0,
        )
        for row in depot.rows(HardwareOrderLine)
    ]


@contextmanager
def _depot(url: str, folder: Path) -> Iterator[Depot]:
    clock = ManualClock(build.START)
    with closing(serve_from(Database(url), clock)) as embedded:
        yield Depot(Backend("sqlite", embedded, clock), folder / "exchange")
