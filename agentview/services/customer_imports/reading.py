"""Reads a row of a file as a customer: pure, with every reason against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from agentview.contract.customer_imports import ImportDefaults, ImportField, ImportRow
from agentview.contract.customers import AccountType, ContactKind
from agentview.core.day import read_day
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
_PLACE = tuple((field, field.value) for field in (F.LINE1, F.LINE2, F.CITY, F.REGION, F.POSTCODE))


# Members are looked up at each use by Python code: a file has millions of cells.
_ACCOUNT_NO, _EXPORT_REFERENCE = F.ACCOUNT_NO, F.EXPORT_REFERENCE
_NAME, _FIRST_NAME, _LAST_NAME, _LANGUAGE = F.NAME, F.FIRST_NAME, F.LAST_NAME, F.LANGUAGE
_ACCOUNT_TYPE, _PROFILE, _DATE_OF_BIRTH = F.ACCOUNT_TYPE, F.PROFILE, F.DATE_OF_BIRTH
_PHONE, _MOBILE, _EMAIL, _COUNTRY = F.PHONE, F.MOBILE, F.EMAIL, F.COUNTRY
_HOLDER = ContactKind.ACCOUNT_HOLDER.value


@dataclass(frozen=True, slots=True)
class Around:
    """What rows are read with: where the provider is, which day it is, and the profiles by folded name."""

    region: str
    today: date
    profiles: Mapping[str, int]
    defaults: ImportDefaults


class NewCustomer(NamedTuple):
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
    text = "".join(row.values.values())
    is_printable = text.isprintable()
    if unsafe := [] if is_printable else _unsafe(row):
        return tuple(Refusal("E-CHARACTERS", field.value) for field in unsafe)
    # Most rows are plain: they are looked at as one text, not cell by cell.
    tidy = str.strip if is_printable and text.isascii() and "  " not in text else _tidy
    values = {field: tidy(text) for field, text in row.values.items() if text}
    account_type, profile_id, born, found = _chosen(values, around)
    name = values.get(_NAME) or one_line(f"{values.get(_FIRST_NAME, '')} {values.get(_LAST_NAME, '')}")
    contact = _contact(values, name, born, around.region)
    place = {name: values.get(field, "") for field, name in _PLACE}
    country = values.get(_COUNTRY, "").upper()
    refusals = (
        *found,
        *_name_refusals(name, contact),
        *(_long(values, place) if len(text) > REFERENCE else ()),
        *contact_refusals(contact, around.today),
        *_country_refusals(country),
    )
    if refusals:
        return refusals
    return NewCustomer(
        account_no=values.get(_ACCOUNT_NO, ""),
        name=name,
        account_type=account_type,
        profile_id=profile_id,
        export_reference=values.get(_EXPORT_REFERENCE, ""),
        contact=contact,
        address={**place, "country": country},
    )


def _unsafe(row: ImportRow) -> list[ImportField]:
    return [field for field, text in row.values.items() if has_forbidden(text)]


def _tidy(text: str) -> str:
    """Return text on one line: spreadsheets are full of spaces and line ends that say nothing."""
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else one_line(text)
    return one_line(clean(text))


def _chosen(values: Mapping[ImportField, str], around: Around) -> tuple[str, int, date | None, Refusals]:
    """Return what is one of few: kind of account, profile, day of birth; and what is none of them."""
    refusals = []
    account_type = around.defaults.account_type.value
    if kind := fold(values.get(_ACCOUNT_TYPE, "")):
        if kind not in _BUSINESS | _CONSUMER:
            refusals.append(Refusal("E-ACCOUNT-TYPE", _ACCOUNT_TYPE))
        account_type = (AccountType.BUSINESS if kind in _BUSINESS else AccountType.CONSUMER).value
    profile_id = around.defaults.profile_id
    if profile := fold(values.get(_PROFILE, "")):
        profile_id = around.profiles.get(profile, 0)
        if not profile_id:
            refusals.append(Refusal("E-PROFILE", _PROFILE))
    born = None
    if day := values.get(_DATE_OF_BIRTH, ""):
        born = read_day(day)
        if born is None:
            refusals.append(Refusal("E-DATE", _DATE_OF_BIRTH))
    return account_type, profile_id, born, tuple(refusals)


def _contact(values: Mapping[ImportField, str], name: str, born: date | None, region: str) -> TypedContact:
    return TypedContact(
        kind=_HOLDER,
        name=name,
        phone=TypedNumber.on_one_line(values.get(_PHONE, ""), region),
        mobile=TypedNumber.on_one_line(values.get(_MOBILE, ""), region),
        email=values.get(_EMAIL, ""),
        date_of_birth=born,
        language=values.get(_LANGUAGE, "").replace("_", "-"),
        may_email=True,
        may_sms=True,
    )


def _long(values: Mapping[ImportField, str], place: Mapping[str, str]) -> Iterator[Refusal]:
    """Give what is too long besides the contact, who has limits of its own."""
    if max(map(len, values.values())) <= REFERENCE:
        return
    for field in (_ACCOUNT_NO, _EXPORT_REFERENCE):
        yield from long_refusals(values.get(field, ""), field, REFERENCE)
    for part, text in place.items():
        yield from long_refusals(text, part, NAME)


def _name_refusals(name: str, contact: TypedContact) -> Refusals:
    if name or contact.has_number:
        return ()
    return (Refusal("E-NAME-OR-NUMBER", _NAME),)


def _country_refusals(country: str) -> Refusals:
    is_code = len(country) == len("AT") and country.isascii() and country.isalpha()
    return () if not country or is_code else (Refusal("E-COUNTRY", _COUNTRY),)
