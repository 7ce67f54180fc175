"""What completing or ending a task does to services, packages, periods, charges and events."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from agentview.contract.contract_terms import ContractStatus
from agentview.contract.provisioning import TransferType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.money import Money
from agentview.models.order import Order
from agentview.models.subscription import BillingPeriod, Cardline, PackageSubscription, ServiceSubscription
from agentview.services.contracts.beginning import begin_default_contract, take_over_contract
from agentview.services.contracts.early_upgrade import leave_early
from agentview.services.contracts.ending import end_contract
from agentview.services.contracts.in_force import contract_in_force
from agentview.services.provisioning import event
from agentview.services.provisioning.affected import Affected
from agentview.services.provisioning.rules import Period, first_period, unused_credit
from agentview.services.restriction.leaving import case_of_service, leave
from agentview.services.unit import Unit

_OVER = frozenset({SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value})
_ALIVE = frozenset({SubscriptionStatus.PRE_ACTIVE.value, SubscriptionStatus.ACTIVE.value})


def activate_service(unit: Unit, found: Affected, start_on: date) -> None:
    """Make service and, with the first one, package Active (R-PRV-06 to 08); end what they replace."""
    service, package = found.service, found.package
    set_status(unit, "service", service, SubscriptionStatus.ACTIVE)
    service.start_on = start_on
    service.provisioning_state = ProvisioningState.NONE.value
    service.halt_reason_public = None
    event.raise_event(unit, found, event.SERVICE_ACTIVATION, str(service.id))
    if package.status == SubscriptionStatus.PRE_ACTIVE.value:
        _activate_package(unit, found, start_on)
    unit.session.flush()
    if found.transfer_type is TransferType.CHOWN:
        _end_source_service(unit, found, start_on)
    elif found.transfer_type is TransferType.UPGRADE:
        _end_source_package(unit, found)


def _activate_package(unit: Unit, found: Affected, start_on: date) -> None:
    package = found.package
    set_status(unit, "package", package, SubscriptionStatus.ACTIVE)
    package.start_on = start_on
    package.first_period_end_on = found.first_period_end_on
    period = first_period(start_on, found.first_period_end_on)
    unit.session.add(
        BillingPeriod(
            package_subscription_id=package.id, from_on=period.from_on, to_on=period.to_on, is_closed=False
        )
    )
    event.raise_event(unit, found, event.NEW_PACKAGE_ACTIVATION, str(package.id))
    _begin_contract(unit, found, start_on)


def _begin_contract(unit: Unit, found: Affected, start_on: date) -> None:
    """Bind the package (R-CON-01); a new owner takes over what is left of the former owner's contract."""
    source = source_package(unit, found) if found.transfer_type is TransferType.CHOWN else None
    former = contract_in_force(unit, source.id) if source is not None else None
    if former is not None:
        take_over_contract(unit, found.package, former, start_on)
    else:
        begin_default_contract(unit, found.package, found.plan, start_on)


def _end_source_service(unit: Unit, found: Affected, start_on: date) -> None:
    """CHOWN: the former owner's service ends the day before."""
    if found.service.source_id is None:
        return
    source = unit.session.get_one(ServiceSubscription, found.service.source_id)
    end_service(unit, source, start_on - timedelta(days=1))
    package = unit.session.get_one(PackageSubscription, source.package_subscription_id)
    _end_package_if_empty(unit, package)


def _end_source_package(unit: Unit, found: Affected) -> None:
    """UPGRADE: the source package ends the day before the last of the new services starts.

    Its contract is left early for the fee that was agreed to (R-MIG-27); else it ends with the package.
    """
    services = services_of(unit, found.package.id)
    if any(service.status == SubscriptionStatus.PRE_ACTIVE.value for service in services):
        return
    starts = [service.start_on for service in services if service.start_on is not None]
    order = _order_of(unit, found)
    package = source_package(unit, found)
    if package is None or order is None or not starts:
        return
    last_day = max(starts) - timedelta(days=1)
    leave_early(unit, package, order, last_day)
    for service in services_of(unit, package.id):
        if service.status not in _OVER:
            end_service(unit, service, last_day)
    _end_package_if_empty(unit, package)
    package.followed_by_id = found.package.id


def end_service(unit: Unit, service: ServiceSubscription, end_on: date) -> None:
    """Make a service Cancelled with its last day; it leaves the restriction case that it is in."""
    barred_by = case_of_service(unit, service.id)
    set_status(unit, "service", service, SubscriptionStatus.CANCELLED)
    service.end_on = end_on
    service.provisioning_state = ProvisioningState.NONE.value
    service.halt_reason_public = None
    unit.session.flush()
    if barred_by is not None:
        leave(unit, barred_by, service)


