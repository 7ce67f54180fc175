"""What was done to a hardware order, newest first, from the one trail of audit entries (R-GEN-01)."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, select, union_all

from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_orders import History, HistoryEntry, HistoryRequest
from agentview.contract.value import RefusalInfo
from agentview.models.subscription import Cardline
from agentview.models.trail import AuditEntry
from agentview.services.customer_scope import is_customer, readable_entries
from agentview.services.hardware_orders import privacy
from agentview.services.hardware_orders.matter import ENTITY, Matter, matter_of
from agentview.services.unit import SYSTEM_NAME, Unit

LINE, CHARGE = "hardware_order_line", "cardline"
E = AuditEntry
_OF_LINE = frozenset({"add_line", "change_line", "remove_line", HardwareCommand.RETURN_LINE.value})
"""The entries of an order of which `field` is the SKU of a line."""
_FILES = frozenset({HardwareCommand.SEND.value})
"""What these say besides is the name of a file, which customers are not told."""


def history(unit: Unit, request: HistoryRequest) -> History:
    """Return a page of what was done to an order, to its lines, and of what it was charged.

    The staff alone reads what the fraud check found, and what the provider keeps to itself. Raises NotFound.
    """
    found = matter_of(unit, request.order_id)
    ids = _newest(unit, found, request)
    rows = unit.session.scalars(select(E).where(E.id.in_(ids)).order_by(E.id.desc())).all()
    skus = _skus(unit, found, rows)
    hides = is_customer(unit.caller)
    return History(
        entries=tuple(_entry(row, skus, hides=hides) for row in rows[: request.limit]),
        has_older=len(ids) > request.limit,
    )


def _newest(unit: Unit, found: Matter, request: HistoryRequest) -> list[int]:
    """Return the newest entries, one more than is wanted; each kind of record is looked up by its index."""
    line_ids = [item.line.id for item in found.items]
    charges = select(Cardline.id).where(Cardline.hardware_order_line_id.in_(line_ids))
    records: tuple[tuple[str, Collection[int] | Select[int]], ...] = (
        (ENTITY, (found.order.id,)),
        (LINE, line_ids),
        (CHARGE, charges),
    )
    meant = [readable_entries(unit.caller)]
    if request.before_id is not None:
        meant.append(E.id < request.before_id)
    most = request.limit + 1
    parts = [select(_of(entity, ids, meant, most).subquery().c.id) for entity, ids in records]
    every = union_all(*parts).subquery()
    return list(unit.session.scalars(select(every.c.id).order_by(every.c.id.desc()).limit(most)))


def _of(
    entity: str, ids: Collection[int] | Select[int], meant: Sequence[ColumnElement[bool]], most: int
) -> Select[int]:
    wanted = select(E.id).where(E.entity == entity, E.entity_id.in_(ids), *meant)
    return wanted.order_by(E.id.desc()).limit(most)


def _skus(unit: Unit, found: Matter, rows: Sequence[AuditEntry]) -> Mapping[tuple[str, int], str]:
    """Return the SKU of each line and charge that is named."""
    of_line = {item.line.id: item.product.sku for item in found.items}
    skus = {(LINE, line_id): sku for line_id, sku in of_line.items()}
    charges = {row.entity_id for row in rows if row.entity == CHARGE}
    if charges:
        wanted = select(Cardline.id, Cardline.hardware_order_line_id).where(Cardline.id.in_(charges))
        for charge_id, line_id in unit.session.execute(wanted):
            skus[CHARGE, charge_id] = of_line[line_id or 0]
    return skus


def _entry(row: AuditEntry, skus: Mapping[tuple[str, int], str], *, hides: bool) -> HistoryEntry:
    is_of_line = row.entity == ENTITY and row.action in _OF_LINE
    field = row.field or ""
    text = "" if hides and row.action in _FILES else row.reason or ""
    codes = text.split() if row.action == HardwareCommand.FRAUD_HELD.value else ()
    return HistoryEntry(
        entry_id=row.id,
        at=row.at,
        by=row.actor or SYSTEM_NAME,
        entity=row.entity,
        action=row.action,
        sku=field if is_of_line else skus.get((row.entity, row.entity_id), ""),
        field=None if is_of_line else row.field,
        old=_shown(row, row.old_value),
        new=_shown(row, row.new_value),
        text="" if codes else text,
        reasons=tuple(RefusalInfo(code=code) for code in codes),
        is_internal=row.is_internal,
    )


def _shown(row: AuditEntry, text: str | None) -> str | None:
    """Mask what is personal once more: an entry that was written by other means may hold it in full."""
    is_delivery = row.entity == ENTITY and row.action == HardwareCommand.EDIT_DELIVERY.value
    return privacy.hidden(row.field or "", text) if text and is_delivery else text
