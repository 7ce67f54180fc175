"""What goes over the wire for a message that was taken, looked at again just before (R-EVT-08)."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.notifications import Channel, NotificationStatus, NotSentReason
from agentview.models.customer import Contact
from agentview.models.events import Notification
from agentview.services.notifications.errand import Errand
from agentview.services.notifications.outlet import Outlet
from agentview.services.notifications.recipients import recipient
from agentview.services.notifications.rules import Recipient, against

N = Notification
StillWanted: TypeAlias = Callable[[Session, int], bool]
"""Says of a message, by its id, whether what it tells of still holds."""

_BETWEEN = "\n\n" + "-" * 40 + "\n\n"
_NAME = "agentview.invalid"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is handed to a server. `part_ids` are messages that go out as parts of it."""

    errand: Errand
    wire_id: str
    from_address: str
    to_address: str
    subject: str
    body: str
    written_at: datetime
    part_ids: tuple[int, ...] = ()
    dropped_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A message that is not to be sent after all, and why."""

    errand: Errand
    reason: NotSentReason


def letter(
    session: Session, outlet: Outlet, errand: Errand, still_wanted: StillWanted
) -> Letter | Withheld | None:
    """Return what is to be sent now; None where somebody else has settled the message meanwhile."""
    row = session.get_one(N, errand.notification_id, populate_existing=True)
    if row.status != NotificationStatus.QUEUED.value or row.lease_until != errand.lease_until:
        return None
    why = _against(session, outlet, row, still_wanted)
    if why is not None:
        return Withheld(errand, why)
    parts = session.scalars(
        select(N)
        .where(N.digest_id == row.id, N.status == NotificationStatus.QUEUED.value)
        .order_by(N.id)
        .execution_options(populate_existing=True)
    ).all()
    kept = [part for part in parts if still_wanted(session, part.id)]
    return Letter(
        errand,
        wire_id(row.dedupe_key),
        row.from_address or _sender(outlet, errand.channel),
        row.to_address,
        row.subject,
        _BETWEEN.join(one.body for one in (row, *kept)),
        row.queued_at,
        part_ids=tuple(part.id for part in kept),
        dropped_ids=_others(parts, kept),
    )


def wire_id(dedupe_key: str) -> str:
    """Return what names a message to servers: the same at each try, and telling nothing of the customer."""
    return hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]


def message_id(dedupe_key: str) -> str:
    """Return the Message-ID of an e-mail."""
    return as_message_id(wire_id(dedupe_key))


def as_message_id(wire: str) -> str:
    """Return the Message-ID for what names a message; whose domain it has does not change with a setting."""
    return f"<{wire}@{_NAME}>"


def _against(
    session: Session, outlet: Outlet, row: Notification, still_wanted: StillWanted
) -> NotSentReason | None:
    """Return what has come between: the customer says no now, the setting went away, or it is settled."""
    channel = Channel(row.channel)
    server = outlet.smtp_url if channel is Channel.EMAIL else outlet.sms_url
    why = against(channel, _recipient(session, row, channel), has_sms=outlet.has_sms)
    if why is not None:
        return why
    if not server or not (row.from_address or _sender(outlet, channel)):
        return NotSentReason.NO_SERVER
    # Who sends it again by hand has decided that it is wanted.
    is_wanted = row.resend_of_id is not None or still_wanted(session, row.id)
    return None if is_wanted else NotSentReason.NO_LONGER_DUE


def _recipient(session: Session, row: Notification, channel: Channel) -> Recipient:
    """Return to whom it goes: where it was written to, as willing as the contact is now."""
    contact = None
    if row.contact_id is not None:
        contact = session.get(Contact, row.contact_id, populate_existing=True)
    is_willing = contact is None or recipient(contact, channel).is_willing
    return Recipient(row.contact_id, row.to_address, is_willing)


def _others(parts: Sequence[Notification], kept: Sequence[Notification]) -> tuple[int, ...]:
    stays = {part.id for part in kept}
    return tuple(part.id for part in parts if part.id not in stays)


def _sender(outlet: Outlet, channel: Channel) -> str:
    return outlet.from_email if channel is Channel.EMAIL else outlet.sms_sender
