"""Contacts of a customer: added, edited, removed, and shown in full with an audited reason."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from agentview.contract import customers as contract
from agentview.contract.customers import (
    AddContactRequest,
    ContactRef,
    CustomerCommand,
    EditContactRequest,
    RevealContactRequest,
    RevealedContact,
)
from agentview.contract.op import Nothing
from agentview.core.errors import Refusal, Scalar, refuse_if_any, rejected
from agentview.core.text import masked
from agentview.models.customer import Account, Contact
from agentview.models.party import Provider
from agentview.services.customer_news import refuse_old, tell
from agentview.services.customer_scope import held_account, is_customer, not_there, visible
from agentview.services.customers.commands import CUSTOMER, Facts, demand
from agentview.services.customers.shown import PERSONAL, shown_contact
from agentview.services.customers.typed import TypedContact, contact_refusals
from agentview.services.search.index import index_account
from agentview.services.unit import Unit

Texts = dict[str, str | None]


def add_contact(unit: Unit, request: AddContactRequest) -> contract.Contact:
    """Add a contact."""
    account = _account_to_change(unit, request.account_id)
    typed = read_contact(unit, account, request.fields)
    refuse_if_any(_empty_refusals(typed) + contact_refusals(typed, unit.today))
    row = write_contact(unit, account, typed)
    index_account(unit, account)
    tell(unit, account, "add_contact")
    return shown_contact(row)


def read_contact(unit: Unit, account: Account, fields: contract.ContactFields) -> TypedContact:
    """Read what was typed, with numbers as they are dialled where the provider is."""
    return TypedContact.of(fields, unit.session.get_one(Provider, account.provider_id).region)


def write_contact(unit: Unit, account: Account, typed: TypedContact) -> Contact:
    """Write a new contact with its entry in the timeline; what is personal stands there masked."""
    row = Contact(account_id=account.id, **_columns(typed))
    unit.session.add(row)
    unit.session.flush()
    unit.audit("contact", row.id, "add", new=row.name or None, account_id=account.id)
    return row


def edit_contact(unit: Unit, request: EditContactRequest) -> contract.Contact:
    """Edit a contact in the version that was seen; fields named in `keep` stay as they are."""
    row, account = _contact_to_change(unit, request.contact_id)
    refuse_old(unit, row, request.version, _theirs(row))
    keep = frozenset(request.keep)
    typed = read_contact(unit, account, request.fields)
    kept = bool(keep & PERSONAL)
    refuse_if_any((() if kept else _empty_refusals(typed)) + contact_refusals(typed, unit.today, keep))
    before = _texts(row)
    for name, value in _columns(typed).items():
        if name.removesuffix("_as_typed") not in keep:
            setattr(row, name, value)
    _audit_changes(unit, row, before)
    index_account(unit, account)
    tell(unit, account, "edit_contact")
    return shown_contact(row)


def remove_contact(unit: Unit, request: ContactRef) -> Nothing:
    """Remove a contact, but not the last one of a customer who is known by a number alone."""
    row, account = _contact_to_change(unit, request.contact_id)
    refuse_old(unit, row, request.version, _theirs(row))
    others = unit.session.scalars(
        select(func.count()).where(Contact.account_id == account.id, Contact.id != row.id)
    ).one()
    if not others and account.name == account.account_no:
        raise rejected("E-LAST-CONTACT")
    unit.audit("contact", row.id, "remove", old=row.name or None, account_id=account.id)
    unit.session.delete(row)
    index_account(unit, account)
    tell(unit, account, "remove_contact")
    return Nothing()


def reveal_contact(unit: Unit, request: RevealContactRequest) -> RevealedContact:
    """Show a contact in full; the asking and its reason are audited, for the own provider alone."""
    row, account = _contact(unit, request.contact_id)
    demand(CUSTOMER[CustomerCommand.REVEAL], Facts(account.status, is_customer(unit.caller)), unit.caller)
    if not request.reason:
        raise rejected("E-REASON", field="reason", rule="D-19")
    unit.audit("contact", row.id, "reveal", reason=request.reason, is_internal=True, account_id=account.id)
    return RevealedContact(
        contact_id=row.id,
        name=row.name,
        phone=row.phone,
        phone_as_typed=row.phone_as_typed,
        mobile=row.mobile,
        mobile_as_typed=row.mobile_as_typed,
        email=row.email,
        date_of_birth=row.date_of_birth,
    )


def _account_to_change(unit: Unit, account_id: int) -> Account:
    account = held_account(unit, account_id)
    facts = Facts(account.status, is_customer(unit.caller))
    demand(CUSTOMER[CustomerCommand.ADD_CONTACT], facts, unit.caller)
    return account


def _contact(unit: Unit, contact_id: int) -> tuple[Contact, Account]:
    row = unit.session.execute(
        select(Contact, Account)
        .join(Account, Account.id == Contact.account_id)
        .where(Contact.id == contact_id, visible(unit.caller))
    ).first()
    if row is None:
        raise not_there("contact_id", contact_id)
    return row.Contact, row.Account


def _contact_to_change(unit: Unit, contact_id: int) -> tuple[Contact, Account]:
    """Hold the customer first: two people who edit contacts of one customer come one after the other."""
    _, account = _contact(unit, contact_id)
    account = _account_to_change(unit, account.id)
    row = unit.session.scalars(
        select(Contact).where(Contact.id == contact_id).execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise not_there("contact_id", contact_id)
    return row, account


def _empty_refusals(typed: TypedContact) -> tuple[Refusal, ...]:
    return (Refusal("E-CONTACT-EMPTY", "name"),) if typed.is_empty else ()


def _columns(typed: TypedContact) -> dict[str, object]:
    return {
        "kind": typed.kind,
        "name": typed.name,
        "phone": typed.phone.read,
        "phone_as_typed": typed.phone.typed or None,
        "mobile": typed.mobile.read,
        "mobile_as_typed": typed.mobile.typed or None,
        "email": typed.email or None,
        "date_of_birth": typed.date_of_birth,
        "language": typed.language,
        "may_email": typed.may_email,
        "may_sms": typed.may_sms,
    }


def _texts(row: Contact) -> Texts:
    """Return what people see of each field, in full: to compare, never to write down."""
    birth: date | None = row.date_of_birth
    return {
        "kind": row.kind,
        "name": row.name or None,
        "phone": row.phone_as_typed or row.phone,
        "mobile": row.mobile_as_typed or row.mobile,
        "email": row.email,
        "date_of_birth": birth.isoformat() if birth else None,
        "language": row.language or None,
        "may_email": "yes" if row.may_email else "no",
        "may_sms": "yes" if row.may_sms else "no",
    }


def _masked(name: str, text: str | None) -> str | None:
    """Mask what is personal; of a date of birth nothing is left."""
    if text is None or name not in PERSONAL:
        return text
    return masked("") if name == "date_of_birth" else masked(text)


def _theirs(row: Contact) -> Mapping[str, Scalar]:
    return {name: _masked(name, text) for name, text in _texts(row).items()}


def _audit_changes(unit: Unit, row: Contact, before: Texts) -> None:
    for name, new in _texts(row).items():
        if new != before[name]:
            unit.audit(
                "contact",
                row.id,
                "edit",
                field=name,
                old=_masked(name, before[name]),
                new=_masked(name, new),
                account_id=row.account_id,
            )
