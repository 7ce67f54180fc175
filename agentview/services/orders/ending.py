"""Carries out the cancellations that an order asks for (R-PRV-29, 30)."""

from datetime import date

from agentview.contract.orders import OrderStatus
from agentview.contract.provisioning import TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.catalogue import ServiceType
from agentview.models.order import CancelRequest
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.network.intake import Wanted, request_end
from agentview.services.orders.wish import CancelTerms, CancelWish, Origin
from agentview.services.provisioning.intake import AUTOMATIC, Intake, create_task
from agentview.services.unit import Unit


def submit_cancel(
    unit: Unit, cancel: CancelWish, requested_on: date, terms: CancelTerms, origin: Origin
) -> CancelRequest:
    """Write the cancel request, and one CANCEL task for each service that a person must end."""
    request = CancelRequest(
        provider_id=unit.caller.provider_id,
        account_id=cancel.package.account_id,
        package_subscription_id=cancel.package.id,
        service_subscription_id=cancel.only.id if cancel.only else None,
        status=OrderStatus.ORDER_COMPLETED.value,
        reason_code=terms.reason_code,
        note=terms.note,
        time_frame=terms.time_frame,
        nominated_on=terms.nominated_on,
        attachment_id=terms.attachment_id,
        group_request_id=terms.group_request_id,
        external_key=origin.external_key,
        content_hash=origin.content_hash,
        requested_on=requested_on,
        submitted_at=unit.now,
        submitted_by=unit.caller.username,
    )
    unit.session.add(request)
    unit.session.flush()
    tasks = 0
    for service in cancel.services:
        tasks += _end_service(unit, Intake(request, tasks + 1, cancel.package, service, TransferType.CANCEL))
    if not tasks:
        request.status = OrderStatus.ORDER_PENDING.value
    if cancel.only is None:
        has_work = SubscriptionStatus.PENDING_PROV_CANCEL if tasks else SubscriptionStatus.PENDING_CANCEL
        _set_status(unit, cancel.package, cancel.package, has_work)
    unit.audit("cancel_request", request.id, "submit", new=request.status, account_id=request.account_id)
    return request


def _end_service(unit: Unit, intake: Intake) -> int:
    """Start to end a service; return how many tasks that took."""
    service = intake.service
    service_type = unit.session.get_one(ServiceType, service.service_type_id)
    if service_type.provisioning_method == AUTOMATIC:
        _set_status(unit, intake.package, service, SubscriptionStatus.PENDING_CANCEL)
        request_end(unit, Wanted(intake.request, intake.package, service))
        return 0
    old = service.status
    create_task(unit, intake)
    unit.audit(
        "service", service.id, "status", old=old, new=service.status, account_id=intake.package.account_id
    )
    return 1


def _set_status(
    unit: Unit,
    package: PackageSubscription,
    record: PackageSubscription | ServiceSubscription,
    status: SubscriptionStatus,
) -> None:
    entity = "package" if isinstance(record, PackageSubscription) else "service"
    unit.audit(
        entity, record.id, "status", old=record.status, new=status.value, account_id=package.account_id
    )
    record.status = status.value
