"""The trail of many records that one transaction changes: audit entries and change rows, written at once."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select

from agentview.contract.feed import ALL_RECORDS, Topic
from agentview.models.bulk import insert_chosen, insert_rows
from agentview.models.trail import AuditEntry
from agentview.services.unit import Unit

MOST_CHANGES = 100
"""More changed records than this are told as one change: whoever shows a list reads it anew."""


class Entry(NamedTuple):
    """What became of one record."""

    entity_id: int
    old: str | None = None
    new: str | None = None
    reason: str | None = None
    account_id: int | None = None


def audit_many(unit: Unit, entity: str, action: str, entries: Iterable[Entry]) -> None:
    """Write down that the same was done to many records of one kind (R-GEN-01)."""
    insert_rows(
        unit.session,
        AuditEntry,
        ("entity_id", "old_value", "new_value", "reason", "account_id"),
        entries,
        _told(unit, entity, action),
    )


class Move(NamedTuple):
    """What was done to all of many records; what differs between them the database tells."""

    action: str
    old: str | None = None
    new: str | None = None
    reason: str | None = None
    field: str | None = None


def audit_chosen(
    unit: Unit, entity: str, move: Move, chosen: Select[*tuple[Any, ...]], *columns: str
) -> None:
    """Write down that the same was done to records that the database finds (R-GEN-01).

    `chosen` gives their ids and accounts, and then what differs in the `columns` named.
    """
    told: dict[str, object] = {
        **_told(unit, entity, move.action),
        "field": move.field,
        "old_value": move.old,
        "new_value": move.new,
        "reason": move.reason,
    }
    shared = {name: value for name, value in told.items() if name not in columns}
    insert_chosen(unit.session, AuditEntry, ("entity_id", "account_id", *columns), chosen, shared)


def _told(unit: Unit, entity: str, action: str) -> dict[str, object]:
    return {
        "at": unit.now,
        "user_id": unit.caller.user_id or None,
        "actor": unit.caller.display_name,
        "provider_id": unit.caller.provider_id or None,
        "entity": entity,
        "action": action,
        "is_internal": False,
    }


def changed_many(unit: Unit, topic: Topic, ids: Sequence[int], verb: str, provider_id: int) -> None:
    """Tell open screens of a provider that records changed."""
    told = ids if len(ids) <= MOST_CHANGES else (ALL_RECORDS,)
    for record_id in told:
        unit.changed(topic, record_id, verb, (provider_id, None))


def tracked(unit: Unit) -> dict[str, object]:
    """Return who and when of new rows that are written past the session."""
    return {
        "created_at": unit.now,
        "created_by": unit.caller.username,
        "updated_at": unit.now,
        "updated_by": unit.caller.username,
        "row_version": 1,
    }
