"""What the tests of credit control's screens share."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.navigation import Desk
from tests.fixtures.backend import Backend
from tests.services.crediting import Crediting
from tests.ui.credit.seat import Seat, Sit


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def crediting(sqlite_backend: Backend) -> Crediting:
    """Return the credit controller of the small operator, past whom invoices and cases are made."""
    return Crediting(sqlite_backend)


@pytest.fixture
def sit(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of a pane."""
    seats: list[Seat[Any]] = []

    def make(build: Callable[[Desk], Any], username: str = "harbour_lead") -> Seat[Any]:
        seat = Seat(sqlite_backend, username, qtbot, tmp_path / username, build)
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.close()
