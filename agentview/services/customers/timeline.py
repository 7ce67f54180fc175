"""Everything that happened to a customer, newest first, from the one trail of audit entries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.customers import Timeline, TimelineEntry, TimelineKind, TimelineRequest
from agentview.core.reference import Prefix, reference
from agentview.core.text import masked
from agentview.models.customer import Account
from agentview.models.hardware import HardwareOrderLine as Line
from agentview.models.money import Invoice, Payment
from agentview.models.network import NetworkRequest
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import Cardline
from agentview.models.trail import AuditEntry
from agentview.services.customer_scope import account_of, is_customer, readable_entries
from agentview.services.customers.shown import PERSONAL
from agentview.services.hardware_billing import OF_HARDWARE
from agentview.services.order_number import order_references
from agentview.services.unit import Unit

KINDS: Mapping[str, TimelineKind] = {
    "order": TimelineKind.ORDERS,
    "migration": TimelineKind.ORDERS,
    "contract": TimelineKind.SERVICES,
    "cancel_request": TimelineKind.ORDERS,
    "hardware_order": TimelineKind.ORDERS,
    "hardware_order_line": TimelineKind.ORDERS,
    "task": TimelineKind.PROVISIONING,
    "network_request": TimelineKind.PROVISIONING,
    "package": TimelineKind.SERVICES,
    "service": TimelineKind.SERVICES,
    "note": TimelineKind.NOTES,
    "work_item": TimelineKind.CASES,
}
"""What kind of thing each record is; one that is not named here belongs to the account."""

_PRIVACY, _NOTE = "reveal", "note"
_PREFIXES = {
    "migration": Prefix.MIGRATION,
    "cancel_request": Prefix.CANCEL_REQUEST,
    "hardware_order": Prefix.HARDWARE_ORDER,
    "package": Prefix.PACKAGE,
    "service": Prefix.SERVICE,
    "restriction_case": Prefix.RESTRICTION_CASE,
    "work_item": Prefix.WORK_ITEM,
}
_NAMED: Mapping[str, tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]]] = {
    "task": (ProvisioningTask.id, ProvisioningTask.reference),
    "network_request": (NetworkRequest.id, NetworkRequest.reference),
    "invoice": (Invoice.id, Invoice.invoice_no),
    "payment": (Payment.id, Payment.external_id),
}
"""Records that are called what stands in them."""
_OF_CONTACTS = "contact"
E = AuditEntry


def timeline(unit: Unit, request: TimelineRequest) -> Timeline:
    """Return a page of what happened; what another provider keeps to itself is not there."""
    account = account_of(unit, request.account_id)
    wanted = select(E).where(E.account_id == account.id, readable_entries(unit.caller))
    if is_customer(unit.caller):
        wanted = wanted.where(E.entity != "work_item")
    if request.kinds:
        wanted = wanted.where(or_(*(_of_kind(kind) for kind in request.kinds)))
    if request.before_id is not None:
        wanted = wanted.where(E.id < request.before_id)
    rows = unit.session.scalars(wanted.order_by(E.id.desc()).limit(request.limit + 1)).all()
    page = rows[: request.limit]
    names = _references(unit, account, page)
    return Timeline(
        entries=tuple(_entry(row, names.get((row.entity, row.entity_id), "")) for row in page),
        has_older=len(rows) > request.limit,
    )


def kind_of(entity: str, action: str) -> TimelineKind:
    """Return what an entry is listed under: the asking for personal data and notes wherever they are."""
    if action == _PRIVACY:
        return TimelineKind.PRIVACY
    if action == _NOTE:
        return TimelineKind.NOTES
    return KINDS.get(entity, TimelineKind.ACCOUNT)


def _of_kind(kind: TimelineKind) -> ColumnElement[bool]:
    """Return the condition that says the same as `kind_of`."""
    if kind is TimelineKind.PRIVACY:
        return E.action == _PRIVACY
    entities = [entity for entity, listed in KINDS.items() if listed is kind]
    is_listed = E.entity.in_(entities) if kind is not TimelineKind.ACCOUNT else E.entity.not_in(list(KINDS))
    of_records = and_(is_listed, E.action.not_in((_PRIVACY, _NOTE)))
    return or_(of_records, E.action == _NOTE if kind is TimelineKind.NOTES else false())


def _references(unit: Unit, account: Account, rows: Sequence[AuditEntry]) -> dict[tuple[str, int], str]:
    """Return what people call each record; orders, tasks and network requests are looked up all at once."""
    names = {
        (row.entity, row.entity_id): reference(_PREFIXES[row.entity], row.entity_id)
        for row in rows
        if row.entity in _PREFIXES
    }
    names["account", account.id] = account.account_no
    orders = {row.entity_id for row in rows if row.entity == "order"}
    names |= {("order", number): name for number, name in order_references(unit.session, orders).items()}
    names |= _of_hardware(unit, rows)
    for entity, (key, name) in _NAMED.items():
        ids = {row.entity_id for row in rows if row.entity == entity}
        found = _looked_up(unit, key, name, ids)
        names |= {(entity, record_id): name for record_id, name in found}
    return names


def _of_hardware(unit: Unit, rows: Sequence[AuditEntry]) -> dict[tuple[str, int], str]:
    """Return the hardware orders that lines and charges belong to; nothing is asked where there are none."""
    by_line = {row.entity_id for row in rows if row.entity == "hardware_order_line"}
    charges = {row.entity_id for row in rows if row.entity == "cardline" and row.field in OF_HARDWARE}
    found: dict[tuple[str, int], str] = {}
    if by_line:
        wanted = select(Line.id, Line.hardware_order_id).where(Line.id.in_(by_line))
        for line_id, order_id in unit.session.execute(wanted):
            found["hardware_order_line", line_id] = reference(Prefix.HARDWARE_ORDER, order_id)
    if charges:
        charged = (
            select(Cardline.id, Line.hardware_order_id)
            .join(Line, Line.id == Cardline.hardware_order_line_id)
            .where(Cardline.id.in_(charges))
        )
        for charge_id, order_id in unit.session.execute(charged):
            found["cardline", charge_id] = reference(Prefix.HARDWARE_ORDER, order_id)
    return found


def _looked_up(
    unit: Unit, key: InstrumentedAttribute[int], name: InstrumentedAttribute[str], ids: Collection[int]
) -> Iterable[tuple[int, str]]:
    if not ids:
        return ()
    rows: Iterable[Any] = unit.session.execute(select(key, name).where(key.in_(sorted(ids))))
    return ((row[0], row[1]) for row in rows)


def _entry(row: AuditEntry, name: str) -> TimelineEntry:
    is_personal = row.entity == _OF_CONTACTS and row.field in PERSONAL
    return TimelineEntry(
        entry_id=row.id,
        kind=kind_of(row.entity, row.action),
        entity=row.entity,
        entity_id=row.entity_id,
        reference=name,
        action=row.action,
        field=row.field,
        old=_hidden(row.old_value) if is_personal else row.old_value,
        new=_hidden(row.new_value) if is_personal else row.new_value,
        text=row.reason or "",
        actor=row.actor,
        at=row.at,
        is_internal=row.is_internal,
    )


def _hidden(text: str | None) -> str | None:
    """Mask once more: an entry that was written by other means may hold a value in full."""
    return masked(text) if text else text
