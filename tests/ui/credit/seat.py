"""A credit controller at a screen on the real services, with a runner that answers when told to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.gateway.port import FeedNews
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import FakeShell, FakeToasts, desk

W = TypeVar("W", bound=QWidget)
SIZE = (1114, 640)
"""What an area has in a window of 1366 x 768."""


class Closing(Protocol):
    """What is closed at the end."""

    def close_down(self) -> None:
        """Stop reading."""
        ...


class Seat(Generic[W]):
    """A person at a pane."""

    def __init__(
        self, backend: Backend, username: str, qtbot: QtBot, folder: Path, build: Callable[[Desk], W]
    ) -> None:
        gateway = backend.gateway(username)
        me = gateway.sign_in(username, None)
        self.runner = HeldRunner()
        folder.mkdir(exist_ok=True)
        texts = CodeTexts(backend.clock)
        made = desk(cast("Any", gateway), self.runner, texts, folder, me)
        self.desk = Desk(**{**vars(made), "clock": backend.clock})
        self.shell, self.toasts = cast("FakeShell", self.desk.shell), cast("FakeToasts", self.desk.toasts)
        self.pane = build(self.desk)
        qtbot.addWidget(self.pane)
        self.pane.resize(*SIZE)
        with qtbot.waitExposed(self.pane):
            self.pane.show()
        self.settle()

    def settle(self) -> None:
        """Answer every call and let layouts settle."""
        for _ in range(4):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()

    def texts(self, root: QWidget | None = None) -> list[str]:
        """Return what labels and buttons say that are shown."""
        shown = root or self.pane
        return [
            widget.text()
            for widget in shown.findChildren(QWidget)
            if widget.isVisibleTo(shown) and isinstance(widget, QLabel | QAbstractButton)
        ]

    def says(self, part: str, root: QWidget | None = None) -> bool:
        """Say whether a text is shown somewhere."""
        return any(part in text for text in self.texts(root))

    def tell(self, news: FeedNews) -> None:
        """Bring news of the change feed."""
        self.shell.tell(news)
        self.settle()

    def close(self) -> None:
        """End."""
        cast("Closing", self.pane).close_down()
        self.runner.run_all()


class Sit(Protocol):
    """Opens a pane for a person."""

    def __call__(self, build: Callable[[Desk], W], username: str = "harbour_lead") -> Seat[W]:
        """Return the seat."""
        ...
