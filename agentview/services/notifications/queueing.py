"""Queues messages: one row for each contact that is written to, once for what it tells of (R-EVT-13, 16)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from agentview.contract.feed import Topic
from agentview.contract.notifications import Channel, NotificationCommand, NotificationStatus, NotSentReason
from agentview.models.customer import Account
from agentview.models.dialect import insert_unless_there
from agentview.models.events import Notification
from agentview.services.bulk_trail import tracked
from agentview.services.notifications.outlet import Outlet, outlet_of
from agentview.services.notifications.recipients import recipients
from agentview.services.notifications.rules import Recipient, against, quiet_until
from agentview.services.notifications.standing import raise_not_sent
from agentview.services.unit import Unit

JOB = "notification_delivery"
_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as it is to be sent. `once` names what it tells of: of the same nothing is sent twice.

    Without a `from_address` it comes from the provider's sender.
    """

    account_id: int
    service_id: int | None
    event_instance_id: int | None
    template_id: int | None
    event_type: str
    channel: Channel
    subject: str
    body: str
    from_address: str
    once: str


def queue(unit: Unit, draft: Draft) -> None:
    """Queue a message to each contact of the account that is written to.

    Where a preference, an address or the subscription is missing, the row says NOT_SENT and why, and a case
    stands on the worklist (R-EVT-05, 13, 14). In quiet hours it waits for their end. Queued again with the
    same `once`, nothing happens (R-EVT-16).
    """
    provider_id = unit.session.get_one(Account, draft.account_id).provider_id
    outlet = outlet_of(unit.session, provider_id)
    added = [
        write(unit, outlet, draft, one) for one in recipients(unit.session, draft.account_id, draft.channel)
    ]
    if any(row is not None and row.status == NotificationStatus.QUEUED.value for row in added):
        unit.enqueue(JOB, provider_id=provider_id)


def queue_to(unit: Unit, draft: Draft, to_address: str) -> None:
    """Queue a message to an address that somebody typed, such as the test of a template.

    It is no message to the customer: their preferences are not asked. Quiet hours hold.
    """
    provider_id = unit.session.get_one(Account, draft.account_id).provider_id
    outlet = outlet_of(unit.session, provider_id)
    write(unit, outlet, draft, Recipient(None, to_address, is_willing=True))
    unit.enqueue(JOB, provider_id=provider_id)


def write(
    unit: Unit, outlet: Outlet, draft: Draft, recipient: Recipient, resend_of_id: int | None = None
) -> Notification | None:
    """Write one message down; None where the same was written before."""
    why = against(draft.channel, recipient, has_sms=outlet.has_sms)
    values = _values(draft, recipient, why) | {
        "provider_id": outlet.provider_id,
        "queued_at": unit.now,
        "next_try_at": None if why else _first_try(outlet, unit.now),
        "from_address": draft.from_address or _sender(outlet, draft.channel),
        "resend_of_id": resend_of_id,
        "attempts": 0,
        **tracked(unit),
    }
    key = insert_unless_there(unit.session, Notification, values)
    if key is None:
        return None
    row = unit.session.get_one(Notification, key)
    verb = NotificationCommand.WITHHOLD.value if why else "queue"
    unit.audit(
        "notification",
        key,
        verb,
        new=row.status,
        reason=why.value if why else None,
        account_id=row.account_id,
    )
    unit.changed(Topic.NOTIFICATION, key, verb, (row.provider_id, None))
    if why:
        raise_not_sent(unit, row)
    return row


def _values(draft: Draft, recipient: Recipient, why: NotSentReason | None) -> dict[str, object]:
    return {
        "account_id": draft.account_id,
        "service_subscription_id": draft.service_id,
        "event_instance_id": draft.event_instance_id,
        "template_id": draft.template_id,
        "event_type": draft.event_type,
        "channel": draft.channel.value,
        "contact_id": recipient.contact_id,
        "to_address": recipient.address,
        "subject": draft.subject,
        "body": draft.body,
        "status": (NotificationStatus.NOT_SENT if why else NotificationStatus.QUEUED).value,
        "not_sent_reason": why.value if why else None,
        "dedupe_key": _dedupe_key(draft, recipient),
    }


def _dedupe_key(draft: Draft, recipient: Recipient) -> str:
    """Return what makes a message once only; one that is too long is known by its digest (R-EVT-16)."""
    whom = recipient.contact_id if recipient.contact_id is not None else recipient.address
    key = f"{draft.event_type}:{draft.account_id}:{draft.once}:{draft.channel.value}:{whom}"
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{draft.event_type}:{hashlib.sha256(key.encode()).hexdigest()}"


def _first_try(outlet: Outlet, now: datetime) -> datetime:
    return quiet_until(outlet.quiet, now, outlet.zone) or now


def _sender(outlet: Outlet, channel: Channel) -> str:
    return outlet.from_email if channel is Channel.EMAIL else outlet.sms_sender
