"""Cancels packages and services: as a whole or not at all, one person at a time (R-PRV-29 to 33)."""

from datetime import date

from sqlalchemy import select

from agentview.contract import cancelling as contract
from agentview.contract.cancelling import (
    CancelAnswer,
    CancelMade,
    CancelPackageRequest,
    CancelServiceRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.network import NetworkStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.attachment import Attachment
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.cancelling.ending import (
    Ending,
    PackageEnding,
    package_ending,
    service_ending,
    unanswered,
)
from agentview.services.cancelling.preview import preview_package, preview_service
from agentview.services.cancelling.rules import group_refusals
from agentview.services.handler import handle
from agentview.services.network.commands import give_up
from agentview.services.network.lifecycle import UNSETTLED
from agentview.services.network.matter import matter
from agentview.services.orders.ending import submit_cancel
from agentview.services.orders.key import task_references
from agentview.services.orders.wish import CancelTerms, CancelWish, Origin
from agentview.services.provisioning.completion import end_task
from agentview.services.provisioning.facts import dossier, refusal_error
from agentview.services.unit import Unit

SOURCE = "DESKTOP"
_OPEN = ("OPEN", "HALTED")
_OVER = (SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value)


def cancel_package(unit: Unit, request: CancelPackageRequest) -> CancelAnswer:
    """Cancel a package, with all of its group where it is the primary one, in this one transaction.

    What was never active is aborted with its tasks (E11). Raises Rejected with every reason at once, Denied,
    NotFound.
    """
    ending = package_ending(unit, request.package_id, request, is_held=True)
    _refuse(
        ending.refusals
        + group_refusals(len(ending.packages), request.typed_number)
        + _attachment_refusals(unit, ending, request.attachment_id)
    )
    return _cancelled(unit, ending, request)


def cancel_with_group(unit: Unit, request: CancelPackageRequest) -> CancelAnswer:
    """Cancel a package as its contract says (R-CON-03), with all of its group where it is the primary one.

    Nobody is there to type their number (R-PRV-32). Raises Rejected with every reason at once, NotFound.
    """
    ending = package_ending(unit, request.package_id, request, is_held=True)
    _refuse(ending.refusals)
    return _cancelled(unit, ending, request)


def _cancelled(unit: Unit, ending: Ending, request: CancelPackageRequest) -> CancelAnswer:
    aborted: list[str] = []
    made: list[CancelRequest] = []
    for one in ending.packages:
        aborted += _abort_unborn(unit, one, request.reason.value)
        if one.active:
            made.append(_end(unit, one, request, None, made[0].id if made else None))
    return _answer(unit, ending, made, aborted)


def cancel_service(unit: Unit, request: CancelServiceRequest) -> CancelAnswer:
    """Cancel one optional service and leave the others alone (R-PRV-30). Raises as `cancel_package` does."""
    ending = service_ending(unit, request.service_id, request, is_held=True)
    _refuse(ending.refusals + _attachment_refusals(unit, ending, request.attachment_id))
    made = [_end(unit, one, request, ending.only, None) for one in ending.packages]
    return _answer(unit, ending, made, [])


def _refuse(refusals: tuple[Refusal, ...]) -> None:
    if refusals:
        raise refusal_error(refusals)


def _attachment_refusals(unit: Unit, ending: Ending, attachment_id: int | None) -> tuple[Refusal, ...]:
    """A file goes along only where it is whole and the customer's own."""
    if attachment_id is None:
        return ()
    found = unit.session.get(Attachment, attachment_id)
    if found is not None and found.account_id == ending.account.id and found.is_whole:
        return ()
    return (Refusal("E-ATTACHMENT", "attachment_id"),)


def _abort_unborn(unit: Unit, ending: PackageEnding, reason: str) -> list[str]:
    """End the open tasks and refused requests of services that were never active, and the services."""
    ids = [service.id for service in ending.unborn]
    # Held: what a provisioner completes at this moment is no open task any more once it can be read.
    tasks = unit.session.execute(
        select(ProvisioningTask.id, ProvisioningTask.reference)
        .where(ProvisioningTask.service_subscription_id.in_(ids), ProvisioningTask.bucket.in_(_OPEN))
        .order_by(ProvisioningTask.id)
        .with_for_update()
    ).all()
    said = f"{ending.span.product}: {reason}"
    for task in tasks:
        end_task(unit, dossier(unit, task.id), said)
    for request_id in _refused(unit, ending):
        give_up(unit, matter(unit, request_id), said)
    for service in ending.unborn:
        if service.status == SubscriptionStatus.PRE_ACTIVE.value:
            _abort(unit, ending.package, service)
    _abort_package(unit, ending)
    return [task.reference for task in tasks]


def _refused(unit: Unit, ending: PackageEnding) -> list[int]:
    """Return what the platform refused to start, held so that nobody has it retried meanwhile.

    What somebody had retried a moment ago is not aborted before the platform has answered (R-PRV-33).
    """
    unsettled = (
        select(NetworkRequest.id, NetworkRequest.service_subscription_id, NetworkRequest.status)
        .where(
            NetworkRequest.service_subscription_id.in_([service.id for service in ending.unborn]),
            NetworkRequest.status.in_(UNSETTLED),
        )
        .order_by(NetworkRequest.id)
        .with_for_update()
    )
    rows = unit.session.execute(unsettled).all()
    asked = {row.service_subscription_id: row.id for row in rows if row.status != NetworkStatus.REFUSED}
    names = {key: matter(unit, request_id).reference for key, request_id in asked.items()}
    _refuse(unanswered(ending, names))
    return [row.id for row in rows]


def _abort(
    unit: Unit, package: PackageSubscription, record: ServiceSubscription | PackageSubscription
) -> None:
    entity = "service" if isinstance(record, ServiceSubscription) else "package"
    new = SubscriptionStatus.ABORTED.value
    unit.audit(entity, record.id, "status", old=record.status, new=new, account_id=package.account_id)
    record.status = new


def _abort_package(unit: Unit, ending: PackageEnding) -> None:
    """A package of which nothing was ever active is Aborted with its last service."""
    package = ending.package
    is_over = all(part.service.status in _OVER for part in ending.parts)
    if package.status == SubscriptionStatus.PRE_ACTIVE.value and is_over:
        _abort(unit, package, package)


def _end(
    unit: Unit,
    ending: PackageEnding,
    request: CancelPackageRequest | CancelServiceRequest,
    only: ServiceSubscription | None,
    group_request_id: int | None,
) -> CancelRequest:
    terms = CancelTerms(
        reason_code=request.reason.value,
        note=request.note,
        time_frame=request.time_frame.value,
        nominated_on=request.nominated_on,
        attachment_id=request.attachment_id,
        group_request_id=group_request_id,
    )
    services = (only,) if only else ending.active
    return submit_cancel(
        unit,
        CancelWish(ending.package, services, only),
        ending.end_on or unit.today,
        terms,
        Origin(SOURCE),
    )


def _answer(unit: Unit, ending: Ending, made: list[CancelRequest], aborted: list[str]) -> CancelAnswer:
    unit.session.flush()
    unit.changed(Topic.ACCOUNT, ending.account.id, "cancel", (unit.caller.provider_id, None))
    return CancelAnswer(
        account_id=ending.account.id,
        requests=tuple(_made(unit, one) for one in made),
        aborted_tasks=tuple(aborted),
    )


def _made(unit: Unit, request: CancelRequest) -> CancelMade:
    own = reference(Prefix.CANCEL_REQUEST, request.id)
    end_on: date = request.requested_on
    return CancelMade(
        request_id=request.id,
        reference=own,
        package=reference(Prefix.PACKAGE, request.package_subscription_id),
        end_on=end_on,
        task_references=task_references(unit, (own,)),
    )


HANDLERS = (
    handle(contract.PREVIEW_PACKAGE, preview_package),
    handle(contract.PREVIEW_SERVICE, preview_service),
    handle(contract.CANCEL_PACKAGE, cancel_package),
    handle(contract.CANCEL_SERVICE, cancel_service),
)
