"""The stock check of one person on the real services, as its tests handle it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from agentview.ui.navigation import Desk
from agentview.ui.views.stock.matrix import StockMatrix
from agentview.ui.views.stock.pane import StockPane
from agentview.ui.views.stock.view import StockAreaView
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import FakeShell, FakeToasts

WAIT = 20_000


@dataclass
class Counter:
    """The area of one person, on the services."""

    view: StockAreaView
    desk: Desk
    qtbot: QtBot
    backend: Backend

    @property
    def pane(self) -> StockPane:
        """The check in front."""
        return self.view.front()

    @property
    def matrix(self) -> StockMatrix:
        """The products that are checked."""
        assert self.pane.lists.matrix is not None
        return self.pane.lists.matrix

    @property
    def instead(self) -> StockMatrix:
        """What can be sold instead."""
        assert self.pane.lists.instead is not None
        return self.pane.lists.instead

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

    def find(self, text: str) -> None:
        """Type into the box and take the first product with Enter."""
        picker = self.pane.picker
        self.wait(lambda: self.pane.lists.matrix is not None and bool(picker.source.rows))
        before = len(self.pane.presenter.rows)
        picker.box.setFocus()
        QTest.keyClicks(picker.box, text)
        self.wait(lambda: all(text.lower() in row.name.lower() for row in picker.source.rows))
        self.wait(lambda: bool(picker.source.rows))
        QTest.keyClick(picker.box, Qt.Key.Key_Return)
        self.wait(lambda: len(self.pane.presenter.rows) == before + 1)

    def check(self) -> None:
        """Press F5 and wait until every warehouse has answered."""
        QTest.keyClick(self.matrix.table, Qt.Key.Key_F5)
        self.wait(lambda: not self.pane.presenter.is_checking and bool(self.pane.presenter.rows[0].found))

    def shown(self, matrix: StockMatrix) -> list[list[str]]:
        """Return the cells of a list as they are read."""
        model = matrix.model
        return [
            [str(model.index(line, column).data() or "") for column in range(model.columnCount())]
            for line in range(model.rowCount())
        ]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Wait for a dialog of this kind, and return it."""

        def found() -> list[QDialog]:
            QCoreApplication.sendPostedEvents()
            return [one for one in self.pane.findChildren(kind) if one.isVisible()]

        self.wait(lambda: bool(found()))
        return found()[-1]


OpenCounter = Callable[[str], Counter]
