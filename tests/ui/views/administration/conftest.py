"""Opens the area on the real services for people of the small operator."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.views.administration.view import AdministrationView
from tests.fixtures.backend import Backend
from tests.ui.real_desk import RealDesks
from tests.ui.views.administration.office import Office, OpenOffice


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the services on SQLite."""
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def open_office(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenOffice]:
    """Return what opens the area for a person."""
    with closing(RealDesks(sqlite_backend, tmp_path)) as desks:

        def make(username: str) -> Office:
            desk, view = desks.open(username, AdministrationView)
            qtbot.addWidget(view.root)
            view.root.resize(1200, 700)
            view.root.show()
            return Office(view, desk, qtbot, sqlite_backend)

        yield make
