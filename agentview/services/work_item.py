"""Raises and ends cases of the worklist from every area (S-34)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from agentview.contract.feed import Topic
from agentview.contract.worklist import CaseStatus, CaseType
from agentview.core.power import Role
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit

UNDER_WAY = (CaseStatus.OPEN.value, CaseStatus.IN_PROGRESS.value)
HOURS_TO_RESOLVE = {CaseType.HALTED_REQUEST: 24, CaseType.NETWORK_ERROR: 8, CaseType.QUERY: 48}
"""How long a case of each type may take, in hours."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case to raise: whose it is, what it is about, and which role's people work it."""

    type: CaseType
    provider_id: int
    department: Role
    level: str
    level_id: int
    account_id: int
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


def end_cases(unit: Unit, about: ColumnElement[bool]) -> None:
    """Resolve the cases under way that match, because the record that they are about was settled."""
    # Locked as they are now: a colleague's note on a case must not stop what settles it.
    found = select(WorkItem).where(about, WorkItem.status.in_(UNDER_WAY)).order_by(WorkItem.id)
    locked = found.with_for_update().execution_options(populate_existing=True)
    for item in unit.session.scalars(locked).all():
        end_case(unit, item, CaseStatus.RESOLVED, None, unit.now)


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
    "raise_case",
]
