"""What was typed, judged: pure functions that return every reason against it."""

import re
from datetime import date
from typing import NamedTuple

from agentview.contract.customers import ContactFields
from agentview.core.email_address import is_email
from agentview.core.errors import Refusal
from agentview.core.phone import e164
from agentview.core.text import digits

NAME, NUMBER, EMAIL, LANGUAGE, REFERENCE = 200, 80, 200, 10, 100
"""The longest that each kind of text may be."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FIRST_BIRTH = date(1900, 1, 1)
Refusals = tuple[Refusal, ...]


def one_line(text: str) -> str:
    """Return text on one line: what was pasted may hold line ends and tabs."""
    return " ".join(text.split())


def long_refusals(text: str, field: str, most: int) -> Refusals:
    """Refuse text that is too long; it is never cut off silently."""
    if len(text) <= most:
        return ()
    return (Refusal("E-LONG", field, values={"most": most, "length": len(text)}),)


class TypedNumber(NamedTuple):
    """A telephone number as typed, and in E.164 where it can be read as one."""

    typed: str
    read: str | None

    @classmethod
    def of(cls, text: str, region: str) -> "TypedNumber":
        """Read a number as it is dialled in a region; an extension stays in what was typed."""
        return cls.on_one_line(one_line(text), region)

    @classmethod
    def on_one_line(cls, typed: str, region: str) -> "TypedNumber":
        """Read a number that is on one line already."""
        return cls(typed, e164(typed, region) if typed else None)


class TypedContact(NamedTuple):
    """A contact as typed, each text on one line and the numbers read."""

    kind: str
    name: str
    phone: TypedNumber
    mobile: TypedNumber
    email: str
    date_of_birth: date | None
    language: str
    may_email: bool
    may_sms: bool

    @classmethod
    def of(cls, fields: ContactFields, region: str) -> "TypedContact":
        """Read what was typed for a provider of a region."""
        return cls(
            fields.kind.value,
            one_line(fields.name),
            TypedNumber.of(fields.phone, region),
            TypedNumber.of(fields.mobile, region),
            one_line(fields.email),
            fields.date_of_birth,
            one_line(fields.language),
            fields.may_email,
            fields.may_sms,
        )

    @property
    def has_number(self) -> bool:
        """Say whether the contact can be called."""
        return bool(self.phone.typed or self.mobile.typed)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed that tells who it is."""
        return not (self.has_number or self.name or self.email)


def contact_refusals(contact: TypedContact, today: date, keep: frozenset[str] = frozenset()) -> Refusals:
    """Return every reason against a contact; fields in `keep` are not looked at."""
    found = (
        long_refusals(contact.name, "name", NAME)
        + _number_refusals(contact.phone, "phone")
        + _number_refusals(contact.mobile, "mobile")
        + _email_refusals(contact.email)
        + _birth_refusals(contact.date_of_birth, today)
        + _language_refusals(contact.language)
    )
    return tuple(refusal for refusal in found if refusal.field not in keep) if found else found


def _number_refusals(number: TypedNumber, field: str) -> Refusals:
    # What could be read has digits.
    has_none = number.typed and number.read is None and not digits(number.typed)
    none = (Refusal("E-NO-DIGITS", field),) if has_none else ()
    return long_refusals(number.typed, field, NUMBER) + none


def _email_refusals(text: str) -> Refusals:
    if not text or (len(text) <= EMAIL and is_email(text)):
        return ()
    wrong = () if is_email(text) else (Refusal("E-EMAIL", "email"),)
    return long_refusals(text, "email", EMAIL) + wrong


def _birth_refusals(day: date | None, today: date) -> Refusals:
    if day is None or _FIRST_BIRTH <= day < today:
        return ()
    return (Refusal("E-BIRTH", "date_of_birth", values={"earliest": _FIRST_BIRTH.isoformat()}),)


def _language_refusals(text: str) -> Refusals:
    if not text or (len(text) <= LANGUAGE and _LANGUAGE.fullmatch(text)):
        return ()
    return (Refusal("E-LANGUAGE", "language"),)
