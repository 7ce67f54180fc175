"""Keeps the standing of an order or cancel request in step with its tasks (R-PRV-18, SM-0)."""

from sqlalchemy import ColumnElement, select

from agentview.contract.migrations import MigrationCommand
from agentview.contract.orders import OrderStatus
from agentview.contract.provisioning import TransferType
from agentview.core.power import Role
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.work_item import WorkItem
from agentview.services.order_lifecycle import LIFECYCLE, OrderCommand
from agentview.services.provisioning.facts import Dossier
from agentview.services.provisioning.moving import follow as follow_migration
from agentview.services.provisioning.moving import moving_of
from agentview.services.unit import Unit
from agentview.services.work_item import Case, CaseType, end_cases, raise_case


def halt_request(unit: Unit, found: Dossier) -> None:
    """Show the order, or cancel request, as halted, and put a case on the retailer's worklist."""
    record = request_of(unit, found)
    if record.status != OrderStatus.PROVISIONING_HALTED.value:
        _follow(unit, record, OrderCommand.TASK_HALTED)
    if found.transfer_type is TransferType.MIGRATE:
        follow_migration(unit, moving_of(unit, record.id), MigrationCommand.HALT, reason=found.task.halt_text)
    task = found.task
    raise_case(
        unit,
        Case(
            type=CaseType.HALTED_REQUEST,
            provider_id=task.retailer_id,
            department=Role.CSA,
            level="TASK",
            level_id=task.id,
            account_id=task.account_id,
            summary=task.reference,
            code=task.halt_code or "",
            task_id=task.id,
        ),
    )


def settle_request(unit: Unit, found: Dossier) -> None:
    """Show the order as completed again when none of its tasks is halted any more, and close the case."""
    unit.session.flush()
    end_cases(unit, WorkItem.task_id == found.task.id)
    halted = unit.session.scalars(
        select(ProvisioningTask.id).where(_same_request(found), ProvisioningTask.bucket == "HALTED").limit(1)
    ).first()
    record = request_of(unit, found)
    if halted is None and record.status == OrderStatus.PROVISIONING_HALTED.value:
        _follow(unit, record, OrderCommand.TASKS_RESUBMITTED)


def _same_request(found: Dossier) -> ColumnElement[bool]:
    if found.task.order_id is not None:
        return ProvisioningTask.order_id == found.task.order_id
    return ProvisioningTask.cancel_request_id == found.task.cancel_request_id


def request_of(unit: Unit, found: Dossier) -> Order | CancelRequest:
    """Return the order, or cancel request, that the task belongs to."""
    if found.task.order_id is not None:
        return unit.session.get_one(Order, found.task.order_id)
    return unit.session.get_one(CancelRequest, found.task.cancel_request_id)


def _follow(unit: Unit, record: Order | CancelRequest, command: OrderCommand) -> None:
    """Bring the order to the state that its table gives."""
    row = LIFECYCLE.table[OrderStatus(record.status), command]
    target = row.target or OrderStatus(record.status)
    entity = "order" if isinstance(record, Order) else "cancel_request"
    unit.audit(entity, record.id, "status", old=record.status, new=target.value, account_id=record.account_id)
    record.status = target.value
