"""Moves a device's enrolment to another state: the row, its trail, and the news of it."""

from sqlalchemy import ColumnElement, and_

from agentview.contract.feed import Topic
from agentview.contract.hardware import EnrolmentCommand, EnrolmentStatus
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit
from agentview.services.work_item import CaseType, end_cases

ENTITY = "device_enrolment"
LEVEL = "ENROLMENT"
"""What cases about a device name as the record that they are about."""

SETTLED = frozenset({EnrolmentStatus.ENROLLED, EnrolmentStatus.UNENROLLED, EnrolmentStatus.VOIDED})
"""States in which nothing is left to be done about what a programme has refused."""


def move(
    unit: Unit,
    item: DeviceEnrolment,
    command: EnrolmentCommand,
    target: EnrolmentStatus,
    *,
    reason: str | None = None,
) -> None:
    """Bring a device's enrolment to `target`; cases about what was refused end once it is settled."""
    old, item.status = item.status, target.value
    unit.audit(
        ENTITY,
        item.id,
        command.value,
        field="status",
        old=old,
        new=target.value,
        reason=reason,
        account_id=item.account_id,
    )
    unit.changed(Topic.ENROLMENT, item.id, command.value, (item.provider_id, None))
    if target in SETTLED:
        end_cases(unit, about(item), target.value)


def about(item: DeviceEnrolment) -> ColumnElement[bool]:
    """The cases about what a programme has refused of a device."""
    return and_(
        WorkItem.account_id == item.account_id,
        WorkItem.type_code == CaseType.ENROLMENT_ERROR.value,
        WorkItem.level == LEVEL,
        WorkItem.level_id == item.id,
    )
