"""What the tests of the customers area share: an open screen over a fake gateway."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.customers import CustomerDetail
from agentview.core.power import Role
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.page import CustomerPage
from agentview.ui.views.customers.view import CustomersView
from tests.ui.views.customers.builders import answers, desk_for
from tests.ui.views.provisioning.builders import FakeGateway


@dataclass
class Screen:
    """The area in a window of its own."""

    view: CustomersView
    desk: Desk
    runner: HeldRunner
    gateway: FakeGateway
    qtbot: QtBot

    def settle(self) -> None:
        """Answer every call and let layouts settle."""
        for _ in range(4):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()

    @property
    def page(self) -> CustomerPage:
        """The customer in front."""
        found = self.view.page()
        assert found is not None
        return found

    def section(self, key: str) -> QWidget:
        """Show a section and return its widget."""
        self.page.choose(key)
        self.settle()
        return self.page.section(key).widget

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.view.root.activateWindow()
        self.qtbot.waitUntil(self.view.root.isActiveWindow)
        QTest.keyClick(self.view.root.window().focusWidget(), key, modifier)
        self.settle()


OpenScreen = Callable[..., Screen]


@pytest.fixture
def open_screen(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenScreen]:
    """Return what opens the area, and a customer on a tab unless `shown` is False."""
    opened: list[Screen] = []

    def make(
        customer: CustomerDetail | None = None,
        *,
        roles: tuple[Role, ...] = (Role.CSA,),
        gateway: FakeGateway | None = None,
        shown: bool = True,
        on: tuple[Desk, HeldRunner] | None = None,
    ) -> Screen:
        answering = gateway or FakeGateway(answers(customer))
        at_desk, runner = on or desk_for(answering, tmp_path, roles)
        view = CustomersView(at_desk)
        window: QWidget = view.root
        qtbot.addWidget(window)
        window.resize(1150, 680)
        with qtbot.waitExposed(window):
            window.show()
        screen = Screen(view, at_desk, runner, answering, qtbot)
        if shown:
            view.show_account(5 if customer is None else customer.account_id)
        screen.settle()
        opened.append(screen)
        return screen

    yield make
    for screen in opened:
        screen.view.close()
        screen.runner.run_all()
