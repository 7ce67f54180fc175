"""What finishing a migration does to its packages and services (SM-2)."""

from datetime import date, timedelta

from sqlalchemy import select

from agentview.contract.migrations import MigrationCommand
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.customer import CustomerNote
from agentview.models.subscription import (
    BillingPeriod,
    BoltOn,
    PackageSubscription,
    ServiceSerial,
    ServiceSubscription,
)
from agentview.services.provisioning import event
from agentview.services.provisioning.effects import services_of, set_status
from agentview.services.provisioning.migration_money import charge, move_contract
from agentview.services.provisioning.moving import MovedService, Moving, follow
from agentview.services.provisioning.rules import first_period
from agentview.services.restriction.leaving import case_of_service, leave
from agentview.services.restriction.moving import take_bars_along
from agentview.services.unit import Unit

_OVER = frozenset({SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value})
_ENDED_EXTRA, _ACTIVE_EXTRA = "ENDED", "ACTIVE"


def complete(unit: Unit, moving: Moving, command: MigrationCommand, *, reason: str | None = None) -> int:
    """End the losing package, begin the winning one, and charge the frozen quote; return what was charged.

    All effects of SM-2 in this transaction. The days are those that were submitted, whenever it is done.
    """
    last_day = moving.effective_on - timedelta(days=1)
    barred = _barred(unit, moving)
    _end_losing(unit, moving, last_day)
    _begin_winning(unit, moving)
    _let_go(unit, barred)
    charged = charge(unit, moving)
    move_contract(unit, moving, charged, last_day)
    total = sum(amount for _, amount in charged.values())
    moving.migration.fee_charged_cents = total
    moving.migration.completed_at = unit.now
    _write_note(unit, moving, last_day)
    follow(unit, moving, command, reason=reason)
    return total


def _end_losing(unit: Unit, moving: Moving, last_day: date) -> None:
    """Losing services and package are Cancelled with their last day; extras stay behind (R-MIG-15, 21)."""
    for service in services_of(unit, moving.losing.id):
        if service.status not in _OVER:
            set_status(unit, "service", service, SubscriptionStatus.CANCELLED)
            service.end_on = last_day
            service.provisioning_state = ProvisioningState.NONE.value
    set_status(unit, "package", moving.losing, SubscriptionStatus.CANCELLED)
    moving.losing.end_on = last_day
    moving.losing.followed_by_id = moving.winning.id
    for extra in unit.session.scalars(
        select(BoltOn).where(
            BoltOn.package_subscription_id == moving.losing.id, BoltOn.status == _ACTIVE_EXTRA
        )
    ):
        extra.status = _ENDED_EXTRA
        extra.end_on = last_day
    _shorten_periods(unit, moving, last_day)
    unit.session.flush()


def _shorten_periods(unit: Unit, moving: Moving, last_day: date) -> None:
    """What is not billed yet ends with the package; billed periods stay, and are credited (R-MIG-30)."""
    for period in unit.session.scalars(
        select(BillingPeriod).where(
            BillingPeriod.package_subscription_id == moving.losing.id,
            BillingPeriod.to_on > last_day,
            BillingPeriod.is_closed.is_(False),
        )
    ):
        if period.from_on > last_day:
            unit.session.delete(period)
        else:
            period.to_on = last_day


def _begin_winning(unit: Unit, moving: Moving) -> None:
    """The winning package and its services are Active from the effective day on.

    That the package is active is told with its first service, as everywhere (R-PRV-07); one always goes on,
    since a migration that drops all is none (R-MIG-14).
    """
    winning, start_on = moving.winning, moving.effective_on
    set_status(unit, "package", winning, SubscriptionStatus.ACTIVE)
    winning.start_on = start_on
    winning.previous_id = moving.losing.id
    # A group has one primary package: the winning one takes the place, and not before the losing one leaves.
    winning.is_primary_in_group = moving.losing.is_primary_in_group
    moving.losing.is_primary_in_group = False
    winning.first_period_end_on = moving.migration.first_period_end_on
    period = first_period(start_on, winning.first_period_end_on)
    unit.session.add(
        BillingPeriod(
            package_subscription_id=winning.id, from_on=period.from_on, to_on=period.to_on, is_closed=False
        )
    )
    begun = [
        one for one in services_of(unit, winning.id) if one.status == SubscriptionStatus.PRE_ACTIVE.value
    ]
    for service in begun:
        set_status(unit, "service", service, SubscriptionStatus.ACTIVE)
        service.start_on = start_on
        service.provisioning_state = ProvisioningState.NONE.value
        service.halt_reason_public = None
        _take_along(unit, service)
        moved = MovedService(moving, service)
        event.raise_event(unit, moved, event.SERVICE_ACTIVATION, str(service.id))
    if begun:
        first = MovedService(moving, begun[0])
        event.raise_event(unit, first, event.NEW_PACKAGE_ACTIVATION, str(winning.id))
    unit.session.flush()


def _take_along(unit: Unit, service: ServiceSubscription) -> None:
    """The handset, the SIM, and what restricts a service go on with it: only its plan is another one."""
    if service.source_id is None:
        return
    source = unit.session.get_one(ServiceSubscription, service.source_id)
    take_bars_along(unit, source, service)
    for serial in unit.session.scalars(
        select(ServiceSerial).where(ServiceSerial.service_subscription_id == source.id)
    ):
        unit.session.add(
            ServiceSerial(service_subscription_id=service.id, kind=serial.kind, serial_no=serial.serial_no)
        )


def _barred(unit: Unit, moving: Moving) -> list[ServiceSubscription]:
    """Return the losing services that are in a restriction case, whose account is held before they end."""
    return [
        service
        for service in services_of(unit, moving.losing.id)
        if service.status not in _OVER and case_of_service(unit, service.id) is not None
    ]


def _let_go(unit: Unit, barred: list[ServiceSubscription]) -> None:
    """What is dropped leaves its case; what goes on has its successor there by now."""
    for service in barred:
        held = case_of_service(unit, service.id)
        if held is not None:
            leave(unit, held, service)


def _write_note(unit: Unit, moving: Moving, last_day: date) -> None:
    """A note of the system stands at the customer and at the source package (R-MIG-22)."""
    losing = reference(Prefix.PACKAGE, moving.losing.id)
    winning = reference(Prefix.PACKAGE, moving.winning.id)
    write_package_note(
        unit,
        moving.losing,
        f"{moving.reference}: {losing} was migrated to {winning} ({moving.plan.external_name}) "
        f"from {moving.effective_on.isoformat()}; its last day was {last_day.isoformat()}.",
    )


def write_package_note(unit: Unit, package: PackageSubscription, text: str) -> None:
    """Write a note of the system on a package and its customer (E25)."""
    unit.session.add(
        CustomerNote(
            account_id=package.account_id,
            package_subscription_id=package.id,
            text=text,
            author=unit.caller.display_name,
            is_shared=False,
            is_system=True,
            is_alert=False,
            at=unit.now,
        )
    )
