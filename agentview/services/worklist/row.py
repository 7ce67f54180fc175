"""Turns what was read of a case into what goes out."""

from datetime import datetime

from agentview.contract.worklist import CaseRow, CaseStatus, CaseType
from agentview.core.reference import Prefix, reference
from agentview.models.work_item import WorkItem
from agentview.services.work_item import UNDER_WAY
from agentview.services.worklist.lifecycle import HARDWARE, NETWORK, TASK


def case_row(
    item: WorkItem, customer: str | None, account_no: str | None, assignee: str | None, now: datetime
) -> CaseRow:
    """Return the line of a case."""
    is_late = item.status in UNDER_WAY and item.resolve_by is not None and item.resolve_by < now
    return CaseRow(
        case_id=item.id,
        version=item.row_version,
        reference=reference(Prefix.WORK_ITEM, item.id),
        type=CaseType(item.type_code),
        code=item.code,
        level=item.level,
        level_id=item.level_id,
        account_id=item.account_id,
        account_no=account_no or "",
        customer=customer or "",
        summary=item.summary,
        department=item.department,
        raised_at=item.raised_at,
        resolve_by=item.resolve_by,
        is_overdue=is_late,
        assigned_to_id=item.assigned_to,
        assigned_to=assignee,
        status=CaseStatus(item.status),
    )


def follows(item: WorkItem) -> str:
    """Return the kind of record that ends the case, or "" where a person does."""
    if item.task_id is not None:
        return TASK
    if item.network_request_id is not None:
        return NETWORK
    return HARDWARE if item.level == HARDWARE else ""
