"""To whom a message would go if it were sent again today, and what stands against it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.notifications import Channel, NotificationCommand, NotificationStatus
from agentview.contract.value import CommandState
from agentview.core.caller import Caller
from agentview.models.customer import Contact
from agentview.services.notifications.lifecycle import LIFECYCLE, NotificationFacts
from agentview.services.notifications.outlet import Outlet
from agentview.services.notifications.recipients import recipient, recipients
from agentview.services.notifications.rules import Recipient, against


class Addressed(Protocol):
    """A message, or a row of the log."""

    account_id: int
    channel: str
    contact_id: int | None
    to_address: str
    status: str


def contacts_by_id(session: Session, ids: Iterable[int | None]) -> Mapping[int, Contact]:
    """Return contacts by their ids, in one statement."""
    wanted = sorted({key for key in ids if key is not None})
    found = session.scalars(select(Contact).where(Contact.id.in_(wanted))) if wanted else ()
    return {contact.id: contact for contact in found}


def recipient_again(session: Session, sent: Addressed, contacts: Mapping[int, Contact]) -> Recipient:
    """Return who would get a message again: the same contact where they can be reached now.

    Else whoever of the account is written to; what went to an address that somebody typed goes there.
    """
    channel = Channel(sent.channel)
    contact = contacts.get(sent.contact_id or 0)
    if contact is None and sent.to_address:
        return Recipient(None, sent.to_address, is_willing=True)
    same = recipient(contact, channel) if contact is not None else None
    return same if same is not None and same.address else recipients(session, sent.account_id, channel)[0]


def resend_state(
    session: Session, caller: Caller, outlet: Outlet, sent: Addressed, contacts: Mapping[int, Contact]
) -> CommandState:
    """Return whether a message can be sent again by this caller; if not, every reason."""
    status = NotificationStatus(sent.status)
    facts = NotificationFacts()
    if status is not NotificationStatus.QUEUED:
        again = recipient_again(session, sent, contacts)
        facts = NotificationFacts(against(Channel(sent.channel), again, has_sms=outlet.has_sms))
    verdict = LIFECYCLE.judge(status, NotificationCommand.RESEND, facts, caller.powers)
    return CommandState.of(verdict.command.value, verdict.refusals)
