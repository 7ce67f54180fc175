"""Puts a service action into the manual queue of the provider that works it (SM-1 create)."""

from dataclasses import dataclass
from datetime import timedelta

from agentview.contract.feed import Topic
from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import ProvisioningTarget, ServiceType
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Provider
from agentview.models.provisioning import ProvisioningAttempt, ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.provisioning.lifecycle import BUCKETS
from agentview.services.search.index import index_task
from agentview.services.unit import Unit

AUTOMATIC = "AUTOMATIC"
WHOLESALER = "WSP"
DEFAULT_HOURS = {
    TransferType.NEW: 24,
    TransferType.CHOWN: 24,
    TransferType.UPGRADE: 24,
    TransferType.CANCEL: 8,
    TransferType.MIGRATE: 24,
}


@dataclass(frozen=True, slots=True)
class Intake:
    """What is to be done to one service, for which request, and as which part of it (PO-10482/`part`).

    `plan_id` is the plan to set up where it is not that of the package: a migration's task is about the
    package that is left.
    """

    request: Order | CancelRequest
    part: int
    package: PackageSubscription
    service: ServiceSubscription
    transfer_type: TransferType
    is_port: bool = False
    plan_id: int | None = None


def create_task(unit: Unit, intake: Intake) -> ProvisioningTask:
    """Create the task of a MANUAL or SEMI_MANUAL service, first attempt, awaiting provisioning (R-PRV-01)."""
    service, request = intake.service, intake.request
    service_type = unit.session.get_one(ServiceType, service.service_type_id)
    target = timedelta(hours=target_hours(unit, service_type.id, intake.transfer_type))
    is_order = isinstance(request, Order)
    is_migration = intake.transfer_type is TransferType.MIGRATE
    task = ProvisioningTask(
        reference=reference(request_prefix(intake.transfer_type, is_order=is_order), request.id, intake.part),
        order_id=request.id if is_order else None,
        cancel_request_id=None if is_order else request.id,
        queue_provider_id=queue_provider(unit, service_type, request.provider_id),
        retailer_id=request.provider_id,
        account_id=intake.package.account_id,
        package_subscription_id=intake.package.id,
        service_subscription_id=service.id,
        service_type_id=service_type.id,
        package_plan_id=intake.plan_id or intake.package.package_plan_id,
        transfer_type=intake.transfer_type.value,
        is_port=intake.is_port,
        status=TaskStatus.AWAITING_PROVISIONING.value,
        bucket=BUCKETS[TaskStatus.AWAITING_PROVISIONING],
        attempt_no=1,
        requested_on=request.requested_on,
        received_at=unit.now,
        sla_due_at=unit.now + target,
        target_seconds=int(target.total_seconds()),
    )
    if not is_migration:
        service.provisioning_state = ProvisioningState.AWAITING.value
    if intake.transfer_type is TransferType.CANCEL:
        service.status = SubscriptionStatus.PENDING_PROV_CANCEL.value
    unit.session.add(task)
    unit.session.flush()
    unit.session.add(ProvisioningAttempt(task_id=task.id, number=1, opened_at=unit.now))
    _tell(unit, task)
    return task


def request_prefix(transfer_type: TransferType, *, is_order: bool) -> Prefix:
    """Return what the number of a request, and of its tasks, begins with (D-23)."""
    if not is_order:
        return Prefix.CANCEL_REQUEST
    return Prefix.MIGRATION if transfer_type is TransferType.MIGRATE else Prefix.ORDER


def queue_provider(unit: Unit, service_type: ServiceType, retailer_id: int) -> int:
    """Return who works it: a supplier that is a wholesaler here (R-PRV-03), else the retailer (R-PRV-04)."""
    supplier_id = service_type.supplier_provider_id
    supplier = unit.session.get_one(Provider, supplier_id) if supplier_id is not None else None
    return works_it(supplier, retailer_id)


def works_it(supplier: Provider | None, retailer_id: int) -> int:
    """Return whose queue is the right one: the supplier's own where it is a wholesaler here."""
    return supplier.id if supplier is not None and supplier.kind == WHOLESALER else retailer_id


def target_hours(unit: Unit, service_type_id: int, transfer_type: TransferType) -> int:
    """Return the hours allowed for a service type and transfer type (D-20)."""
    own = unit.session.get(ProvisioningTarget, (service_type_id, transfer_type.value))
    return own.hours if own is not None else DEFAULT_HOURS[transfer_type]


def _tell(unit: Unit, task: ProvisioningTask) -> None:
    unit.audit("task", task.id, "create", new=task.status, account_id=task.account_id)
    is_shared = task.retailer_id != task.queue_provider_id
    providers = (task.queue_provider_id, task.retailer_id if is_shared else None)
    unit.changed(Topic.TASK, task.id, "create", providers)
    index_task(unit, task)
