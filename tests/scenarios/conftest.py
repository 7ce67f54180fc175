"""The demo operator as the place of the calls: embedded on SQLite, and on a server on PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtWidgets import QApplication

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import Embedded, serve_from
from agentview.gateway.local import LocalGateway
from agentview.gateway.port import Gateway
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database
from agentview.models.upgrade import upgrade
from agentview.services.demo import fill_if_empty
from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.tour.walk import START
from tests import postgres
from tests.fixtures.live_server import served
from tests.scenarios.furniture import furnished
from tests.scenarios.phone_desk import PhoneDesk
from tests.ui.conftest import (  # noqa: F401 - as in every test with a window
    _collect_on_this_thread,
    app,
)
from tests.world import assert_world

_SAID_OFFSCREEN = ("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what the offscreen platform says of windows, completers and dialogs."""
    for what in _SAID_OFFSCREEN:
        config.addinivalue_line("qt_log_ignore", f"This plugin does not support {what}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the calls time: the first one fills a whole operator, which a busy computer does in minutes."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(600))


AGENT, PASSWORD = "amelia", "demo"
_TEMPLATE = "agentview_calls_template"
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def fill_demo(cheap_passwords: PasswordHasher) -> Callable[[str], None]:
    """Return what brings an empty database to the demo operator, as it is on the day of the tour."""
    assert cheap_passwords is not None

    def fill(url: str) -> None:
        database = Database(url)
        upgrade(database)
        fill_if_empty(database, ManualClock(START))
        database.close()

    return fill


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, fill_demo: Callable[[str], None]) -> Path:
    """Return a SQLite file with the demo operator, to copy."""
    path = tmp_path_factory.mktemp("calls") / "demo.db"
    fill_demo(f"sqlite:///{path}")
    return path


@pytest.fixture
def demo_on_sqlite(demo_file: Path, tmp_path: Path) -> str:
    """Return a SQLite database with the demo operator."""
    path = tmp_path / "demo.db"
    shutil.copyfile(demo_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def demo_on_postgres(postgres_server: postgres.Server, fill_demo: Callable[[str], None]) -> Iterator[str]:
    """Return a PostgreSQL database with the demo operator; it is dropped afterwards."""
    postgres_server.ensure_template(_TEMPLATE, fill_demo)
    name = f"calls_{os.getpid()}_{next(_NUMBERS)}"
    yield postgres_server.create(name, _TEMPLATE)
    postgres_server.drop(name)


@dataclass
class Office:
    """The services of a call, and the desks that stand around them: each a window and a folder of its own."""

    embedded: Embedded
    clock: ManualClock
    place: str
    keeper: AppearanceKeeper
    folder: Path
    stack: ExitStack
    desks: list[PhoneDesk] = field(default_factory=list)

    def connect(self) -> Gateway:
        """Give the services to somebody who needs no desk; nobody is signed in."""
        return _gateway(self.place, self.embedded, self.stack)

    def furnish(self) -> PhoneDesk:
        """Put up a desk at which nobody is signed in."""
        folder = self.folder / f"desk-{len(self.desks) + 1}"
        gateway = self.stack.enter_context(closing(self.connect()))
        database = self.embedded.database
        self.desks.append(furnished(gateway, self.clock, self.keeper, folder, database, self.place))
        return self.desks[-1]

    def seat(self, username: str) -> PhoneDesk:
        """Put up a desk, and let somebody sign in at it."""
        made = self.furnish()
        made.sign_in(username, PASSWORD)
        return made

    def clear(self) -> None:
        """Close every window; what was going on is ended first."""
        for desk in self.desks:
            desk.window.close()
            desk.runner.close()

    def forget(self) -> None:
        """Let go of the windows."""
        for desk in self.desks:
            desk.window.deleteLater()


@pytest.fixture(params=["embedded", "server"])
def office(request: pytest.FixtureRequest, app: QApplication, tmp_path: Path) -> Iterator[Office]:  # noqa: F811 - the fixture
    """Return the services of the demo operator, without a desk yet."""
    place = str(request.param)
    fixture = "demo_on_sqlite" if place == "embedded" else "demo_on_postgres"
    clock = ManualClock(START)
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    with (
        closing(serve_from(Database(request.getfixturevalue(fixture)), clock)) as embedded,
        ExitStack() as stack,
    ):
        office = Office(embedded, clock, place, keeper, tmp_path, stack)
        yield office
        office.clear()
        assert_world(embedded.database)
        keeper.deleteLater()
        office.forget()


@pytest.fixture
def desk(office: Office) -> PhoneDesk:
    """Return the desk of an agent of the demo operator; nobody is signed in."""
    return office.furnish()


def _gateway(place: str, embedded: Embedded, stack: ExitStack) -> Gateway:
    if place == "embedded":
        return LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
    return RemoteGateway(stack.enter_context(served(embedded)))


@pytest.fixture
def agent(desk: PhoneDesk) -> PhoneDesk:
    """Return the desk of an agent who is signed in and has the first call on the line."""
    desk.sign_in(AGENT, PASSWORD)
    return desk
