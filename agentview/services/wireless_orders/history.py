"""What was done to a wireless order, newest first, from the one trail of audit entries (R-GEN-01)."""

from sqlalchemy import select

from agentview.contract.wireless_orders import (
    History,
    HistoryEntry,
    HistoryRequest,
    RevealedField,
    RevealRequest,
)
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.models.trail import AuditEntry
from agentview.services.customer_scope import readable_entries, refuse_customers
from agentview.services.unit import SYSTEM_NAME, Unit
from agentview.services.wireless_forms.matter import ENTITY, matter_of, tell

E = AuditEntry


def history(unit: Unit, request: HistoryRequest) -> History:
    """Return a page of what was done to an order. Raises NotFound."""
    found = matter_of(unit, request.order_id)
    meant = [E.entity == ENTITY, E.entity_id == found.order.id, readable_entries(unit.caller)]
    if request.before_id is not None:
        meant.append(E.id < request.before_id)
    wanted = select(E).where(*meant).order_by(E.id.desc()).limit(request.limit + 1)
    rows = unit.session.scalars(wanted).all()
    return History(
        entries=tuple(map(_entry, rows[: request.limit])),
        has_older=len(rows) > request.limit,
    )


def reveal(unit: Unit, request: RevealRequest) -> RevealedField:
    """Show an encrypted field in full to who places the order; the asking is audited (R-WL-15).

    Raises NotFound, Denied, Unavailable (`E-WL-FIELD-KEY`).
    """
    refuse_customers(unit)
    unit.caller.demand(Power.FULFIL)
    found = matter_of(unit, request.order_id)
    if request.field_id not in found.texts:
        raise NotFound(Refusal("E-NOT-FOUND", values={"field_id": request.field_id.value}))
    tell(unit, found.order, "reveal", field=request.field_id.value, reason=request.reason, is_internal=True)
    return RevealedField(field_id=request.field_id, text=found.text(request.field_id))


def _entry(row: AuditEntry) -> HistoryEntry:
    return HistoryEntry(
        entry_id=row.id,
        at=row.at,
        by=row.actor or SYSTEM_NAME,
        action=row.action,
        field=row.field,
        old=row.old_value,
        new=row.new_value,
        text=row.reason or "",
    )
