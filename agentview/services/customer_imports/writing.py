"""Writes many new customers at once: account, contact, address, entry in the trail, tokens to be found by."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import insert, select

from agentview.contract.account import AccountStatus
from agentview.core.errors import Conflict, Refusal
from agentview.core.text import fold
from agentview.models.bulk import insert_rows
from agentview.models.customer import Account, Address, Contact
from agentview.models.desk import SearchToken
from agentview.models.trail import AuditEntry
from agentview.services.customer_imports.reading import NewCustomer
from agentview.services.customers.account_number import newest_numbers, numbers_in_a_row
from agentview.services.search.index import Findable, account_token_rows
from agentview.services.unit import Unit

Row = Mapping[str, Any]
_CONTACT = (
    "account_id",
    "kind",
    "name",
    "email",
    "phone",
    "phone_as_typed",
    "mobile",
    "mobile_as_typed",
    "date_of_birth",
    "language",
)
_ADDRESS = ("account_id", "line1", "line2", "city", "region", "postcode", "country")
_TOKEN = ("provider_id", "kind", "token", "entity", "entity_id")
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
    insert_rows(
        unit.session,
        Contact,
        _CONTACT,
        [_contact(key, one) for key, one, _ in rows if not one.contact.is_empty],
        {"may_email": True, "may_sms": True, **tracked},
    )
    places = [(key, *one.address.values()) for key, one, _ in rows if one.has_address]
    insert_rows(unit.session, Address, _ADDRESS, places, tracked)
    entries = [(key, key, account["account_no"]) for key, _, account in rows]
    insert_rows(unit.session, AuditEntry, ("entity_id", "account_id", "new_value"), entries, _entry(unit))
    tokens = [token for key, one, account in rows for token in _tokens(key, one, account)]
    insert_rows(unit.session, SearchToken, _TOKEN, tokens)


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


def _contact(account_id: int, one: NewCustomer) -> tuple[object, ...]:
    contact = one.contact
    return (
        account_id,
        contact.kind,
        contact.name,
        contact.email or None,
        contact.phone.read,
        contact.phone.typed or None,
        contact.mobile.read,
        contact.mobile.typed or None,
        contact.date_of_birth,
        contact.language,
    )


def _entry(unit: Unit) -> dict[str, object]:
    return {
        "at": unit.now,
        "user_id": unit.caller.user_id or None,
        "actor": unit.caller.display_name,
        "provider_id": unit.caller.provider_id,
        "entity": "account",
        "action": "import",
        "is_internal": False,
    }


def _tokens(account_id: int, one: NewCustomer, account: Row) -> Iterator[tuple[object, ...]]:
    contact, name = one.contact, account["name"]
    numbers = (contact.phone.read, contact.phone.typed, contact.mobile.read, contact.mobile.typed)
    address = " ".join(
        text for text in (one.address[part] for part in ("line1", "line2", "city", "postcode")) if text
    )
    found = Findable(
        name=name,
        account_no=account["account_no"],
        # A contact who is called as the customer is says nothing more.
        contacts=(contact.name,) if contact.name not in {"", name} else (),
        numbers=tuple(number for number in numbers if number),
        emails=(contact.email,) if contact.email else (),
        addresses=(address,) if address else (),
    )
    for row in account_token_rows(account["provider_id"], account_id, found):
        yield tuple(row.values())
