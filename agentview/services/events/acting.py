"""What the actions of an event do: messages, an entry, a page to print, a banner, a case (E41)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.events import ActionType, EventType
from agentview.contract.feed import Topic
from agentview.contract.notifications import Channel
from agentview.contract.worklist import CaseType
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.events import EventTemplate
from agentview.models.trail import EventInstance
from agentview.services.events.occurrence import Occurrence
from agentview.services.events.rendering import render, render_line
from agentview.services.notifications.queueing import Draft, queue
from agentview.services.unit import Unit
from agentview.services.work_item import Case, raise_case

ENTITY = "event"
PAGE_TITLE, PAGE_TEXT = "page_title", "page_text"
"""In the payload of an event: the page that it gave."""

_LONGEST_BANNER = 200
_PROVISIONING = frozenset({EventType.PROVISIONING_HALTED, EventType.SERVICE_ACTIVATION})


@dataclass(frozen=True, slots=True)
class Firing:
    """An event that was written, whose it is, and the values of its variables."""

    event_id: int
    account: Account
    occurred: Occurrence
    values: Mapping[str, str]

    def subject(self, template: EventTemplate) -> str:
        """Return the subject, or title, of a template for this event."""
        return render_line(template.subject, self.values)[:200]

    def body(self, template: EventTemplate) -> str:
        """Return the text of a template for this event."""
        return render(template.body, self.values)


def act(unit: Unit, firing: Firing, action: ActionType, template: EventTemplate, log_tag: str) -> None:
    """Do one thing that a mapping says."""
    if action is ActionType.LOG:
        _log(unit, firing, template, log_tag)
    else:
        _ACTIONS[action](unit, firing, template)


def _message(unit: Unit, firing: Firing, template: EventTemplate) -> None:
    _queue(unit, firing, template, Channel.EMAIL)


def _sms(unit: Unit, firing: Firing, template: EventTemplate) -> None:
    _queue(unit, firing, template, Channel.SMS)


def _queue(unit: Unit, firing: Firing, template: EventTemplate, channel: Channel) -> None:
    occurred = firing.occurred
    draft = Draft(
        account_id=firing.account.id,
        service_id=occurred.service_id,
        event_instance_id=firing.event_id,
        template_id=template.id,
        event_type=occurred.event_type.value,
        channel=channel,
        subject=firing.subject(template),
        body=firing.body(template),
        from_address=template.from_address,
        once=occurred.once,
    )
    queue(unit, draft)


def _log(unit: Unit, firing: Firing, template: EventTemplate, tag: str) -> None:
    """Write an entry under its tag into the customer's timeline, for the own provider alone."""
    unit.audit(
        ENTITY,
        firing.event_id,
        "log",
        field=tag,
        new=CATALOGUE[firing.occurred.event_type].name,
        reason=firing.body(template),
        is_internal=True,
        account_id=firing.account.id,
    )


def _on_screen(unit: Unit, firing: Firing, template: EventTemplate) -> None:
    """Keep the page as it is now; it is listed by `pages`."""
    row = unit.session.get_one(EventInstance, firing.event_id)
    page = {PAGE_TITLE: firing.subject(template) or template.name, PAGE_TEXT: firing.body(template)}
    row.payload = {**row.payload, **page}
    unit.changed(Topic.EVENT, row.id, "page", (firing.account.provider_id, None))


def _notification(unit: Unit, firing: Firing, template: EventTemplate) -> None:
    """Show a banner to all users of the provider: the title, or the text, in one line."""
    said = firing.subject(template) or render_line(template.body, firing.values)
    unit.changed(
        Topic.EVENT,
        firing.event_id,
        "notice",
        (firing.account.provider_id, None),
        text=said[:_LONGEST_BANNER],
    )


def _workflow(unit: Unit, firing: Firing, template: EventTemplate) -> None:
    """Put a case on the worklist: of provisioning for provisioners, else for credit control."""
    is_provisioning = firing.occurred.event_type in _PROVISIONING
    case = Case(
        type=CaseType.EVENT,
        provider_id=firing.account.provider_id,
        department=Role.PROVISIONER if is_provisioning else Role.CREDIT_CONTROLLER,
        level=ENTITY,
        level_id=firing.event_id,
        account_id=firing.account.id,
        summary=firing.subject(template) or render_line(template.body, firing.values),
        code=CATALOGUE[firing.occurred.event_type].name[:40],
    )
    raise_case(unit, case)


_ACTIONS: Mapping[ActionType, Callable[[Unit, Firing, EventTemplate], None]] = {
    ActionType.MESSAGE: _message,
    ActionType.SMS: _sms,
    ActionType.ON_SCREEN: _on_screen,
    ActionType.NOTIFICATION: _notification,
    ActionType.WORKFLOW: _workflow,
}
