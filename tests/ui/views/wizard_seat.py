"""A person in front of a wizard, with a runner that waits; shared by the tests of all wizards."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.forms.wizard_screen import WizardScreen
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.tab_walk import is_walking, step_focus
from agentview.ui.navigation import Desk
from tests.ui.fake_desk import FakeShell, FakeToasts

W = TypeVar("W", bound=WizardScreen)


class _Window(QWidget):
    """Walks with Tab as the window of the program does."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name and order
        return step_focus(self, forward=next) if is_walking(self) else super().focusNextPrevChild(next)


def show_in_window(wizard: QWidget, qtbot: QtBot) -> QWidget:
    """Show a wizard as large as an area is in a window of 1366 x 768; the caller keeps its window."""
    window = _Window()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(wizard)
    qtbot.addWidget(window)
    window.resize(1138, 660)
    with qtbot.waitExposed(window):
        window.show()
    return window


@dataclass
class WizardSeat(Generic[W]):
    """Presses keys where the focus is, and reads what is shown."""

    wizard: W
    desk: Desk
    runner: HeldRunner
    window: QWidget
    closed: list[bool] = field(default_factory=list)

    @property
    def toasts(self) -> FakeToasts:
        assert isinstance(self.desk.toasts, FakeToasts)
        return self.desk.toasts

    @property
    def shell(self) -> FakeShell:
        assert isinstance(self.desk.shell, FakeShell)
        return self.desk.shell

    def settle(self) -> None:
        """Answer every call and let layouts settle."""
        for _ in range(3):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.wizard.activateWindow()
        assert QTest.qWaitForWindowActive(self.wizard)
        QTest.keyClick(self.wizard.focusWidget(), key, modifier)
        self.settle()

    def go_on(self) -> None:
        """Press the key that goes on."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        QTest.keyClicks(self.wizard.focusWidget(), text)
        self.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """Walk with Tab until a widget, or one inside it, has the focus."""
        for _ in range(60):
            now = self.wizard.focusWidget()
            if now is wanted or wanted.isAncestorOf(now):
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {wanted.accessibleName()!r}")

    def texts(self) -> list[str]:
        """Return what labels and buttons say that are shown."""
        shown = [widget for widget in self.wizard.findChildren(QWidget) if widget.isVisibleTo(self.wizard)]
        said = [widget.text() for widget in shown if isinstance(widget, QLabel | QAbstractButton)]
        return said + [widget.accessibleName() for widget in shown if isinstance(widget, Chip)]

    def says(self, part: str) -> bool:
        """Say whether a text is shown somewhere."""
        return any(part in text for text in self.texts())
