"""My approvals on the services, with people who request and approve."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agentview.ui.views.wireless import make_area
from agentview.ui.views.wireless.view import WirelessView
from agentview.ui.views.wireless_approvals import AREA
from agentview.ui.views.wireless_approvals.approvals_pane import ApprovalsPane
from tests.fixtures.backend import Backend
from tests.services.wireless_approval.approving import Approving
from tests.ui.views.wireless.conftest import AreaSeat, At, at, sqlite_backend

__all__ = ["at", "sqlite_backend"]


class Seat(AreaSeat):
    """A person in front of the area, with the page of approvals."""

    @property
    def approvals(self) -> ApprovalsPane:
        """The page of approvals, in front."""
        if self.view.home.key != "approvals":
            self.view.home.show_page("approvals")
        self.settle()
        found: Any = self.view.home.view
        pane = found.pane
        assert isinstance(pane, ApprovalsPane)
        return pane

    def listed(self) -> list[str]:
        """The numbers of the requests in the list."""
        model = self.approvals.list.model
        rows = [model.row(at) for at in range(model.rowCount())]
        return [row.reference for row in rows if row is not None]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the list."""
        table = self.approvals.list.table
        table.window().activateWindow()
        table.setFocus()
        QCoreApplication.processEvents()
        QTest.keyClick(table, key, modifier)
        self.settle()

    def run(self, name: str) -> None:
        """Carry out a command for the request beside the list."""
        self.approvals.run(name)
        self.settle()


Sit = Callable[[str], Seat]


@pytest.fixture
def approving(sqlite_backend: Backend) -> Approving:
    """Return the people who request, approve and make policies."""
    return Approving(sqlite_backend)


@pytest.fixture
def sit(at: Callable[[str], At], qtbot: QtBot) -> Iterator[Sit]:
    """Return what puts a person in front of the area."""
    seats: list[Seat] = []

    def make(username: str) -> Seat:
        here = at(username)
        view = cast("WirelessView", make_area((AREA,)).build(here.desk))
        qtbot.addWidget(view.root)
        view.root.resize(1084, 700)
        with qtbot.waitExposed(view.root):
            view.root.show()
        seat = Seat(view, here.desk, here.runner, here.asked)
        seats.append(seat)
        seat.settle()
        return seat

    yield make
    for seat in seats:
        seat.view.close()
        seat.runner.run_all()
