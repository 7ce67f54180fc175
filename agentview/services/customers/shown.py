"""Turns contacts and notes into what a screen shows."""

from agentview.contract import customers as contract
from agentview.contract.customers import ContactKind
from agentview.core.reference import Prefix, reference
from agentview.core.text import masked
from agentview.models.customer import Contact, CustomerNote

PERSONAL = frozenset({"phone", "mobile", "email", "date_of_birth"})
"""The fields of a contact that are masked, on the screen and in the trail."""


def shown_contact(row: Contact) -> contract.Contact:
    """Return a contact with what is personal masked."""
    numbers = {"phone": (row.phone, row.phone_as_typed), "mobile": (row.mobile, row.mobile_as_typed)}
    unread = tuple(name for name, (read, typed) in numbers.items() if typed and not read)
    return contract.Contact(
        contact_id=row.id,
        kind=ContactKind(row.kind),
        name=row.name,
        phone=_masked(row.phone or row.phone_as_typed),
        mobile=_masked(row.mobile or row.mobile_as_typed),
        email=_masked(row.email),
        date_of_birth=masked("") if row.date_of_birth else None,
        language=row.language,
        may_email=row.may_email,
        may_sms=row.may_sms,
        version=row.row_version,
        unread=unread,
    )


def _masked(text: str | None) -> str | None:
    return masked(text) if text else None


def shown_note(row: CustomerNote) -> contract.Note:
    """Return a note as it stands on the screen."""
    record = ""
    if row.service_subscription_id is not None:
        record = reference(Prefix.SERVICE, row.service_subscription_id)
    elif row.package_subscription_id is not None:
        record = reference(Prefix.PACKAGE, row.package_subscription_id)
    return contract.Note(
        note_id=row.id,
        text=row.text,
        author=row.author,
        at=row.at,
        is_shared=row.is_shared,
        is_system=row.is_system,
        is_alert=row.is_alert,
        ended_at=row.ended_at,
        record=record,
    )
