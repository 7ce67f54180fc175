"""A person at the area of notifications, on the real services, with a runner that answers when told to."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.event_templates import CREATE, TemplateDetail
from agentview.contract.events import APPLY_RECOMMENDED
from agentview.contract.feed import Change, Topic
from agentview.contract.notifications import NotificationStatus, NotSentReason
from agentview.contract.op import Message, Op
from agentview.core.errors import Refusal, Unknown
from agentview.gateway.port import FeedNews, Gateway
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.events import Notification
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.events.editor_page import TemplatePage
from agentview.ui.views.events.home import Section
from agentview.ui.views.events.view import NotificationsView
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.ui.fake_desk import FakeShell, FakeToasts, desk

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)
D = TypeVar("D", bound=QDialog)
ADMIN, LEAD, CSA = "harbour_admin", "harbour_lead", "harbour_csa"
SIZE = (1114, 640)
"""What an area has in a window of 1366 x 768."""
MARKUP = "Dear <b>Marlow</b> & Sons, <img src='file:///etc/hostname'>"
HOURS_AGO = {
    NotificationStatus.SENT: 5,
    NotificationStatus.NOT_SENT: 3,
    NotificationStatus.ERROR: 2,
    NotificationStatus.QUEUED: 1,
}
"""In the order of time, the oldest first."""


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

    def requests(self, op: Op[Any, Any]) -> list[Any]:
        """What an operation was asked with."""
        return [request for name, request, _ in self.sent if name == op.name]

    def keys(self, op: Op[Any, Any]) -> list[str | None]:
        """The keys under which an operation went out."""
        return [key for name, _, key in self.sent if name == op.name]


class Seat:
    """A person at the screen."""

    def __init__(self, backend: Backend, username: str, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        gateway = backend.gateway(username)
        me = gateway.sign_in(username, None)
        self.line, self.runner = Line(gateway), HeldRunner()
        folder.mkdir(exist_ok=True)
        self.desk = desk(cast("Any", self.line), self.runner, CodeTexts(backend.clock), folder, me)
        self.shell, self.toasts = cast("FakeShell", self.desk.shell), cast("FakeToasts", self.desk.toasts)
        self.view = NotificationsView(self.desk)
        qtbot.addWidget(self.view.root)
        self.view.root.resize(*SIZE)
        with qtbot.waitExposed(self.view.root):
            self.view.root.show()
        self.settle()

    def show(self, section: Section) -> Any:  # noqa: ANN401 - whichever page it is
        """Show a page, read."""
        self.view.tabs.show_record(None)
        self.view.home.show_section(section)
        self.settle()
        return self.view.home.stack.currentWidget()

    @property
    def page(self) -> TemplatePage:
        """The template in front."""
        page = self.view.page()
        assert page is not None
        return page

    def dialog(self, kind: type[D]) -> D:
        """The dialog of this kind that stands in front."""
        self.settle()
        shown = [one for one in self.view.root.findChildren(kind) if one.isVisible()]
        assert shown, kind
        return shown[-1]

    def has_dialog(self) -> bool:
        """Say whether a dialog stands in front."""
        self.settle()
        return any(one.isVisible() for one in self.view.root.findChildren(QDialog))

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

    def tell(self, news: FeedNews) -> None:
        """Bring news of the change feed."""
        self.shell.tell(news)
        self.settle()

    def news_of(self, topic: Topic, record_id: int) -> None:
        """Bring the news that a colleague changed a record."""
        change = Change(
            cursor="1-1",
            topic=topic,
            record_id=record_id,
            verb="edit",
            actor_id=999,
            actor="A",
            at=build.START,
        )
        self.tell(FeedNews((change,)))

    def close(self) -> None:
        """End."""
        self.view.close()
        self.runner.run_all()


class Sit(Protocol):
    """Opens the area for a person."""

    def __call__(self, username: str = ADMIN) -> Seat:
        """Return the seat."""
        ...


class Sending:
    """The provider's events and messages, as they were before the person sat down."""

    def __init__(self, backend: Backend) -> None:
        self.backend, self.working = backend, Working(backend)

    def apply(self) -> None:
        """Set the recommended events up."""
        self.working.call(ADMIN, APPLY_RECOMMENDED)

    def index(self) -> None:
        """Let the search find the customer."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            index_account(Unit(session, NOBODY, build.START), session.get_one(Account, build.MARLOW))

    def template(self, **fields: str) -> TemplateDetail:
        """Write a template of Invoice Overdue."""
        said = {"name": "Reminder", "subject": "Invoice %%invoiceId%%", "body": "Please pay %%invoiceId%%."}
        return self.working.call(
            ADMIN, CREATE, event_type="INVOICE_OVERDUE", channel="EMAIL", fields={**said, **fields}
        )

    def messages(self) -> dict[NotificationStatus, int]:
        """Write a message in each state; returns their numbers."""
        return {status: self.message(status) for status in HOURS_AGO}

    def message(self, status: NotificationStatus, account_id: int = build.MARLOW, **values: object) -> int:
        """Write a message as it stands in the log; returns its number."""
        at = self.backend.clock.now() - timedelta(hours=HOURS_AGO[status])
        is_sms = status is NotificationStatus.NOT_SENT
        is_error = status is NotificationStatus.ERROR
        row = Notification(
            **{
                "provider_id": build.HARBOUR,
                "account_id": account_id,
                "event_type": "INVOICE_OVERDUE",
                "channel": "SMS" if is_sms else "EMAIL",
                "to_address": "" if is_sms else "accounts@marlow.example",
                "from_address": "care@harbour.example",
                "subject": "" if is_sms else f"Your invoice ({status.value.lower()})",
                "body": MARKUP,
                "status": status.value,
                "not_sent_reason": NotSentReason.NO_ADDRESS.value if is_sms else None,
                "error_text": "554 5.7.1 refused by policy" if is_error else None,
                "attempts": 3 if is_error else 1,
                "queued_at": at,
                "next_try_at": at if status is NotificationStatus.QUEUED else None,
                "sent_at": at if status is NotificationStatus.SENT else None,
                "proof": "250 2.0.0 queued as 4F1B" if status is NotificationStatus.SENT else None,
                "dedupe_key": f"{status.value}:{account_id}:{len(values)}",
                **values,
            }
        )
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.add(row)
            session.flush()
            return row.id
