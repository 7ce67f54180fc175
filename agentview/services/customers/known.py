"""Recognises a customer who is there already: by a telephone number, or by name and address."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from agentview.contract.provisioning import AddressFields
from agentview.core.errors import Refusal, Value
from agentview.core.text import fold
from agentview.models.customer import Account, Address, Contact
from agentview.models.desk import SearchToken
from agentview.services.customers.typed import Refusals
from agentview.services.search.tokens import Entity, TokenKind, identifier_tokens
from agentview.services.unit import Unit

_LOOKED_AT = 200


def known_refusals(unit: Unit, name: str, address: AddressFields, numbers: Iterable[str | None]) -> Refusals:
    """Refuse a customer who seems to be there already, and name the one who is (`E-CUSTOMER-KNOWN`)."""
    found = _by_number(unit, [number for number in numbers if number]) or _by_place(unit, name, address)
    if found is None:
        return ()
    values: dict[str, Value] = {"account_id": found.id, "account_no": found.account_no, "name": found.name}
    return (Refusal("E-CUSTOMER-KNOWN", "confirm_duplicate", values=values),)


def _by_number(unit: Unit, numbers: Sequence[str]) -> Account | None:
    """Find a customer with a contact of the same number, through the index by which all are found."""
    if not numbers:
        return None
    ends = [token for kind, token in identifier_tokens(numbers) if kind is TokenKind.END_PHONE]
    named = select(SearchToken.entity_id).where(
        SearchToken.provider_id == unit.caller.provider_id,
        SearchToken.entity == Entity.ACCOUNT.value,
        SearchToken.kind == TokenKind.END_PHONE.value,
        SearchToken.token.in_(ends),
    )
    return unit.session.scalars(
        select(Account)
        .join(Contact, Contact.account_id == Account.id)
        .where(
            Account.id.in_(named),
            Account.provider_id == unit.caller.provider_id,
            or_(Contact.phone.in_(numbers), Contact.mobile.in_(numbers)),
        )
        .order_by(Account.id)
        .limit(1)
    ).first()


def _by_place(unit: Unit, name: str, address: AddressFields) -> Account | None:
    """Find a customer with the same name at the same street, however both are spelt."""
    if not name or not address.line1:
        return None
    rows = unit.session.execute(
        select(Account, Address)
        .join(Address, Address.account_id == Account.id)
        .where(Account.provider_id == unit.caller.provider_id, Account.name_key == fold(name)[:400])
        .order_by(Account.id)
        .limit(_LOOKED_AT)
    )
    place = (fold(address.line1), fold(address.postcode))
    same = (row.Account for row in rows if (fold(row.Address.line1), fold(row.Address.postcode)) == place)
    return next(same, None)
