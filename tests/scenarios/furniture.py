"""Puts up a desk: the window with all its tools, in front of any services."""

from pathlib import Path

from cryptography.fernet import Fernet

from agentview.core.clock import Clock
from agentview.gateway.port import Gateway
from agentview.models.database import Database
from agentview.ui.kit.appearance import AppearanceKeeper
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.shell.first_steps import FirstSteps
from agentview.ui.shell.guard import GuardedGateway
from agentview.ui.shell.registry import AREAS
from agentview.ui.shell.session import Reached
from agentview.ui.shell.window import MainWindow, Tools
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.tour.set_up import StagedSetUp
from tests.scenarios.phone_desk import PhoneDesk

_SIZE = (1366, 768)


def furnished(
    gateway: Gateway, clock: Clock, keeper: AppearanceKeeper, folder: Path, database: Database, place: str
) -> PhoneDesk:
    """Return a desk at which nobody is signed in; `folder` holds what the desktop keeps."""
    folder.mkdir()
    runner = ThreadRunner()
    keys = (Fernet.generate_key(),)
    window = MainWindow(
        Tools(
            areas=AREAS,
            runner=runner,
            clock=clock,
            settings=SettingsStore(folder / "desktop.json"),
            texts=CodeTexts(clock),
            keeper=keeper,
            reach=lambda: Reached(GuardedGateway(gateway)),
            open_drafts=lambda person: DraftStore(folder / "drafts", person.username, keys, clock),
            first_steps=FirstSteps(StagedSetUp()),
        )
    )
    window.resize(*_SIZE)
    window.show()
    return PhoneDesk(window, runner, clock, database, place, folder)
