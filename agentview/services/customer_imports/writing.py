"""Writes many new customers at once: account, contact, address, entry in the trail, tokens to be found by."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import insert, select

from agentview.contract.account import AccountStatus
from agentview.core.errors import Conflict, Refusal
from agentview.core.text import fold
from agentview.models.customer import Account, Address, Contact
from agentview.models.desk import SearchToken
from agentview.models.trail import AuditEntry
from agentview.services.customer_imports.reading import NewCustomer
from agentview.services.customers.account_number import newest_numbers, numbers_in_a_row
from agentview.services.search.index import Findable, account_token_rows
from agentview.services.unit import Unit

Row = Mapping[str, Any]
_SORTED = 400


def write_customers(unit: Unit, import_id: int, fresh: Sequence[NewCustomer]) -> None:
    """Insert customers; those without an account number get the next ones that are free."""
    if not fresh:
        return
    given = _given_numbers(unit, sum(not one.account_no for one in fresh), {one.account_no for one in fresh})
    numbers = [one.account_no or next(given) for one in fresh]
    tracked = _tracked(unit)
    accounts = [
        _account(unit, import_id, one, number, tracked) for one, number in zip(fresh, numbers, strict=True)
    ]
    made = unit.session.connection().execute(
        insert(Account).returning(Account.id, sort_by_parameter_order=True), accounts
    )
    ids = [row.id for row in made]
    rows = list(zip(ids, fresh, accounts, strict=True))
    _insert(unit, Contact, [_contact(key, one, tracked) for key, one, _ in rows if not one.contact.is_empty])
    _insert(
        unit,
        Address,
        [{"account_id": key, **one.address, **tracked} for key, one, _ in rows if one.has_address],
    )
    _insert(unit, AuditEntry, [_entry(unit, key, account) for key, _, account in rows])
    _insert(unit, SearchToken, [token for key, one, account in rows for token in _tokens(key, one, account)])


def _insert(unit: Unit, table: type[Any], rows: Sequence[Row]) -> None:
    if rows:
        unit.session.connection().execute(insert(table), rows)


def _tracked(unit: Unit) -> dict[str, object]:
    return {
        "created_at": unit.now,
        "created_by": unit.caller.username,
        "updated_at": unit.now,
        "updated_by": unit.caller.username,
        "row_version": 1,
    }


def _given_numbers(unit: Unit, wanted: int, typed: set[str]) -> Iterator[str]:
    """Return numbers that are free now; if somebody takes one meanwhile, the block fails and is repeated."""
    if not wanted:
        return iter(())
    offered = numbers_in_a_row(newest_numbers(unit))
    free: list[str] = []
    for _ in range(50):
        tried = list(islice(offered, wanted))
        taken = typed | set(
            unit.session.scalars(
                select(Account.account_no).where(
                    Account.provider_id == unit.caller.provider_id, Account.account_no.in_(tried)
                )
            )
        )
        free += [number for number in tried if number not in taken]
        if len(free) >= wanted:
            return iter(free)
    raise Conflict(Refusal("E-DUPLICATE"))


def _account(unit: Unit, import_id: int, one: NewCustomer, number: str, tracked: Row) -> dict[str, object]:
    name = one.name or number
    return {
        "provider_id": unit.caller.provider_id,
        "profile_id": one.profile_id,
        "account_no": number,
        "name": name,
        "name_key": fold(name)[:_SORTED],
        "account_type": one.account_type,
        "status": AccountStatus.ACTIVE.value,
        "opened_on": unit.today,
        "export_reference": one.export_reference or None,
        "omit_from_auto_restrict": False,
        "import_id": import_id,
        **tracked,
    }


def _contact(account_id: int, one: NewCustomer, tracked: Row) -> dict[str, object]:
    contact = one.contact
    return {
        "account_id": account_id,
        "kind": contact.kind,
        "name": contact.name,
        "email": contact.email or None,
        "phone": contact.phone.read,
        "phone_as_typed": contact.phone.typed or None,
        "mobile": contact.mobile.read,
        "mobile_as_typed": contact.mobile.typed or None,
        "date_of_birth": contact.date_of_birth,
        "language": contact.language,
        "may_email": contact.may_email,
        "may_sms": contact.may_sms,
        **tracked,
    }


def _entry(unit: Unit, account_id: int, account: Row) -> dict[str, object]:
    return {
        "at": unit.now,
        "user_id": unit.caller.user_id or None,
        "actor": unit.caller.display_name,
        "provider_id": unit.caller.provider_id,
        "entity": "account",
        "entity_id": account_id,
        "account_id": account_id,
        "action": "import",
        "new_value": account["account_no"],
        "is_internal": False,
    }


def _tokens(account_id: int, one: NewCustomer, account: Row) -> Sequence[Row]:
    contact = one.contact
    numbers = (contact.phone.read, contact.phone.typed, contact.mobile.read, contact.mobile.typed)
    address = " ".join(
        text for text in (one.address[name] for name in ("line1", "line2", "city", "postcode")) if text
    )
    found = Findable(
        name=str(account["name"]),
        account_no=str(account["account_no"]),
        contacts=(contact.name,) if contact.name else (),
        numbers=tuple(number for number in numbers if number),
        emails=(contact.email,) if contact.email else (),
        addresses=(address,) if address else (),
    )
    return account_token_rows(int(account["provider_id"]), account_id, found)
