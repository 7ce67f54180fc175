"""What the tests of the hardware screens share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.area import Area
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import Ordering
from tests.ui.views.hardware.seat import Seat, Sit


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def ordering(sqlite_backend: Backend) -> Ordering:
    """Return the people of the small operator, and its warehouses."""
    return Ordering(sqlite_backend)


@pytest.fixture
def sit(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of the area."""
    seats: list[Seat] = []

    def make(username: str = "harbour_csa", pages: tuple[Area, ...] = ()) -> Seat:
        seat = Seat(sqlite_backend, username, qtbot, tmp_path / username, pages)
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.close()
