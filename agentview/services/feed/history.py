"""The changes in the order of commits: read once for everybody, then judged for each listener."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, exists, select, tuple_
from sqlalchemy.orm import Session

from agentview.contract.feed import Change, Topic
from agentview.core.caller import Caller
from agentview.core.errors import rejected
from agentview.models.dialect import oldest_running_transaction
from agentview.models.trail import ChangeRow

_LARGEST = 2**63 - 1
_LONGEST = 20


class Place(NamedTuple):
    """A place in the order of commits; as text it is the cursor of the contract."""

    transaction: int
    id: int

    def __str__(self) -> str:
        """Return the cursor."""
        return f"{self.transaction}-{self.id}"


START = Place(0, 0)
"""The place before the first change."""


def place_of(cursor: str) -> Place:
    """Return the place that a cursor names. Raises Rejected (`E-CURSOR`) where it names none."""
    transaction, _, row = cursor.partition("-")
    is_plain = all(
        part.isascii() and part.isdecimal() and len(part) <= _LONGEST for part in (transaction, row)
    )
    if not is_plain or max(int(transaction), int(row)) > _LARGEST:
        raise rejected("E-CURSOR", field="cursor")
    return Place(int(transaction), int(row))


@dataclass(frozen=True, slots=True)
class Entry:
    """A change, its place, and the providers that may hear of it."""

    place: Place
    change: Change
    provider_id: int
    other_provider_id: int | None
    account_id: int | None

    def is_for(self, caller: Caller) -> bool:
        """Say whether the caller may hear of it: the person named, else everybody of the two providers.

        Who sees one account only hears nothing but what is of it, or addressed to that person.
        """
        if self.change.to_user_id is not None:
            return self.change.to_user_id == caller.user_id
        if caller.account_id not in (None, self.account_id):
            return False
        return caller.provider_id in (self.provider_id, self.other_provider_id)


def after(session: Session, place: Place, limit: int) -> tuple[Entry, ...]:
    """Return the changes after a place, oldest first.

    Rows of transactions that are still running, and of all that began after the oldest of them, are left for
    later: a plain `id > last` would lose the rows of slow transactions.
    """
    query = _settled().where(tuple_(ChangeRow.transaction, ChangeRow.id) > tuple_(*place))
    rows = session.execute(query.order_by(ChangeRow.transaction, ChangeRow.id).limit(limit))
    return tuple(_entry(row) for row in rows)


def latest(session: Session, limit: int) -> tuple[Entry, ...]:
    """Return the newest changes, oldest first."""
    query = _settled().order_by(ChangeRow.transaction.desc(), ChangeRow.id.desc()).limit(limit)
    return tuple(_entry(row) for row in reversed(session.execute(query).all()))


def is_remembered(session: Session, place: Place) -> bool:
    """Say whether the changes after a place are all there: a cursor whose own row is gone has missed some."""
    if place == START:
        return True
    here = exists().where(ChangeRow.id == place.id, ChangeRow.transaction == place.transaction)
    return bool(session.scalar(select(here)))


def _settled() -> Select[Any]:
    is_over: ColumnElement[bool] = ChangeRow.transaction < oldest_running_transaction()
    return select(*ChangeRow.__table__.columns).where(is_over)


def _entry(row: Row[Any]) -> Entry:
    place = Place(row.transaction, row.id)
    change = Change(
        cursor=str(place),
        topic=Topic(row.topic),
        record_id=row.record_id,
        verb=row.verb,
        actor_id=row.actor_id,
        actor=row.actor,
        at=row.at,
        to_user_id=row.to_user_id,
        text=row.text,
    )
    return Entry(place, change, row.provider_id, row.other_provider_id, row.account_id)
