"""Reading the log is written down: one entry for each filter, none for its further pages (D-19)."""

from datetime import timedelta

from sqlalchemy import select

from agentview.contract.audit import AuditFilter, OpenRequest, Reading
from agentview.core.errors import Denied, Refusal
from agentview.models.trail import AuditEntry
from agentview.services.audit.look import CAP, count
from agentview.services.audit.wanted import digest, in_words, wanted_by
from agentview.services.unit import Unit

ENTITY = "audit"
READ, EXPORTED = "read", "export"
LASTS = timedelta(hours=12)
"""A reading holds as long as a session does."""

LOOKED_AT = 40_000
"""So many entries are looked at to count a reading."""


def open_reading(unit: Unit, request: OpenRequest) -> Reading:
    """Write down that the caller reads the log with this filter, and count what there is.

    Raises Rejected for a filter that means nothing.
    """
    wanted = wanted_by(unit.session, unit.caller, request.filter)
    counted = count(unit.session, wanted, LOOKED_AT)
    return Reading(
        reading_id=note(unit, READ, request.filter, in_words(request.filter)),
        matches=counted.matches,
        cap=CAP,
        is_whole=counted.is_whole,
        as_of=unit.now,
    )


def note(unit: Unit, action: str, asked: AuditFilter, told: str) -> int:
    """Write the entry of a reading; return its id. The digest in `field` ties it to its filter."""
    unit.audit(ENTITY, unit.caller.user_id, action, field=digest(asked), new=told)
    unit.session.flush()
    written = select(AuditEntry.id).where(
        AuditEntry.entity == ENTITY, AuditEntry.entity_id == unit.caller.user_id
    )
    return unit.session.scalars(written.order_by(AuditEntry.id.desc()).limit(1)).one()


def demand(unit: Unit, reading_id: int, action: str, asked: AuditFilter) -> None:
    """Raise Denied (`E-AUDIT-READING`) unless the caller's reading of this filter was written down."""
    known = unit.session.scalars(
        select(AuditEntry.id).where(
            AuditEntry.id == reading_id,
            AuditEntry.entity == ENTITY,
            AuditEntry.entity_id == unit.caller.user_id,
            AuditEntry.action == action,
            AuditEntry.field == digest(asked),
            AuditEntry.at > unit.now - LASTS,
        )
    ).first()
    if known is None:
        raise Denied(Refusal("E-AUDIT-READING", rule="D-19"))
