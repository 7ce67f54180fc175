"""Fires events: one row each, once only, where a mapping of the account's profile is on (E40)."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.event_templates import TemplateStatus
from agentview.contract.events import ActionType
from agentview.contract.feed import Topic
from agentview.models.customer import Account, CustomerNote
from agentview.models.dialect import insert_unless_there
from agentview.models.events import EventAction, EventMapping, EventTemplate
from agentview.models.trail import EventInstance
from agentview.services.events.acting import Firing, act
from agentview.services.events.occurrence import Occurrence
from agentview.services.events.variables import values_of
from agentview.services.unit import Unit

__all__ = ["Occurrence", "fire", "skip"]

SKIPPED = "skipped"
"""In the payload of an event that was recorded and told to nobody."""


def fire(unit: Unit, occurred: Occurrence) -> None:
    """Write the event and do what its mapping says, once (R-EVT-04, R-EVT-16).

    Nothing happens where it is off for the account's profile, or where `once` fired before. What it is about
    must have been flushed.
    """
    account = unit.session.get_one(Account, occurred.account_id)
    mappings = _mappings(unit, account, occurred)
    if not mappings:
        return
    event_id = _write(unit, occurred)
    if event_id is None:
        return
    if any(mapping.has_extended_logging for mapping in mappings):
        _note(unit, account, occurred)
    running = _running(unit, mappings)
    if not running:
        return
    unit.session.flush()
    firing = Firing(event_id, account, occurred, values_of(unit, occurred))
    for action, template in running:
        act(unit, firing, ActionType(action.type), template, action.log_tag)


def skip(unit: Unit, occurred: Occurrence) -> None:
    """Record that an event was missed and is told to nobody: it never fires again."""
    _write(unit, occurred, is_skipped=True)


def key_of(occurred: Occurrence) -> str:
    """Return what makes an event once only."""
    return f"{occurred.event_type.value}:{occurred.once}"


def _write(unit: Unit, occurred: Occurrence, *, is_skipped: bool = False) -> int | None:
    """Write the event; None where it was written before."""
    numbers = {"invoice_id": occurred.invoice_id, "payment_id": occurred.payment_id}
    payload: dict[str, object] = {
        **occurred.values,
        **{name: number for name, number in numbers.items() if number is not None},
        **({SKIPPED: True} if is_skipped else {}),
    }
    values: dict[str, object] = {
        "event_type": occurred.event_type.value,
        "account_id": occurred.account_id,
        "service_subscription_id": occurred.service_id,
        "occurred_at": unit.now,
        "payload": payload,
        "dedupe_key": key_of(occurred),
    }
    return insert_unless_there(unit.session, EventInstance, values)


def _mappings(unit: Unit, account: Account, occurred: Occurrence) -> Sequence[EventMapping]:
    wanted = select(EventMapping).where(
        EventMapping.provider_id == account.provider_id,
        EventMapping.event_type == occurred.event_type.value,
        EventMapping.profile_id == account.profile_id,
        EventMapping.is_enabled,
    )
    if occurred.mapping_id is not None:
        wanted = wanted.where(EventMapping.id == occurred.mapping_id)
    return unit.session.scalars(wanted.order_by(EventMapping.id)).all()


def _running(unit: Unit, mappings: Sequence[EventMapping]) -> Sequence[tuple[EventAction, EventTemplate]]:
    """Return the actions that are on and have an active template (R-EVT-04)."""
    rows = unit.session.execute(
        select(EventAction, EventTemplate)
        .join(EventTemplate, EventTemplate.id == EventAction.template_id)
        .where(
            EventAction.mapping_id.in_([mapping.id for mapping in mappings]),
            EventAction.is_enabled,
            EventTemplate.status == TemplateStatus.ACTIVE.value,
        )
        .order_by(EventAction.id)
    )
    return [(row[0], row[1]) for row in rows]


def _note(unit: Unit, account: Account, occurred: Occurrence) -> None:
    """Write the customer note of extended logging (R-EVT-12)."""
    said = f"Event: {CATALOGUE[occurred.event_type].name}"
    note = CustomerNote(
        account_id=account.id,
        service_subscription_id=occurred.service_id,
        text=said,
        author=unit.caller.display_name,
        is_shared=False,
        is_system=True,
        is_alert=False,
        at=unit.now,
    )
    unit.session.add(note)
    unit.session.flush()
    unit.audit("note", note.id, "add", reason=said, is_internal=True, account_id=account.id)
    unit.changed(Topic.ACCOUNT, account.id, "note", (account.provider_id, None))
