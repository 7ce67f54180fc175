"""What the tests of the screens of events and messages share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests.fixtures.backend import Backend
from tests.ui.views.events.seat import ADMIN, Seat, Sending, Sit


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def sending(sqlite_backend: Backend) -> Sending:
    """Return the events and messages of the small operator."""
    return Sending(sqlite_backend)


@pytest.fixture
def sit(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of the area."""
    seats: list[Seat] = []

    def make(username: str = ADMIN) -> Seat:
        seat = Seat(sqlite_backend, username, qtbot, tmp_path / username)
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.close()
