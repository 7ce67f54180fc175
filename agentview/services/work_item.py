"""Raises and ends cases of the worklist from every area (S-34)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from agentview.contract.feed import Topic
from agentview.contract.worklist import CaseStatus, CaseType
from agentview.core.power import Role
from agentview.models.bulk import insert_rows, new_ids
from agentview.models.work_item import WorkItem, WorkItemNote
from agentview.services.bulk_trail import Entry, audit_many, changed_many, tracked
from agentview.services.unit import Unit

UNDER_WAY = (CaseStatus.OPEN.value, CaseStatus.IN_PROGRESS.value)
HOURS_TO_RESOLVE = {
    CaseType.HALTED_REQUEST: 24,
    CaseType.NETWORK_ERROR: 8,
    CaseType.FRAUD_FAILED: 8,
    CaseType.DISPATCH_ERROR: 24,
    CaseType.ENROLMENT_ERROR: 24,
    CaseType.ENROLMENT_DONE: 48,
    CaseType.BATCH_FAILED: 8,
    CaseType.RUN_STOPPED: 8,
    CaseType.MESSAGE_NOT_SENT: 24,
    CaseType.APPROVER_MISSING: 8,
    CaseType.EVENT: 24,
    CaseType.QUERY: 48,
}
"""How long a case of each type may take, in hours."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case to raise: whose it is, what it is about, and which role's people work it."""

    type: CaseType
    provider_id: int
    department: Role
    level: str
    level_id: int
    account_id: int | None
    summary: str
    code: str = ""
    task_id: int | None = None
    network_request_id: int | None = None


def raise_case(unit: Unit, case: Case) -> WorkItem:
    """Put a case on the worklist of its provider."""
    item = WorkItem(
        provider_id=case.provider_id,
        type_code=case.type.value,
        code=case.code,
        level=case.level,
        level_id=case.level_id,
        account_id=case.account_id,
        task_id=case.task_id,
        network_request_id=case.network_request_id,
        summary=case.summary[:200],
        raised_at=unit.now,
        raised_by=unit.caller.display_name,
        resolve_by=unit.now + timedelta(hours=HOURS_TO_RESOLVE[case.type]),
        department=case.department.value,
        status=CaseStatus.OPEN.value,
    )
    unit.session.add(item)
    unit.session.flush()
    unit.audit("work_item", item.id, "raise", new=item.status, account_id=case.account_id)
    unit.changed(Topic.WORK_ITEM, item.id, "raise", (case.provider_id, None))
    return item


def raise_cases(unit: Unit, cases: Sequence[Case]) -> None:
    """Put many cases of one provider on its worklist at once; all are of one type."""
    if not cases:
        return
    unit.session.flush()
    status = CaseStatus.OPEN.value
    ids = new_ids(unit.session, WorkItem, len(cases))
    first = cases[0]
    insert_rows(
        unit.session,
        WorkItem,
        ("id", "code", "level", "level_id", "account_id", "summary", "department"),
        (
            (
                key,
                case.code,
                case.level,
                case.level_id,
                case.account_id,
                case.summary[:200],
                case.department.value,
            )
            for key, case in zip(ids, cases, strict=True)
        ),
        {
            "provider_id": first.provider_id,
            "type_code": first.type.value,
            "raised_at": unit.now,
            "raised_by": unit.caller.display_name,
            "resolve_by": unit.now + timedelta(hours=HOURS_TO_RESOLVE[first.type]),
            "status": status,
            **tracked(unit),
        },
    )
    entries = (
        Entry(key, new=status, account_id=case.account_id) for key, case in zip(ids, cases, strict=True)
    )
    audit_many(unit, "work_item", "raise", entries)
    changed_many(unit, Topic.WORK_ITEM, ids, "raise", first.provider_id)


def end_cases(unit: Unit, about: ColumnElement[bool], resolution: str | None = None) -> None:
    """Resolve the cases under way that match, because the record that they are about was settled.

    `resolution` says how, where the case does not follow that record.
    """
    for item in held_cases(unit, about):
        end_case(unit, item, CaseStatus.RESOLVED, resolution, unit.now)


def held_cases(unit: Unit, about: ColumnElement[bool]) -> Sequence[WorkItem]:
    """Return the cases under way that match, oldest first, held until the end of the transaction."""
    # Locked as they are now: a colleague's note on a case must not stop what settles it.
    found = select(WorkItem).where(about, WorkItem.status.in_(UNDER_WAY)).order_by(WorkItem.id)
    locked = found.with_for_update().execution_options(populate_existing=True)
    return unit.session.scalars(locked).all()


def note_on_case(unit: Unit, item: WorkItem, text: str) -> None:
    """Write a note on a case that is held; notes are numbered without gaps."""
    last = select(func.max(WorkItemNote.number)).where(WorkItemNote.work_item_id == item.id)
    number = (unit.session.scalars(last).one() or 0) + 1
    author = unit.caller.display_name
    unit.session.add(WorkItemNote(work_item_id=item.id, number=number, text=text, author=author, at=unit.now))
    unit.audit("work_item", item.id, "note", reason=text, is_internal=True, account_id=item.account_id)


def end_case(unit: Unit, item: WorkItem, status: CaseStatus, resolution: str | None, at: datetime) -> None:
    """End one case."""
    old = item.status
    item.status, item.resolution = status.value, resolution
    item.resolved_at, item.resolved_by = at, unit.caller.display_name
    verb = "resolve" if status is CaseStatus.RESOLVED else "cancel"
    unit.audit(
        "work_item",
        item.id,
        verb,
        old=old,
        new=status.value,
        reason=resolution,
        account_id=item.account_id,
    )
    unit.changed(Topic.WORK_ITEM, item.id, verb, (item.provider_id, None))


__all__ = [
    "UNDER_WAY",
    "Case",
    "CaseStatus",
    "CaseType",
    "end_case",
    "end_cases",
    "held_cases",
    "note_on_case",
    "raise_case",
    "raise_cases",
]
