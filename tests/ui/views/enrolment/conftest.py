"""Opens the area of device enrolment on the real services."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.views.enrolment.view import EnrolmentAreaView
from tests.fixtures.backend import Backend
from tests.services.enrolments.enrolling import Enrolling
from tests.ui.real_desk import RealDesks
from tests.ui.views.enrolment.seat import Seat, Sit


@pytest.fixture
def enrolling(sqlite_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Enrolling]:
    """Return jobs and a programme on SQLite."""
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield Enrolling(backend, tmp_path / "partner")


@pytest.fixture
def sit(enrolling: Enrolling, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of the area."""
    with closing(RealDesks(enrolling.backend, tmp_path / "desks")) as desks:

        def make(username: str = "harbour_back") -> Seat:
            desk, view = desks.open(username, EnrolmentAreaView)
            qtbot.addWidget(view.root)
            view.root.resize(1280, 720)
            view.root.show()
            return Seat(view, desk, qtbot)

        yield make
