"""Harbour writes to its customers: messages are queued, and delivered to whatever servers a test starts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agentview.contract.notifications import Channel
from agentview.contract.op import Message, Op
from agentview.core.caller import Caller
from agentview.core.errors import AgentViewError
from agentview.core.power import Role
from agentview.gateway.embedded import Embedded
from agentview.gateway.port import Gateway
from agentview.jobs.notification_delivery import notification_delivery
from agentview.models.customer import Contact
from agentview.models.database import Stamp
from agentview.models.events import DeliverySetting, Notification
from agentview.models.party import Provider, User, UserRole
from agentview.models.work_item import WorkItem
from agentview.services.network.system import system_of
from agentview.services.notifications.queueing import Draft, queue
from agentview.services.session import password
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend

T = TypeVar("T")
Res = TypeVar("Res", bound=Message)
EMAIL, SMS = Channel.EMAIL, Channel.SMS
SIMULATED = "simulator://harbour"
MOBILE = "+61400000009"
_NUMBERS = count(1)


def draft(account: int = build.MARLOW, channel: Channel = EMAIL, **fields: object) -> Draft:
    """Return a message; each is about something else unless `once` is given."""
    values: dict[str, object] = {
        "service_id": None,
        "event_instance_id": None,
        "template_id": None,
        "event_type": "INVOICE_OVERDUE",
        "subject": "Your invoice" if channel is EMAIL else "",
        "body": "Please pay.",
        "from_address": "",
        "once": f"thing-{next(_NUMBERS)}",
    }
    return Draft(account_id=account, channel=channel, **(values | fields))  # type: ignore[arg-type]


@dataclass
class Run:
    """A run of the job in the hands of a test."""

    embedded: Embedded
    caller: Caller
    done: int = 0
    failed: int = 0

    @property
    def now(self) -> object:
        return self.embedded.dispatcher.clock.now()

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.embedded.dispatcher.act(self.caller, work)

    def progress(self, done: int, _total: int | None = None, failed: int = 0) -> None:
        self.done, self.failed = done, failed


def _password_hash(backend: Backend, username: str) -> str | None:
    """Return what somebody needs who signs in over HTTP."""
    return password.hashed(build.password_of(username)) if backend.url else None


@dataclass
class Posting:
    """Harbour with its setting; in quiet hours only where a test says so."""

    backend: Backend
    root: Path
    settled: set[int] = field(default_factory=set)
    """The messages of which what they tell of is settled (R-EVT-08)."""
    on_wanted: Callable[[int], None] = lambda _id: None
    _gateways: dict[str, Gateway] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.add(
                DeliverySetting(
                    provider_id=build.HARBOUR,
                    smtp_url=SIMULATED,
                    from_email="billing@harbour.example",
                    sms_url=SIMULATED,
                    sms_sender="Harbour",
                    has_sms=True,
                    has_quiet_hours=False,
                    quiet_from=time(20),
                    quiet_to=time(8),
                )
            )
            user = User(
                username="harbour_credit",
                display_name="Harbour Credit",
                provider_id=build.HARBOUR,
                password_hash=_password_hash(self.backend, "harbour_credit"),
            )
            session.add(user)
            session.flush()
            session.add(UserRole(user_id=user.id, role=Role.CREDIT_CONTROLLER.value))
            self.caller = system_of(session.get_one(Provider, build.HARBOUR))
        self.job = notification_delivery(self.root / "keys", self.root / "simulated", self._wanted)

    def _wanted(self, _session: Session, notification_id: int) -> bool:
        self.on_wanted(notification_id)
        return notification_id not in self.settled

    def set(self, **fields: object) -> None:
        """Change the setting."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(
                update(DeliverySetting).where(DeliverySetting.provider_id == build.HARBOUR).values(**fields)
            )

    def contact(self, account: int = build.MARLOW, **fields: object) -> None:
        """Change the contacts of an account."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(update(Contact).where(Contact.account_id == account).values(**fields))

    def add_contact(self, account: int = build.MARLOW, **fields: object) -> None:
        """Give an account one more contact."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.add(Contact(account_id=account, **fields))

    def queue(self, *drafts: Draft) -> list[int]:
        """Queue messages, each in a transaction of its own; return the ids of what was added."""
        before = len(self.rows())
        for one in drafts:
            self.backend.dispatcher.act(self.caller, partial(queue, draft=one))
        return [row.id for row in self.rows()[before:]]

    def deliver(self) -> Run:
        """Carry out a round."""
        run: Any = Run(self.backend.embedded, self.caller)
        self.job.handler(run)
        return run  # type: ignore[no-any-return]

    def later(self, by: timedelta) -> Run:
        """Let time pass, then carry out a round."""
        self.backend.clock.move(by)
        return self.deliver()

    def has_work(self, provider_id: int = build.HARBOUR) -> bool:
        assert self.job.has_work is not None
        return self.job.has_work(self.backend.embedded, provider_id)

    def rows(self) -> list[Notification]:
        with self.backend.database.read() as session:
            rows = list(session.scalars(select(Notification).order_by(Notification.id)))
            session.expunge_all()
            return rows

    def row(self, key: int) -> Notification:
        return next(row for row in self.rows() if row.id == key)

    def states(self) -> list[tuple[str, str | None]]:
        """Return the status of each message, and why it was not sent."""
        return [(row.status, row.not_sent_reason) for row in self.rows()]

    def cases(self) -> list[tuple[str, int | None, str, str]]:
        """Return code, account, department and status of the cases about messages."""
        with self.backend.database.read() as session:
            found = session.scalars(
                select(WorkItem).where(WorkItem.level == "NOTIFICATION").order_by(WorkItem.id)
            )
            return [(row.code, row.account_id, row.department, row.status) for row in found]

    def call(self, username: str, op: Op[Any, Res], **request: object) -> Res:
        if username not in self._gateways:
            self._gateways[username] = self.backend.gateway(username)
        return self._gateways[username].call(op, op.request.model_validate(request))

    def refused(self, username: str, op: Op[Any, Any], **request: object) -> AgentViewError:
        try:
            answer = self.call(username, op, **request)
        except AgentViewError as error:
            return error
        raise AssertionError(f"{op.name} was not refused: {answer!r}")
