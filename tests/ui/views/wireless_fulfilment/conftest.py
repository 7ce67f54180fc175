"""What the tests of the fulfilment queue share: back office in front of it, on the services."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_fulfilment import Fulfilment, Segment
from agentview.contract.wireless_orders import OrderRef
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.views.wireless_fulfilment import AREA
from agentview.ui.views.wireless_fulfilment.pane import FulfilmentPane
from agentview.ui.views.wireless_fulfilment.view import FulfilmentView
from tests.fixtures.backend import Backend
from tests.services.wireless_fulfilment.fulfilling import Fulfilling
from tests.ui.fake_desk import FakeShell, FakeToasts
from tests.ui.views.wireless.conftest import Answering, At, at, sqlite_backend

__all__ = ["at", "sqlite_backend"]
BACK = "harbour_back"


@dataclass
class QueueSeat:
    """A person in front of the queue."""

    view: FulfilmentView
    desk: Desk
    runner: HeldRunner
    asked: Answering

    @property
    def pane(self) -> FulfilmentPane:
        return self.view.pane

    @property
    def toasts(self) -> FakeToasts:
        return cast("FakeToasts", self.desk.toasts)

    @property
    def shell(self) -> FakeShell:
        return cast("FakeShell", self.desk.shell)

    def settle(self) -> None:
        """Answer every call and let layouts settle."""
        for _ in range(4):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()

    def choose(self, segment_id: int) -> None:
        """Choose a part in the list."""
        assert self.pane.list.select(segment_id)
        self.settle()

    def run(self, name: str) -> None:
        """Carry out a command as its key does."""
        self.pane.run(name)
        self.settle()

    def dialog(self) -> Any:  # noqa: ANN401 - whichever dialog it is
        """The dialog that is open."""
        found = [one for one in self.pane.findChildren(QDialog) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def send(self, **values: Any) -> None:  # noqa: ANN401 - the values of any field
        """Fill in the dialog that is open and press its verb."""
        dialog = self.dialog()
        dialog.form.set_values(values)
        dialog.verb_button.click()
        self.settle()

    def says(self, part: str) -> bool:
        """Say whether a text is shown somewhere."""
        labels = self.pane.findChildren(QLabel)
        return any(part in one.text() for one in labels if one.isVisibleTo(self.pane))

    def part(self, order_id: int) -> Segment:
        """Read the first part of an order."""
        return self.fulfilment(order_id).segments[0]

    def fulfilment(self, order_id: int) -> Fulfilment:
        """Read how an order is fulfilled."""
        return self.asked.gateway.call(contract.GET, OrderRef(order_id=order_id))


@pytest.fixture
def ordered(sqlite_backend: Backend) -> Callable[[OrderType], Fulfilment]:
    """Return what orders something that nobody has to approve."""
    return Fulfilling(sqlite_backend).ordered


@pytest.fixture
def accepted(sqlite_backend: Backend) -> Callable[[OrderType], Fulfilment]:
    """Return what orders something of which the vendor has accepted each part."""
    return Fulfilling(sqlite_backend).worked


@pytest.fixture
def sit(at: Callable[[str], At], qtbot: QtBot) -> Iterator[Callable[[], QueueSeat]]:
    """Return what puts back office in front of the queue."""
    seats: list[QueueSeat] = []

    def make() -> QueueSeat:
        here = at(BACK)
        view = cast("FulfilmentView", AREA.build(here.desk))
        qtbot.addWidget(view.widget)
        view.widget.resize(1084, 700)
        with qtbot.waitExposed(view.widget):
            view.widget.show()
        seat = QueueSeat(view, here.desk, here.runner, here.asked)
        seats.append(seat)
        seat.settle()
        return seat

    yield make
    for seat in seats:
        seat.view.close()
        seat.runner.run_all()
