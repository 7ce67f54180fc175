"""The demo operator as the place of the calls: embedded on SQLite, and on a server on PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from cryptography.fernet import Fernet
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
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.shell.guard import GuardedGateway
from agentview.ui.shell.registry import AREAS
from agentview.ui.shell.session import Reached
from agentview.ui.shell.window import MainWindow, Tools
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.tour.walk import START
from tests import postgres
from tests.fixtures.live_server import served
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
_SIZE = (1366, 768)


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


@pytest.fixture(params=["embedded", "server"])
def desk(request: pytest.FixtureRequest, app: QApplication, tmp_path: Path) -> Iterator[PhoneDesk]:  # noqa: F811 - the fixture
    """Return the desk of an agent of the demo operator; nobody is signed in."""
    place = str(request.param)
    fixture = "demo_on_sqlite" if place == "embedded" else "demo_on_postgres"
    clock, runner = ManualClock(START), ThreadRunner()
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    with (
        closing(serve_from(Database(request.getfixturevalue(fixture)), clock)) as embedded,
        ExitStack() as stack,
    ):
        gateway = stack.enter_context(closing(_gateway(place, embedded, stack)))
        window = MainWindow(_tools(gateway, runner, clock, keeper, tmp_path))
        window.resize(*_SIZE)
        window.show()
        yield PhoneDesk(window, runner, clock, embedded.database, place, tmp_path)
        window.close()
        runner.close()
        assert_world(embedded.database)
        keeper.deleteLater()
        window.deleteLater()


def _gateway(place: str, embedded: Embedded, stack: ExitStack) -> Gateway:
    if place == "embedded":
        return LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
    return RemoteGateway(stack.enter_context(served(embedded)))


def _tools(
    gateway: Gateway, runner: ThreadRunner, clock: ManualClock, keeper: AppearanceKeeper, folder: Path
) -> Tools:
    keys = (Fernet.generate_key(),)
    return Tools(
        areas=AREAS,
        runner=runner,
        clock=clock,
        settings=SettingsStore(folder / "desktop.json"),
        texts=CodeTexts(clock),
        keeper=keeper,
        reach=lambda: Reached(GuardedGateway(gateway)),
        open_drafts=lambda person: DraftStore(folder / "drafts", person.username, keys, clock),
    )


@pytest.fixture
def agent(desk: PhoneDesk) -> PhoneDesk:
    """Return the desk of an agent who is signed in and has the first call on the line."""
    desk.sign_in(AGENT, PASSWORD)
    return desk
