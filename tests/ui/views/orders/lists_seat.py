"""A person at the lists of orders, on the real services with a runner that answers when told to."""

from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract.orders import PLACE, Placed
from agentview.contract.provisioning import HALT, HaltCode
from agentview.gateway.feed import HubNews
from agentview.gateway.port import FeedNews
from agentview.jobs.network import NetworkJob
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.provisioning import ProvisioningTask
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.orders.view import OrdersView
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order
from tests.ui.fake_desk import FakeShell, FakeToasts


class Harbour:
    """What happens outside the screen: orders come in, people halt them, the platform refuses."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._job = NetworkJob(backend.embedded, ProvisioningSimulator())
        self._number = 0
        with backend.database.write(Stamp("seed", build.START)) as session:
            for account in session.query(Account).all():
                index_account(Unit(session, NOBODY, build.START), account)

    def place(self, plan: str = "MOB-40", account: int = build.MARLOW, number: str | None = None) -> Placed:
        self._number += 1
        wanted = order(f"L{self._number}", add(plan, number=number), account=account)
        return self.backend.gateway("harbour_csa").call(PLACE, wanted)

    def halted(self, account: int = build.MARLOW) -> str:
        """Order a mobile service that is halted at once; return the reference of its task."""
        reference = self.place(account=account, number="+61491570156").task_references[0]
        with self.backend.database.read() as session:
            task = session.query(ProvisioningTask).filter_by(reference=reference).one()
        asked = {"task_id": task.id, "version": task.row_version, "code": HaltCode.ADDRESS_INVALID}
        request = HALT.request.model_validate({**asked, "text": "No such address"})
        self.backend.gateway("meridian_prov").call(HALT, request)
        return reference

    def refused(self, mailbox: str = "box-17", account: int = build.MARLOW) -> None:
        """Order a mailbox that the platform refuses."""
        self.place("BOX", account, mailbox)
        self.run()

    def run(self) -> None:
        """Let the platform answer."""
        while self._job.step():
            pass


class Seat:
    """A person at the screen."""

    def __init__(self, backend: Backend, username: str, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.gateway = backend.gateway(username)
        self.me = self.gateway.sign_in(username, None)
        self.runner = HeldRunner()
        self.shell, self.toasts = FakeShell(), FakeToasts()
        self.desk = Desk(
            gateway=self.gateway,
            runner=self.runner,
            clock=backend.clock,
            person=self.me,
            zone=ZoneInfo(self.me.zone),
            toasts=self.toasts,
            texts=CodeTexts(backend.clock),
            drafts=DraftStore(folder / "drafts", username, (Fernet.generate_key(),), backend.clock),
            settings=SettingsStore(folder / "desktop.json"),
            shell=self.shell,
        )
        self.view = OrdersView(self.desk)
        qtbot.addWidget(self.view.root)
        self.view.root.resize(1240, 760)
        with qtbot.waitExposed(self.view.root):
            self.view.root.show()
        self.settle()

    def settle(self) -> None:
        """Answer every call and let layouts settle."""
        for _ in range(4):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()

    def key(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key in a widget."""
        window = widget.window()
        # Keys of actions work in the active window alone, and a window becomes it in its own time.
        if not window.isActiveWindow():
            with self._qtbot.waitActive(window):
                window.activateWindow()
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)
        self.settle()

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

    def tell(self, news: FeedNews | HubNews) -> None:
        """Bring news of the change feed."""
        self.shell.tell(news if isinstance(news, FeedNews) else news.news)
        self.settle()

    def close(self) -> None:
        """End."""
        self.view.close()
        self.runner.run_all()


class OpenSeat(Protocol):
    """Opens the area for a person."""

    def __call__(self, username: str = "harbour_lead") -> Seat:
        """Return the seat."""
        ...
