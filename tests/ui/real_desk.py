"""Desks on the real services: what tests of whole screens give them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet

from agentview.gateway.port import Gateway
from agentview.ui.area import AreaView
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.navigation import Desk
from agentview.ui.shell.feed_bridge import FeedBridge
from agentview.ui.shell.guard import GuardedGateway
from agentview.ui.texts.errors import CodeTexts
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import FakeShell, FakeToasts

V = TypeVar("V", bound=AreaView)


class RealDesks:
    """Opens areas for people, each with a runner and a feed of its own, and closes them all."""

    def __init__(self, backend: Backend, folder: Path) -> None:
        self._backend, self._folder = backend, folder
        self._closing: list[tuple[AreaView, ThreadRunner, FeedBridge]] = []

    def open(self, username: str, build: Callable[[Desk], V]) -> tuple[Desk, V]:
        """Sign a person in, build the area and listen to the feed."""
        gateway: Gateway = GuardedGateway(self._backend.gateway(username))
        me = self._backend.gateway(username).sign_in(username, None)
        runner, shell = ThreadRunner(), FakeShell()
        folder = self._folder / username
        clock = self._backend.clock
        desk = Desk(
            gateway=gateway,
            runner=runner,
            clock=clock,
            person=me,
            zone=ZoneInfo(me.zone),
            toasts=FakeToasts(),
            texts=CodeTexts(clock),
            drafts=DraftStore(folder / "drafts", username, (Fernet.generate_key(),), clock),
            settings=SettingsStore(folder / "desktop.json"),
            shell=shell,
        )
        view = build(desk)
        feed = FeedBridge(gateway, runner, shell.tell)
        feed.start()
        self._closing.append((view, runner, feed))
        return desk, view

    def close(self) -> None:
        """Close everything that was opened."""
        for view, runner, feed in self._closing:
            feed.stop()
            view.close()
            runner.close()
