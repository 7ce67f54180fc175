"""Opens jobs and batches on the real services."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database, Stamp
from agentview.models.hardware_catalogue import Warehouse
from agentview.ui.views.jobs.view import JobsAreaView
from tests import build
from tests.fixtures.backend import Backend
from tests.services.jobs.running_jobs import RunningJobs
from tests.services.warehouse_exchange.depot import Depot
from tests.ui.real_desk import RealDesks
from tests.ui.views.jobs.seat import Seat, Sit


@pytest.fixture
def backend_here(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the small operator on SQLite."""
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def running(backend_here: Backend) -> RunningJobs:
    """Return three jobs whose runs are carried out at once."""
    return RunningJobs(backend_here)


@pytest.fixture
def depot(backend_here: Backend, tmp_path: Path) -> Depot:
    """Return the warehouses of the small operator with their folders."""
    with backend_here.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).values(exchange_url="file:///somewhere"))
    return Depot(backend_here, tmp_path / "exchange")


@pytest.fixture
def sit(backend_here: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of the area."""
    with closing(RealDesks(backend_here, tmp_path / "desks")) as desks:

        def make(username: str = "harbour_back") -> Seat:
            desk, view = desks.open(username, JobsAreaView)
            qtbot.addWidget(view.root)
            view.root.resize(1280, 720)
            view.root.show()
            return Seat(view, desk, qtbot)

        yield make
