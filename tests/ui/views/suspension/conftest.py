"""Opens the area on the real services for people of the small operator."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.views.suspension.view import SuspensionView
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import with_controller
from tests.ui.real_desk import RealDesks
from tests.ui.views.suspension.bench import Bench, OpenBench


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the services on SQLite."""
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def working(sqlite_backend: Backend) -> Working:
    """Return the people of the small operator, one of them a credit controller."""
    return with_controller(sqlite_backend)


@pytest.fixture
def open_bench(working: Working, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenBench]:
    """Return what opens the area for a person."""
    with closing(RealDesks(working.backend, tmp_path)) as desks:

        def make(username: str) -> Bench:
            desk, view = desks.open(username, SuspensionView)
            qtbot.addWidget(view.root)
            view.root.resize(1200, 700)
            view.root.show()
            return Bench(view, desk, qtbot, working.backend)

        yield make
