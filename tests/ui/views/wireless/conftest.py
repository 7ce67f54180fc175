"""What the tests of the wireless screens share: the area on the services, with a runner that waits."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from agentview.contract.op import Message, Op
from agentview.contract.wireless_orders import WirelessOrder
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.gateway.port import Gateway, Req, Res
from agentview.models.database import Database
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk, Target
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.wireless import make_area
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.views.wireless.view import WirelessView
from agentview.ui.views.wireless.wizard import RequestWizard
from agentview.ui.wireless.page import PaneView
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import FakeShell, FakeToasts, desk
from tests.ui.views.wizard_seat import WizardSeat, show_in_window
from tests.wireless_world import furnish


@dataclass
class Answering:
    """Notes what is asked of the services; a test may answer one call itself, to have it fail."""

    gateway: Gateway
    answers: dict[str, Callable[[Any], Message]] = field(default_factory=dict)
    sent: list[tuple[str, Any, str | None]] = field(default_factory=list)

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        self.sent.append((op.name, request, key))
        answer = self.answers.get(op.name)
        return self.gateway.call(op, request, key=key) if answer is None else cast("Res", answer(request))

    def named(self, op: Op[Any, Any]) -> list[Any]:
        """Return the requests of one operation."""
        return [request for name, request, _ in self.sent if name == op.name]

    def __getattr__(self, name: str) -> object:
        return getattr(self.gateway, name)


@dataclass
class Seat(WizardSeat[RequestWizard]):
    """A person in front of a request."""

    asked: Answering = field(kw_only=True)

    @property
    def page(self) -> RequestStep:
        return self.wizard.presenter.page

    @property
    def draft(self) -> WirelessOrder:
        assert self.wizard.presenter.draft is not None
        return self.wizard.presenter.draft


@dataclass
class At:
    """A person's desk on the services."""

    desk: Desk
    runner: HeldRunner
    asked: Answering


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        furnish(backend)
        yield backend


@pytest.fixture
def at(sqlite_backend: Backend, tmp_path: Path) -> Callable[[str], At]:
    """Return what signs a person in."""

    def make(username: str) -> At:
        gateway = sqlite_backend.gateway(username)
        me = gateway.sign_in(username, None)
        runner, asked = HeldRunner(), Answering(gateway)
        (tmp_path / username).mkdir(exist_ok=True)
        on = desk(cast("Gateway", asked), runner, CodeTexts(sqlite_backend.clock), tmp_path / username, me)
        return At(on, runner, asked)

    return make


Sit = Callable[..., Seat]


@pytest.fixture
def sit(at: Callable[[str], At], qtbot: QtBot) -> Iterator[Sit]:
    """Return what puts a person in front of a wizard."""
    seats: list[Seat] = []

    def make(username: str = "harbour_viewer") -> Seat:
        here = at(username)
        wizard = RequestWizard(here.desk)
        window = show_in_window(wizard, qtbot)
        seat = Seat(wizard, here.desk, here.runner, window, asked=here.asked)
        wizard.closed.connect(lambda: seat.closed.append(True))
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.wizard.close()
        seat.runner.run_all()


@dataclass
class AreaSeat:
    """A person in front of the area."""

    view: WirelessView
    desk: Desk
    runner: HeldRunner
    asked: Answering

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

    def pane(self, key: str) -> Any:  # noqa: ANN401 - whichever page it is
        """Show a page of the fixed tab."""
        self.view.home.show_page(key)
        self.settle()
        shown = self.view.home.view
        assert isinstance(shown, PaneView)
        return shown.pane

    def choose(self, pane: Any, record_id: int) -> None:  # noqa: ANN401 - whichever page it is
        """Choose a record in the list of a page."""
        pane.open_target(Target("", record_id))
        self.settle()

    def dialog(self) -> Any:  # noqa: ANN401 - whichever dialog it is
        """The dialog that is open."""
        found = [one for one in self.view.root.findChildren(QDialog) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def send(self, **values: Any) -> None:  # noqa: ANN401 - the values of any field
        """Fill in the dialog that is open and press its verb."""
        dialog = self.dialog()
        dialog._form.set_values(values)
        dialog.verb_button.click()
        self.settle()

    def texts(self) -> list[str]:
        """What labels say that are shown."""
        labels = self.view.root.findChildren(QLabel)
        return [one.text() for one in labels if one.isVisibleTo(self.view.root)]

    def says(self, part: str) -> bool:
        """Say whether a text is shown somewhere."""
        return any(part in text for text in self.texts())


@pytest.fixture
def area(at: Callable[[str], At], qtbot: QtBot) -> Iterator[Callable[[str], AreaSeat]]:
    """Return what puts a person in front of the area."""
    seats: list[AreaSeat] = []

    def make(username: str) -> AreaSeat:
        here = at(username)
        view = cast("WirelessView", make_area().build(here.desk))
        qtbot.addWidget(view.root)
        view.root.resize(1084, 700)
        with qtbot.waitExposed(view.root):
            view.root.show()
        seat = AreaSeat(view, here.desk, here.runner, here.asked)
        seats.append(seat)
        seat.settle()
        return seat

    yield make
    for seat in seats:
        seat.view.close()
        seat.runner.run_all()
