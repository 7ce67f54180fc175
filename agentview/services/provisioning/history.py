"""The timeline of a task: what happened, newest first, without what the other side keeps to itself."""

from sqlalchemy import or_, select

from agentview.contract.provisioning import (
    Acted,
    History,
    HistoryRequest,
    NoteRequest,
    TaskCommand,
    TimelineEntry,
)
from agentview.core.errors import rejected
from agentview.models.trail import AuditEntry
from agentview.services.provisioning.answer import acted
from agentview.services.provisioning.facts import Dossier, demand, dossier
from agentview.services.unit import Unit

PAGE = 50


def history(unit: Unit, request: HistoryRequest) -> History:
    """Return older entries of a timeline."""
    found = dossier(unit, request.task_id)
    entries, has_older = timeline(unit, found, request.before)
    return History(entries=entries, has_older=has_older)


def timeline(unit: Unit, found: Dossier, before: int | None = None) -> tuple[tuple[TimelineEntry, ...], bool]:
    """Return a page of entries that the caller may see, newest first, and whether there are older ones."""
    own_or_open = or_(~AuditEntry.is_internal, AuditEntry.provider_id == unit.caller.provider_id)
    statement = select(AuditEntry).where(
        AuditEntry.entity == "task", AuditEntry.entity_id == found.task.id, own_or_open
    )
    if unit.caller.account_id is not None:
        statement = statement.where(~AuditEntry.is_internal)
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    rows = unit.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()
    return tuple(_entry(row) for row in rows[:PAGE]), len(rows) > PAGE


def _entry(row: AuditEntry) -> TimelineEntry:
    return TimelineEntry(
        id=row.id,
        at=row.at,
        by=row.actor,
        action=row.action,
        field=row.field,
        old=row.old_value,
        new=row.new_value,
        text=row.reason,
        is_internal=row.is_internal,
    )


def add_note(unit: Unit, request: NoteRequest) -> Acted:
    """Write a note; an internal one is seen by the own provider alone."""
    if not request.text:
        raise rejected("E-NOTE-EMPTY", field="text")
    found = dossier(unit, request.task_id)
    demand(unit, found, TaskCommand.ADD_NOTE)
    is_internal = request.is_internal and unit.caller.account_id is None
    unit.audit(
        "task",
        found.task.id,
        "note",
        reason=request.text,
        is_internal=is_internal,
        account_id=found.account.id,
    )
    return acted(unit, found, TaskCommand.ADD_NOTE.value)
