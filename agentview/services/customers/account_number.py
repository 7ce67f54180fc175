"""Gives a new customer the next account number after the pattern of the provider's newest ones."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from sqlalchemy import select

from agentview.core.errors import Conflict, Refusal, rejected
from agentview.models.customer import Account
from agentview.models.dialect import insert_if_absent
from agentview.services.unit import Unit

_ENDS_IN_NUMBER = re.compile(r"(.*?)(\d{1,15})")
_LOOKED_AT = 50
_FIRST = "100001"
_TRIES = 60
_STEPS_OF_ONE = 8


def numbers_after(newest: Sequence[str]) -> Iterator[str]:
    """Yield numbers that may be free: first the next ones.

    Then the steps double, so that a whole block of numbers from a file is passed in a few tries.
    """
    prefix, width, last = _shape(newest)
    step = 1
    for at in range(_TRIES):
        last += step
        yield f"{prefix}{last:0{width}}"
        step = step if at < _STEPS_OF_ONE else step * 2


def numbers_in_a_row(newest: Sequence[str]) -> Iterator[str]:
    """Yield the numbers that follow, one after the other."""
    prefix, width, last = _shape(newest)
    return (f"{prefix}{number:0{width}}" for number in count(last + 1))


def _shape(newest: Sequence[str]) -> tuple[str, int, int]:
    """Return the most common shape: what stands before the digits, how many they are, and the last number."""
    shapes = [found.groups() for number in newest if (found := _ENDS_IN_NUMBER.fullmatch(number))]
    if not shapes:
        return "", len(_FIRST), int(_FIRST) - 1
    (prefix, width), _ = Counter((before, len(number)) for before, number in shapes).most_common(1)[0]
    last = max(int(number) for before, number in shapes if (before, len(number)) == (prefix, width))
    return prefix, width, last


def insert_account(unit: Unit, wanted: str, values: dict[str, object]) -> Account:
    """Insert an account with the number wanted, or with the next one that is free; of two at once one waits.

    Raises Rejected (`E-ACCOUNT-TAKEN`) where the number wanted is another customer's.
    """
    provider_id = unit.caller.provider_id
    for number in (wanted,) if wanted else numbers_after(newest_numbers(unit)):
        row = {
            **values,
            "name": values["name"] or number,
            "name_key": values["name_key"] or number.casefold(),
            "provider_id": provider_id,
            "account_no": number,
            "created_at": unit.now,
            "created_by": unit.caller.username,
            "updated_at": unit.now,
            "updated_by": unit.caller.username,
            "row_version": 1,
        }
        if insert_if_absent(unit.session, Account, row, (Account.provider_id, Account.account_no)):
            return _account(unit, number)
    if not wanted:
        raise Conflict(Refusal("E-DUPLICATE"))
    known = _account(unit, wanted)
    raise rejected(
        "E-ACCOUNT-TAKEN", field="account_no", account=wanted, name=known.name, account_id=known.id
    )


def newest_numbers(unit: Unit) -> Sequence[str]:
    """Return the account numbers that the provider gave last."""
    return unit.session.scalars(
        select(Account.account_no)
        .where(Account.provider_id == unit.caller.provider_id)
        .order_by(Account.id.desc())
        .limit(_LOOKED_AT)
    ).all()


def _account(unit: Unit, number: str) -> Account:
    return unit.session.scalars(
        select(Account).where(Account.provider_id == unit.caller.provider_id, Account.account_no == number)
    ).one()
