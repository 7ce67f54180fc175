"""Which records a reference means, and which reference a record has (D-23)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.core.errors import rejected
from agentview.core.reference import Prefix, parse_reference, reference
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.provisioning import ProvisioningTask
from agentview.models.trail import AuditEntry
from agentview.services.order_number import order_references

T = ProvisioningTask
Records = dict[str, list[int]]
"""Ids by kind of record."""

_ENTITIES = {
    Prefix.ORDER: "order",
    Prefix.MIGRATION: "migration",
    Prefix.CANCEL_REQUEST: "cancel_request",
    Prefix.HARDWARE_ORDER: "hardware_order",
    Prefix.PACKAGE: "package",
    Prefix.SERVICE: "service",
    Prefix.ACCOUNT: "account",
    Prefix.WORK_ITEM: "work_item",
}
_KEPT = (Prefix.ACCOUNT, Prefix.ORDER)
"""What their numbers are is kept elsewhere: an order of a migration is an MG-."""
_PREFIXES = {entity: prefix for prefix, entity in _ENTITIES.items() if prefix not in _KEPT}
_LARGEST_NUMBER = 2**31 - 1


def records_named(session: Session, text: str) -> Records:
    """Return what a reference means: an order and its tasks, one task, or the one record.

    Raises Rejected (`E-AUDIT-RECORD`) for what is no reference.
    """
    parsed = parse_reference(text)
    if parsed is None or parsed[1] > _LARGEST_NUMBER:
        raise rejected("E-AUDIT-RECORD", field="record", record=text)
    prefix, number, part = parsed
    if part is not None:
        return {"task": _ids(session, T.reference == reference(prefix, number, part))}
    if prefix in {Prefix.ORDER, Prefix.MIGRATION}:
        return _of_order(session, prefix, number)
    named: Records = {_ENTITIES[prefix]: [number]}
    if prefix is Prefix.CANCEL_REQUEST:
        named["task"] = _ids(session, T.cancel_request_id == number)
    return named


def _of_order(session: Session, prefix: Prefix, number: int) -> Records:
    """An order or a migration with its tasks; nothing where the order of this number is of the other kind."""
    if order_references(session, (number,))[number] != reference(prefix, number):
        return {}
    named: Records = {"order": [number], "task": _ids(session, T.order_id == number)}
    return {**named, "migration": [number]} if prefix is Prefix.MIGRATION else named


def _ids(session: Session, condition: object) -> list[int]:
    return list(session.scalars(select(T.id).where(condition)))  # type: ignore[arg-type]


def references(session: Session, entries: Iterable[AuditEntry]) -> Mapping[tuple[str, int], str]:
    """Return what people call the records of entries: one statement a kind that keeps its name elsewhere."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[entry.entity].add(entry.entity_id)
    named = {
        (entity, number): reference(_PREFIXES[entity], number)
        for entity, numbers in wanted.items()
        if entity in _PREFIXES
        for number in numbers
    }
    orders = order_references(session, wanted["order"])
    named |= {("order", number): name for number, name in orders.items()}
    kept = (("task", T.id, T.reference), ("user", User.id, User.username))
    for entity, key, name in (*kept, ("account", Account.id, Account.account_no)):
        if wanted[entity]:
            rows = session.execute(select(key, name).where(key.in_(wanted[entity])))
            named |= {(entity, row[0]): row[1] for row in rows}
    return named
