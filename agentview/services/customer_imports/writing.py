"""Writes many new customers at once: account, contact, address, entry in the trail, tokens to be found by."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import select

from agentview.contract.account import AccountStatus
from agentview.core.errors import Conflict, Refusal
from agentview.core.text import fold
from agentview.models.bulk import insert_rows, new_ids
from agentview.models.customer import Account, Address, Contact
from agentview.models.desk import SearchToken
from agentview.models.trail import AuditEntry
from agentview.services.customer_imports.reading import NewCustomer
from agentview.services.customers.account_number import newest_numbers, numbers_in_a_row
from agentview.services.search.many import COLUMNS, Tokens
from agentview.services.search.tokens import Findable
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
_FOUND_BY = ("line1", "line2", "city", "postcode")
_SORTED = 400


def write_customers(unit: Unit, import_id: int, fresh: Sequence[NewCustomer]) -> None:
    """Insert customers; those without an account number get the next ones that are free."""
    if not fresh:
        return
    given = _given_numbers(unit, sum(not one.account_no for one in fresh), {one.account_no for one in fresh})
    numbers = [one.account_no or next(given) for one in fresh]
    tracked = _tracked(unit)
    tokens = Tokens(unit.caller.provider_id)
    ids = new_ids(unit.session, Account, len(fresh))
    accounts = []
    # One customer after the other, so that what is folded for a row is remembered for its tokens.
    for key, one, number in zip(ids, fresh, numbers, strict=True):
        accounts.append(_account(unit, one, number))
        tokens.add(key, _findable(one, accounts[-1]))
    rows = [(key, *account.values()) for key, account in zip(ids, accounts, strict=True)]
    shared = {
        "status": AccountStatus.ACTIVE.value,
        "opened_on": unit.today,
        "omit_from_auto_restrict": False,
        "import_id": import_id,
    }
    insert_rows(unit.session, Account, ("id", *accounts[0]), rows, {**shared, **tracked})
    _write_parts(unit, list(zip(ids, fresh, accounts, strict=True)), tracked)
    insert_rows(unit.session, SearchToken, COLUMNS, tokens.rows())


def _write_parts(unit: Unit, rows: Sequence[tuple[int, NewCustomer, Row]], tracked: Row) -> None:
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


def _account(unit: Unit, one: NewCustomer, number: str) -> dict[str, object]:
    name = one.name or number
    return {
        "provider_id": unit.caller.provider_id,
        "profile_id": one.profile_id,
        "account_no": number,
        "name": name,
        "name_key": fold(name)[:_SORTED],
        "account_type": one.account_type,
        "export_reference": one.export_reference or None,
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


def _findable(one: NewCustomer, account: Row) -> Findable:
    contact, name = one.contact, account["name"]
    numbers = (contact.phone.read, contact.phone.typed, contact.mobile.read, contact.mobile.typed)
    address = " ".join(filter(None, map(one.address.__getitem__, _FOUND_BY)))
    return Findable(
        name=name,
        account_no=account["account_no"],
        # A contact who is called as the customer is says nothing more.
        contacts=(contact.name,) if contact.name not in {"", name} else (),
        numbers=tuple(filter(None, numbers)),
        emails=(contact.email,) if contact.email else (),
        addresses=(address,) if address else (),
    )
