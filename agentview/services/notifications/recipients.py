"""Who of an account is written to, and where."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.customers import ContactKind
from agentview.contract.notifications import Channel
from agentview.models.customer import Contact
from agentview.services.notifications.rules import NOBODY, Recipient

_FIRST = (ContactKind.BILLING, ContactKind.ACCOUNT_HOLDER, ContactKind.SERVICE_CONTACT, ContactKind.DELIVERY)


def recipient(contact: Contact, channel: Channel) -> Recipient:
    """Return a contact as a channel sees it."""
    if channel is Channel.EMAIL:
        return Recipient(contact.id, contact.email or "", contact.may_email)
    return Recipient(contact.id, contact.mobile or "", contact.may_sms)


def recipients(session: Session, account_id: int, channel: Channel) -> tuple[Recipient, ...]:
    """Return who of an account is written to: those for billing, else the holder, else whoever there is.

    Only kinds of contact count of whom somebody can be reached; one address is written to once. Where
    nobody can be reached it is the first contact, or NOBODY.
    """
    contacts = session.scalars(
        select(Contact).where(Contact.account_id == account_id).order_by(Contact.id)
    ).all()
    for kind in _FIRST:
        reached = _reached([one for one in contacts if one.kind == kind.value], channel)
        if reached:
            return reached
    return (recipient(contacts[0], channel),) if contacts else (NOBODY,)


def _reached(contacts: Sequence[Contact], channel: Channel) -> tuple[Recipient, ...]:
    found: dict[str, Recipient] = {}
    for contact in contacts:
        one = recipient(contact, channel)
        known = found.get(one.address.casefold())
        # Who has said no for an address once has said it for that address.
        if one.address and (known is None or (known.is_willing and not one.is_willing)):
            found[one.address.casefold()] = one
    return tuple(found.values())
