"""Opens the stock check on the real services for people of the small operator."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.views.stock.view import StockAreaView
from tests.fixtures.backend import Backend
from tests.ui.real_desk import RealDesks
from tests.ui.views.stock.counter import Counter, OpenCounter


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the services on SQLite."""
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def open_counter(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenCounter]:
    """Return what opens the stock check for a person."""
    with closing(RealDesks(sqlite_backend, tmp_path)) as desks:

        def make(username: str) -> Counter:
            desk, view = desks.open(username, StockAreaView)
            qtbot.addWidget(view.widget)
            view.widget.resize(1140, 640)
            view.widget.show()
            view.take_focus()
            return Counter(view, desk, qtbot, sqlite_backend)

        yield make
