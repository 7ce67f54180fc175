"""The area of device enrolment in front of one person, as its tests handle it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from agentview.contract.enrolments import EnrolmentDetail, EnrolmentView
from agentview.ui.navigation import Desk
from agentview.ui.views.enrolment.pane import EnrolmentPane
from agentview.ui.views.enrolment.view import EnrolmentAreaView
from tests.ui.fake_desk import FakeShell, FakeToasts

WAIT = 20_000
D = TypeVar("D", bound=QDialog)


@dataclass
class Seat:
    """The area of one person, on the services."""

    view: EnrolmentAreaView
    desk: Desk
    qtbot: QtBot

    @property
    def pane(self) -> EnrolmentPane:
        return self.view.pane

    @property
    def shell(self) -> FakeShell:
        assert isinstance(self.desk.shell, FakeShell)
        return self.desk.shell

    @property
    def said(self) -> list[str]:
        """What the toasts said."""
        assert isinstance(self.desk.toasts, FakeToasts)
        return self.desk.toasts.said

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def texts(self) -> str:
        """Return what is to be read. What was just put into a layout shows with the next posted events."""
        QCoreApplication.sendPostedEvents()
        labels = self.view.root.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def show(self, view: EnrolmentView, rows: int) -> None:
        """Choose a view, and wait for its rows."""
        self.pane.list.presenter.choose_view(view.value)
        model = self.pane.list.model
        self.wait(lambda: model.rowCount() == rows and (rows == 0 or model.row(0) is not None))

    def choose(self, enrolment_id: int) -> EnrolmentDetail:
        """Choose a device in the list, and wait until it is read."""
        assert self.pane.list.select(enrolment_id)
        self.wait(
            lambda: self.pane.presenter.subject == enrolment_id and self.pane.presenter.detail is not None
        )
        assert self.pane.presenter.detail is not None
        return self.pane.presenter.detail

    def dialog(self, kind: type[D]) -> D:
        """Wait for a dialog of this kind, and return it."""
        self.wait(lambda: bool(self._shown(kind)))
        return self._shown(kind)[-1]

    def no_dialog(self) -> None:
        self.wait(lambda: not self._shown(QDialog))

    def _shown(self, kind: type[D]) -> list[D]:
        QCoreApplication.sendPostedEvents()
        return [one for one in self.view.root.findChildren(kind) if one.isVisible()]


Sit = Callable[..., Seat]