def _end_package_if_empty(unit: Unit, package: PackageSubscription) -> bool:
    """Make a package Cancelled when its last service is over; say whether it ended."""
    services = services_of(unit, package.id)
    if any(service.status not in _OVER for service in services):
        return False
    ends = [service.end_on for service in services if service.end_on is not None]
    set_status(unit, "package", package, SubscriptionStatus.CANCELLED)
    package.end_on = max(ends) if ends else None
    unit.session.flush()
    _end_contract(unit, package)
    return True


def _end_contract(unit: Unit, package: PackageSubscription) -> None:
    """A contract ends with its package, without a fee of its own."""
    contract = contract_in_force(unit, package.id)
    if contract is not None:
        on = package.end_on or contract.end_on
        end_contract(unit, contract, ContractStatus.ENDED, on, package.account_id)


def finalise_service(unit: Unit, found: Affected, end_on: date) -> None:
    """End the service; with the last one the package, and credit what was billed beyond it."""
    end_service(unit, found.service, end_on)
    if _end_package_if_empty(unit, found.package) and found.plan.is_prorated:
        _credit_unused(unit, found)


def _credit_unused(unit: Unit, found: Affected) -> None:
    """Credit the unused days of each billed period that reaches beyond the last day of the package."""
    package = found.package
    fee = Money(package.access_fee_cents, found.retailer.currency)
    for period in periods_of(unit, package.id):
        credit = unused_credit(fee, period, package.end_on or period.to_on) if period.is_closed else None
        if credit is None or credit.minor == 0:
            continue
        unit.session.add(
            Cardline(
                account_id=found.account.id,
                package_subscription_id=package.id,
                kind="PRORATA_CREDIT",
                amount_ex_cents=credit.minor,
                currency=credit.currency,
                status="PENDING",
            )
        )


def abort_service(unit: Unit, found: Affected) -> None:
    """Undo the task: a cancellation is off (R-PRV-27), a service never started is Aborted (R-PRV-26).

    A migration is undone as a whole instead (`migrating.give_up`).
    """
    service = found.service
    service.provisioning_state = ProvisioningState.NONE.value
    service.halt_reason_public = None
    if found.transfer_type is TransferType.CANCEL:
        set_status(unit, "service", service, SubscriptionStatus.ACTIVE)
        _reactivate_package(unit, found.package)
        return
    set_status(unit, "service", service, SubscriptionStatus.ABORTED)
    unit.session.flush()
    if found.package.status != SubscriptionStatus.PRE_ACTIVE.value:
        # What was active once is Cancelled with its last service, not Aborted.
        _end_package_if_empty(unit, found.package)
    elif not any(other.status in _ALIVE for other in services_of(unit, found.package.id)):
        set_status(unit, "package", found.package, SubscriptionStatus.ABORTED)


def _reactivate_package(unit: Unit, package: PackageSubscription) -> None:
    if package.status in {
        SubscriptionStatus.PENDING_CANCEL.value,
        SubscriptionStatus.PENDING_PROV_CANCEL.value,
    }:
        set_status(unit, "package", package, SubscriptionStatus.ACTIVE)


def set_status(
    unit: Unit,
    entity: str,
    record: PackageSubscription | ServiceSubscription,
    status: SubscriptionStatus,
) -> None:
    """Bring a package or service to a state, and write that down in its customer's timeline."""
    unit.audit(
        entity, record.id, "status", old=record.status, new=status.value, account_id=_holder(unit, record)
    )
    record.status = status.value


def _holder(unit: Unit, record: PackageSubscription | ServiceSubscription) -> int:
    """Return whose the record is; the package of a service is in the session already."""
    if isinstance(record, PackageSubscription):
        return record.account_id
    return unit.session.get_one(PackageSubscription, record.package_subscription_id).account_id


def services_of(unit: Unit, package_id: int) -> Sequence[ServiceSubscription]:
    """Return the services of a package."""
    return unit.session.scalars(
        select(ServiceSubscription).where(ServiceSubscription.package_subscription_id == package_id)
    ).all()


def source_package(unit: Unit, found: Affected) -> PackageSubscription | None:
    """Return the package that a CHOWN or UPGRADE comes from."""
    order = _order_of(unit, found)
    if order is None or order.source_package_id is None:
        return None
    return unit.session.get(PackageSubscription, order.source_package_id)


def _order_of(unit: Unit, found: Affected) -> Order | None:
    return unit.session.get_one(Order, found.order_id) if found.order_id is not None else None


def periods_of(unit: Unit, package_id: int) -> tuple[Period, ...]:
    """Return the billing periods of a package, oldest first."""
    rows = unit.session.execute(
        select(BillingPeriod.from_on, BillingPeriod.to_on, BillingPeriod.is_closed)
        .where(BillingPeriod.package_subscription_id == package_id)
        .order_by(BillingPeriod.from_on)
    )
    return tuple(Period(row.from_on, row.to_on, row.is_closed) for row in rows)
