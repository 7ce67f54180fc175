"""Gives customers for a file, in the same columns in which a file comes in; each page is audited."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlalchemy import func, select

from agentview.contract.customer_imports import ExportedRow, ExportedRows, ExportRequest, ImportField
from agentview.core.power import Power
from agentview.core.text import masked
from agentview.models.customer import Account, AccountProfile, Address, Contact
from agentview.services.customer_scope import refuse_customers, visible
from agentview.services.exporting import EXPORT_FREE, refuse_large
from agentview.services.unit import Unit

F = ImportField
_PERSONAL = (F.PHONE, F.MOBILE, F.EMAIL, F.DATE_OF_BIRTH)
Record = TypeVar("Record", Contact, Address)


def export(unit: Unit, request: ExportRequest) -> ExportedRows:
    """Return a page of customers; personal data in full only to who may see it."""
    refuse_customers(unit)
    refuse_large(unit, _size(unit))
    if request.in_full:
        unit.caller.demand(Power.REVEAL_PII)
    rows = unit.session.execute(
        select(Account, AccountProfile.name)
        .join(AccountProfile, AccountProfile.id == Account.profile_id)
        .where(visible(unit.caller), Account.id > request.after_id)
        .order_by(Account.id)
        .limit(request.limit + 1)
    ).all()
    page = rows[: request.limit]
    ids = [row.Account.id for row in page]
    contacts = _first(
        unit.session.scalars(select(Contact).where(Contact.account_id.in_(ids)).order_by(Contact.id.desc()))
    )
    addresses = _first(
        unit.session.scalars(select(Address).where(Address.account_id.in_(ids)).order_by(Address.id.desc()))
    )
    exported = tuple(
        ExportedRow(
            account_id=row.Account.id,
            values={
                **_of_account(row.Account, row.name),
                **_of_contact(contacts.get(row.Account.id), in_full=request.in_full),
                **_of_address(addresses.get(row.Account.id)),
            },
        )
        for row in page
    )
    how = "in full" if request.in_full else "masked"
    unit.audit("provider", unit.caller.provider_id, "export_customers", new=f"{len(page)} {how}")
    return ExportedRows(rows=exported, has_more=len(rows) > request.limit)


def _size(unit: Unit) -> int:
    """Count the customers, as far as it matters to who may export them."""
    counted = select(Account.id).where(visible(unit.caller)).limit(EXPORT_FREE + 1).subquery()
    return unit.session.scalars(select(func.count()).select_from(counted)).one()


def _first(rows: Iterable[Record]) -> dict[int, Record]:
    """Return the oldest of each customer, of rows that come newest first."""
    return {row.account_id or 0: row for row in rows}


def _of_account(account: Account, profile: str) -> Mapping[ImportField, str]:
    return {
        F.ACCOUNT_NO: account.account_no,
        F.NAME: account.name,
        F.ACCOUNT_TYPE: account.account_type,
        F.PROFILE: profile,
        F.EXPORT_REFERENCE: account.export_reference or "",
    }


def _of_contact(contact: Contact | None, *, in_full: bool) -> Mapping[ImportField, str]:
    if contact is None:
        return {}
    born = contact.date_of_birth
    values = {
        F.PHONE: contact.phone or contact.phone_as_typed or "",
        F.MOBILE: contact.mobile or contact.mobile_as_typed or "",
        F.EMAIL: contact.email or "",
        F.DATE_OF_BIRTH: born.isoformat() if born else "",
        F.LANGUAGE: contact.language,
    }
    if in_full:
        return values
    return {field: masked(text, 3) if text and field in _PERSONAL else text for field, text in values.items()}


def _of_address(address: Address | None) -> Mapping[ImportField, str]:
    if address is None:
        return {}
    return {
        F.LINE1: address.line1,
        F.LINE2: address.line2,
        F.CITY: address.city,
        F.REGION: address.region,
        F.POSTCODE: address.postcode,
        F.COUNTRY: address.country,
    }
