"""What the tests of the provisioning screens share: an open screen over a fake queue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.provisioning import QueueRow
from agentview.core.power import Role
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.view import ProvisioningView
from tests.ui.views.provisioning.builders import FakeGateway, desk_for, queue_of


@dataclass
class Screen:
    """The area in a window of its own, over a fake gateway and a held runner."""

    view: ProvisioningView
    desk: Desk
    runner: HeldRunner
    gateway: FakeGateway
    qtbot: QtBot

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Answer calls as they come until the condition holds."""

        def holds() -> bool:
            self.runner.run_all()
            return condition()

        self.qtbot.waitUntil(holds)

    def settle(self) -> None:
        """Answer every call, show the chosen task and let layouts settle."""
        for _ in range(3):
            self.runner.run_all()
            if self.view.side.presenter.detail is None:
                self.view.side.presenter.read()
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the list."""
        self.view.root.activateWindow()
        assert QTest.qWaitForWindowActive(self.view.root)
        self.view.queue.table.setFocus()
        QTest.keyClick(self.view.queue.table, key, modifier)


def shown_texts(root: QWidget) -> list[str]:
    """Return what labels and buttons say that are shown below a widget."""
    return [
        widget.text()
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root) and isinstance(widget, QLabel | QAbstractButton)
    ]


OpenScreen = Callable[..., Screen]


@pytest.fixture
def open_screen(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenScreen]:
    """Return what opens the area for a person with these roles on a queue of these rows."""
    opened: list[Screen] = []

    def make(*rows: QueueRow, roles: tuple[Role, ...] = (), gateway: FakeGateway | None = None) -> Screen:
        answering = gateway or FakeGateway(queue_of(*rows))
        on, runner = desk_for(answering, tmp_path, *roles)
        view = ProvisioningView(on)
        window: QWidget = view.root
        qtbot.addWidget(window)
        window.resize(1150, 680)
        with qtbot.waitExposed(window):
            window.show()
        screen = Screen(view, on, runner, answering, qtbot)
        screen.settle()
        opened.append(screen)
        return screen

    yield make
    for screen in opened:
        screen.view.close()
        screen.runner.run_all()
