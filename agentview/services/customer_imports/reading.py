"""Reads a row of a file as a customer: pure, with every reason against it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agentview.contract.customer_imports import ImportDefaults, ImportField, ImportRow
from agentview.contract.customers import AccountType, ContactKind
from agentview.core.errors import Refusal
from agentview.core.text import clean, fold, has_forbidden
from agentview.services.customers.typed import (
    NAME,
    REFERENCE,
    Refusals,
    TypedContact,
    TypedNumber,
    contact_refusals,
    long_refusals,
    one_line,
)

F = ImportField
_BUSINESS = frozenset(
    {"business", "company", "corporate", "firma", "geschaftlich", "gewerbe", "unternehmen", "b2b", "b"}
)
_CONSUMER = frozenset(
    {"consumer", "person", "private", "privat", "privatkunde", "residential", "b2c", "c", "p"}
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_PLACE = (F.LINE1, F.LINE2, F.CITY, F.REGION, F.POSTCODE)


@dataclass(frozen=True, slots=True)
class Around:
    """What rows are read with: where the provider is, which day it is, and the profiles by folded name."""

    region: str
    today: date
    profiles: Mapping[str, int]
    defaults: ImportDefaults


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer as a row has it. Without an account number one is given."""

    account_no: str
    name: str
    account_type: str
    profile_id: int
    export_reference: str
    contact: TypedContact
    address: dict[str, str]

    @property
    def has_address(self) -> bool:
        """Say whether there is a place."""
        return any(self.address.values())


def is_blank(row: ImportRow) -> bool:
    """Say whether a row holds nothing, not even a reason why it cannot be read."""
    return not row.refusals and not any(row.values.values())


def read_row(row: ImportRow, around: Around) -> NewCustomer | Refusals:
    """Return the customer, or every reason against the row."""
    if row.refusals:
        return tuple(info.refusal() for info in row.refusals)
    values = {field: _tidy(text) for field, text in row.values.items() if text}
    unsafe = [field for field, text in row.values.items() if not text.isprintable() and has_forbidden(text)]
    if unsafe:
        return tuple(Refusal("E-CHARACTERS", field.value) for field in unsafe)
    account_type, profile_id, born, found = _chosen(values, around)
    name = values.get(F.NAME) or one_line(f"{values.get(F.FIRST_NAME, '')} {values.get(F.LAST_NAME, '')}")
    contact = _contact(values, name, born, around.region)
    place = {field.value: values.get(field, "") for field in _PLACE}
    country = values.get(F.COUNTRY, "").upper()
    refusals = (
        *found,
        *_name_refusals(name, contact),
        *long_refusals(values.get(F.ACCOUNT_NO, ""), F.ACCOUNT_NO, REFERENCE),
        *long_refusals(values.get(F.EXPORT_REFERENCE, ""), F.EXPORT_REFERENCE, REFERENCE),
        *contact_refusals(contact, around.today),
        *(refusal for field, text in place.items() for refusal in long_refusals(text, field, NAME)),
        *_country_refusals(country),
    )
    if refusals:
        return refusals
    return NewCustomer(
        account_no=values.get(F.ACCOUNT_NO, ""),
        name=name,
        account_type=account_type,
        profile_id=profile_id,
        export_reference=values.get(F.EXPORT_REFERENCE, ""),
        contact=contact,
        address={**place, "country": country},
    )


def _tidy(text: str) -> str:
    """Return text on one line: spreadsheets are full of spaces and line ends that say nothing."""
    return one_line(text if text.isascii() and text.isprintable() else clean(text))


def read_day(text: str) -> date | None:
    """Read a day as 2001-12-31 or as 31.12.2001, the day before the month; None where it is none."""
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = iso.groups() if iso else tuple(reversed(day_first.groups())) if day_first else None
    if parts is None:
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _chosen(values: Mapping[ImportField, str], around: Around) -> tuple[str, int, date | None, Refusals]:
    """Return what is one of few: kind of account, profile, day of birth; and what is none of them."""
    refusals = []
    account_type = around.defaults.account_type.value
    if kind := fold(values.get(F.ACCOUNT_TYPE, "")):
        if kind not in _BUSINESS | _CONSUMER:
            refusals.append(Refusal("E-ACCOUNT-TYPE", F.ACCOUNT_TYPE))
        account_type = (AccountType.BUSINESS if kind in _BUSINESS else AccountType.CONSUMER).value
    profile_id = around.defaults.profile_id
    if profile := fold(values.get(F.PROFILE, "")):
        profile_id = around.profiles.get(profile, 0)
        if not profile_id:
            refusals.append(Refusal("E-PROFILE", F.PROFILE))
    born = None
    if day := values.get(F.DATE_OF_BIRTH, ""):
        born = read_day(day)
        if born is None:
            refusals.append(Refusal("E-DATE", F.DATE_OF_BIRTH))
    return account_type, profile_id, born, tuple(refusals)


def _contact(values: Mapping[ImportField, str], name: str, born: date | None, region: str) -> TypedContact:
    return TypedContact(
        kind=ContactKind.ACCOUNT_HOLDER.value,
        name=name,
        phone=TypedNumber.of(values.get(F.PHONE, ""), region),
        mobile=TypedNumber.of(values.get(F.MOBILE, ""), region),
        email=values.get(F.EMAIL, ""),
        date_of_birth=born,
        language=values.get(F.LANGUAGE, "").replace("_", "-"),
        may_email=True,
        may_sms=True,
    )


def _name_refusals(name: str, contact: TypedContact) -> Refusals:
    if name or contact.has_number:
        return ()
    return (Refusal("E-NAME-OR-NUMBER", F.NAME),)


def _country_refusals(country: str) -> Refusals:
    is_code = len(country) == len("AT") and country.isascii() and country.isalpha()
    return () if not country or is_code else (Refusal("E-COUNTRY", F.COUNTRY),)
