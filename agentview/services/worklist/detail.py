"""One case with its notes, what happened to it, and what can be done."""

from sqlalchemy import select

from agentview.contract.value import CommandState, RefusalInfo
from agentview.contract.worklist import CaseCommand, CaseDetail, CaseEvent, CaseNote, CaseRef, CaseStatus
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItemNote
from agentview.services.unit import Unit
from agentview.services.worklist.hold import Found, find
from agentview.services.worklist.lifecycle import LIFECYCLE

MOST = 200
"""So many notes and events of a case go out, the newest ones."""


def case(unit: Unit, request: CaseRef) -> CaseDetail:
    """Return a case, with every reason against the commands that are closed."""
    found = find(unit, request.case_id)
    item = found.item
    return CaseDetail(
        row=found.row,
        raised_by=item.raised_by,
        follows=found.facts.follows,
        resolution=item.resolution,
        resolved_at=item.resolved_at,
        resolved_by=item.resolved_by,
        notes=_notes(unit, item.id),
        timeline=_timeline(unit, item.id),
        commands=commands_of(found),
        as_of=unit.now,
    )


def commands_of(found: Found) -> tuple[CommandState, ...]:
    """Return every command with the reasons against it."""
    status = CaseStatus(found.item.status)
    verdicts = (LIFECYCLE.judge(status, command, found.facts, frozenset()) for command in CaseCommand)
    return tuple(
        CommandState(
            command=verdict.command.value,
            refusals=tuple(RefusalInfo.of(refusal) for refusal in verdict.refusals),
        )
        for verdict in verdicts
    )


def _notes(unit: Unit, case_id: int) -> tuple[CaseNote, ...]:
    found = unit.session.scalars(
        select(WorkItemNote)
        .where(WorkItemNote.work_item_id == case_id)
        .order_by(WorkItemNote.number.desc())
        .limit(MOST)
    )
    return tuple(
        CaseNote(number=note.number, text=note.text, author=note.author, at=note.at) for note in found
    )


def _timeline(unit: Unit, case_id: int) -> tuple[CaseEvent, ...]:
    """What happened but the notes, which stand by themselves."""
    found = unit.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.entity == "work_item", AuditEntry.entity_id == case_id, AuditEntry.action != "note")
        .order_by(AuditEntry.id.desc())
        .limit(MOST)
    )
    return tuple(
        CaseEvent(
            id=entry.id,
            at=entry.at,
            by=entry.actor,
            action=entry.action,
            old=entry.old_value,
            new=entry.new_value,
            text=entry.reason,
        )
        for entry in found
    )
