"""People who set events up, and what fires, for the tests of events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from agentview.contract import event_templates as templates
from agentview.contract import events as contract
from agentview.contract.event_templates import TemplateDetail
from agentview.contract.events import ActionRow, ActionType, EventType, MappingRow, TemplateChannel
from agentview.models.database import Stamp
from agentview.models.events import DeliverySetting, Notification
from agentview.models.money import Invoice
from agentview.models.party import Provider
from agentview.models.trail import EventInstance
from agentview.services.events.firing import Occurrence, fire
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

ADMIN, CSA = "harbour_admin", "harbour_csa"
RESIDENTIAL = 1
TODAY = date(2026, 11, 16)
OVERDUE, DUE = EventType.INVOICE_OVERDUE, EventType.INVOICE_DUE
T = TypeVar("T")

SAID = "Pay %%currency%% %%amountDueIncTax%% by %%invoiceDueDate%% at %%payUrl%%"


@dataclass
class Events:
    """Sets events up as an administrator, and looks at what comes of them."""

    backend: Backend
    working: Working = field(init=False)

    def __post_init__(self) -> None:
        self.working = Working(self.backend)

    def template(
        self,
        event_type: EventType = OVERDUE,
        channel: TemplateChannel = TemplateChannel.EMAIL,
        *,
        body: str = SAID,
        is_active: bool = True,
        name: str = "First",
    ) -> TemplateDetail:
        """Write a template, and activate it."""
        subject = "" if channel is TemplateChannel.SMS else "About %%accountId%%"
        made = self.working.call(
            ADMIN,
            templates.CREATE,
            event_type=event_type,
            channel=channel,
            fields={"name": name, "subject": subject, "body": body},
        )
        if not is_active:
            return made
        return self.working.call(ADMIN, templates.ACTIVATE, **at_template(made))

    def mapping(
        self, event_type: EventType = OVERDUE, threshold: int = 0, *, is_on: bool = True, **fields: object
    ) -> MappingRow:
        """Map an event for residential accounts, and switch it on."""
        made = self.working.call(
            ADMIN,
            contract.CREATE_MAPPING,
            event_type=event_type,
            profile_id=RESIDENTIAL,
            fields={"threshold": threshold, **fields},
        )
        return self.switch(made, is_on=True) if is_on else made

    def switch(self, row: MappingRow, *, is_on: bool) -> MappingRow:
        """Switch a mapping on or off."""
        return self.working.call(ADMIN, contract.SET_MAPPING, **at(row), is_enabled=is_on)

    def act(
        self, row: MappingRow, kind: ActionType, template: TemplateDetail | None, **more: object
    ) -> MappingRow:
        """Switch an action on, with a template."""
        key = template.row.template_id if template is not None else None
        wanted = {"is_enabled": True, "template_id": key, **more}
        return self.working.call(ADMIN, contract.SET_ACTION, **at(row), type=kind, **wanted)

    def reminder(self, threshold: int, event_type: EventType = OVERDUE, **fields: int) -> MappingRow:
        """Map a reminder by e-mail."""
        row = self.mapping(event_type, threshold, is_on=True, **fields)
        return self.act(row, ActionType.MESSAGE, self.template(event_type, name=f"At {threshold}"))

    def as_system(self, work: Callable[[Unit], T], provider_id: int = build.HARBOUR) -> T:
        """Do something as the program acting for a provider."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, provider_id))
        return self.backend.dispatcher.act(caller, work)

    def fire(
        self,
        event_type: EventType,
        once: str = "1",
        account_id: int = build.MARLOW,
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Let an event happen."""
        self.as_system(lambda unit: fire(unit, Occurrence(event_type, account_id, once, **more)))

    def set_delivery(self, **more: object) -> None:
        """Say how messages of the provider go out."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            row = session.get(DeliverySetting, build.HARBOUR)
            if row is None:
                row = DeliverySetting(
                    provider_id=build.HARBOUR, quiet_from=time(20), quiet_to=time(8), has_quiet_hours=False
                )
                session.add(row)
            for name, value in more.items():
                setattr(row, name, value)

    def owe(
        self,
        days_overdue: int,
        cents: int = 5_990,
        *,
        account: int = build.MARLOW,
        issued_before: int = 14,
        disputed: int = 0,
    ) -> int:
        """Let an account owe an invoice that is overdue for so many days."""
        due_on = TODAY - timedelta(days=days_overdue)
        with self.backend.database.write(Stamp("test", build.START)) as session:
            row = Invoice(
                account_id=account,
                invoice_no=f"INV-{account}-{days_overdue}-{cents}",
                issued_on=due_on - timedelta(days=issued_before),
                due_on=due_on,
                currency="AUD",
                total_inc_cents=cents,
                amount_due_inc_cents=cents,
                disputed_cents=disputed,
                status="ISSUED",
            )
            session.add(row)
            session.flush()
            return row.id

    def pay(self, invoice_id: int) -> None:
        """Let an invoice be paid."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            row = session.get_one(Invoice, invoice_id)
            row.amount_due_inc_cents, row.status = 0, "PAID"

    def fired(self) -> list[tuple[str, int | None]]:
        """Return the events that were not skipped: type and service, in their order."""
        with self.backend.database.read() as session:
            rows = session.scalars(select(EventInstance).order_by(EventInstance.id)).all()
            return [
                (row.event_type, row.service_subscription_id)
                for row in rows
                if not row.payload.get("skipped")
            ]

    def messages(self) -> Sequence[Notification]:
        """Return all messages that were queued, or were not to be sent."""
        with self.backend.database.read() as session:
            return session.scalars(select(Notification).order_by(Notification.id)).all()


def at(row: MappingRow) -> Mapping[str, int]:
    """Name a mapping in the version that was seen."""
    return {"mapping_id": row.mapping_id, "version": row.version}


def at_template(found: TemplateDetail) -> Mapping[str, int]:
    """Name a template in the version that was seen."""
    return {"template_id": found.row.template_id, "version": found.row.version}


def action(row: MappingRow, kind: ActionType) -> ActionRow:
    """Return an action of a mapping."""
    return next(one for one in row.actions if one.type is kind)
