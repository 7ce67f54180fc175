"""What the tests of the order screens share: a wizard on the services, with a runner that waits."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agentview.contract.order_form import OrderPage
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.customer import Account
from agentview.models.database import Database, Stamp
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.options import OptionList
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.orders.wizard import OrderWizard
from tests import build
from tests.fixtures.backend import Backend
from tests.services.order_entry.ordering import Ordering
from tests.ui.fake_desk import desk
from tests.ui.views.wizard_seat import WizardSeat, show_in_window


class Seat(WizardSeat[OrderWizard]):
    """A person in front of an order."""

    @property
    def page(self) -> OrderPage:
        return self.wizard.presenter.page

    def tick(self, options: OptionList, word: str) -> None:
        """Walk to a line by keys and take it."""
        button = self.button(options, word)
        self.tab_to(options)
        for _ in range(20):
            if button.hasFocus():
                break
            self.key(Qt.Key.Key_Down)
        assert button.hasFocus()
        if not button.isChecked():
            self.key(Qt.Key.Key_Space)

    def button(self, options: OptionList, word: str) -> QAbstractButton:
        """Return the line with this word."""
        for button in options.findChildren(QAbstractButton):
            if button.text() == word.replace("&", "&&"):
                return button
        raise AssertionError([button.text() for button in options.findChildren(QAbstractButton)])


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        with backend.database.write(Stamp("seed", build.START)) as session:
            for account in session.scalars(select(Account)).all():
                index_account(Unit(session, NOBODY, build.START), account)
        yield backend


@pytest.fixture
def ordering(sqlite_backend: Backend) -> Ordering:
    """Return people who take orders without a screen."""
    return Ordering(sqlite_backend)


Sit = Callable[..., Seat]


@pytest.fixture
def sit(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of a wizard."""
    seats: list[Seat] = []

    def make(username: str = "harbour_csa") -> Seat:
        gateway = sqlite_backend.gateway(username)
        me = gateway.sign_in(username, None)
        runner = HeldRunner()
        on = desk(gateway, runner, CodeTexts(sqlite_backend.clock), tmp_path / username, me)
        (tmp_path / username).mkdir(exist_ok=True)
        wizard = OrderWizard(on)
        window = show_in_window(wizard, qtbot)
        seat = Seat(wizard, on, runner, window)
        wizard.closed.connect(lambda: seat.closed.append(True))
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.wizard.close()
        seat.runner.run_all()
