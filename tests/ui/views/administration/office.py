"""The area of an administrator or auditor on the real services, as its tests handle it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.navigation import Desk
from agentview.ui.views.administration.people_pane import PeoplePane
from agentview.ui.views.administration.view import AdministrationView
from tests.fixtures.backend import Backend
from tests.services.people.administering import number_of
from tests.ui.fake_desk import FakeShell, FakeToasts

WAIT = 20_000


@dataclass
class Office:
    """The area of one person, on the services."""

    view: AdministrationView
    desk: Desk
    qtbot: QtBot
    backend: Backend

    @property
    def people(self) -> PeoplePane:
        """The users."""
        assert self.view.people is not None
        return self.view.people

    @property
    def shell(self) -> FakeShell:
        """The window around the area."""
        assert isinstance(self.desk.shell, FakeShell)
        return self.desk.shell

    @property
    def toasts(self) -> FakeToasts:
        """What was said."""
        assert isinstance(self.desk.toasts, FakeToasts)
        return self.desk.toasts

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def choose(self, username: str) -> None:
        """Choose a person in the list, and wait until they are read."""
        model, user_id = self.people.list.model, number_of(username)
        self.wait(lambda: model.rowCount() > 0 and model.row(0) is not None)
        assert self.people.list.select(user_id)

        def is_read() -> bool:
            detail = self.people.presenter.detail
            return detail is not None and detail.row.user_id == user_id

        self.wait(is_read)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Wait for a dialog of this kind, and return it."""
        self.wait(lambda: bool(self._shown(kind)))
        return self._shown(kind)[-1]

    def no_dialog(self) -> None:
        """Wait until no dialog stands in front."""
        self.wait(lambda: not self._shown(QDialog))

    def _shown(self, kind: type[QDialog]) -> list[QDialog]:
        QCoreApplication.sendPostedEvents()
        root: QWidget = self.view.root
        return [one for one in root.findChildren(kind) if one.isVisible()]


OpenOffice = Callable[[str], Office]
