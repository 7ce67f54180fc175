"""A person at the hardware area, on the real services, with a runner that answers when told to."""

from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.hardware_orders import HardwareOrder
from agentview.contract.op import Message, Op
from agentview.core.errors import Refusal, Unknown
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.area import Area
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import HARDWARE_ORDER, Target
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.hardware.order_page import OrderPage
from agentview.ui.views.hardware.view import HardwareView
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import FakeShell, FakeToasts, desk

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)
SIZE = (1114, 640)
"""What an area has in a window of 1366 x 768."""


class Line:
    """The line to the services: `sent` remembers what went over it, answers of `loses` are lost once."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self.sent: list[tuple[str, Any, str | None]] = []
        self.loses: set[str] = set()

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        self.sent.append((op.name, request, key))
        answer = self._gateway.call(op, request, key=key)
        if op.name in self.loses:
            self.loses.discard(op.name)
            raise Unknown(Refusal("E-UNKNOWN"))
        return answer

    def keys_of(self, op: Op[Any, Any]) -> list[str | None]:
        """The keys under which an operation went out."""
        return [key for name, _, key in self.sent if name == op.name]


class Seat:
    """A person at the screen."""

    def __init__(
        self, backend: Backend, username: str, qtbot: QtBot, folder: Path, pages: tuple[Area, ...] = ()
    ) -> None:
        self._qtbot = qtbot
        gateway = backend.gateway(username)
        me = gateway.sign_in(username, None)
        self.line, self.runner = Line(gateway), HeldRunner()
        folder.mkdir(exist_ok=True)
        self.desk = desk(cast("Any", self.line), self.runner, CodeTexts(backend.clock), folder, me)
        self.shell, self.toasts = cast("FakeShell", self.desk.shell), cast("FakeToasts", self.desk.toasts)
        self.view = HardwareView(self.desk, pages)
        qtbot.addWidget(self.view.root)
        self.view.root.resize(*SIZE)
        with qtbot.waitExposed(self.view.root):
            self.view.root.show()
        self.settle()

    @property
    def page(self) -> OrderPage:
        """The order in front."""
        page = self.view.page()
        assert page is not None
        return page

    @property
    def order(self) -> HardwareOrder:
        """The order in front, as the page knows it."""
        order = self.page.presenter.order
        assert order is not None
        return order

    @property
    def dialog(self) -> Any:  # noqa: ANN401 - whichever dialog is open
        """The dialog that is open over the order in front; None without one."""
        return self.page.commands.dialog

    def open(self, order: HardwareOrder) -> OrderPage:
        """Show an order, the focus on its lines."""
        self.view.open(Target(HARDWARE_ORDER, order.order_id, order.reference))
        self.settle()
        return self.page

    def settle(self) -> None:
        """Answer every call and let layouts settle."""
        for _ in range(4):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()

    def key(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        settles: bool = True,
    ) -> None:
        """Press a key in a widget."""
        window = widget.window()
        # Keys of actions work in the active window alone, and a window becomes it in its own time.
        if not window.isActiveWindow():
            with self._qtbot.waitActive(window):
                window.activateWindow()
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)
        if settles:
            self.settle()

    def on_lines(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the lines of the order have the focus."""
        self.key(self.page.layout_of_page.lines.table, key, modifier)

    def type(self, widget: QWidget, text: str) -> None:
        """Type a text, and let the search that follows rest."""
        widget.setFocus()
        QTest.keyClicks(widget, text)

    def texts(self, root: QWidget | None = None) -> list[str]:
        """Return what labels and buttons say that are shown."""
        shown = root or self.view.root
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
        self.view.close()
        self.runner.run_all()


class Sit(Protocol):
    """Opens the area for a person."""

    def __call__(self, username: str = "harbour_csa", pages: tuple[Area, ...] = ()) -> Seat:
        """Return the seat."""
        ...
