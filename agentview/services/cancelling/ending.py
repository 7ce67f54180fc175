"""Reads all that ends together with a package or a service, and every reason why it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.cancelling import CancelTiming
from agentview.contract.subscription import PackageCommand, ServiceCommand, SubscriptionStatus
from agentview.core.errors import NotFound, Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.subscription import (
    BillingPeriod,
    PackageGroup,
    PackageSubscription,
    ServiceSubscription,
)
from agentview.services.cancelling.rules import Span, last_day, span_refusals, timing_refusals
from agentview.services.orders.hindrances import (
    UnderWay,
    package_facts,
    service_facts,
    under_way_of,
)
from agentview.services.package_scope import package_with_account
from agentview.services.subscription_lifecycle import PACKAGE, SERVICE
from agentview.services.unit import Unit

_ENDABLE = (SubscriptionStatus.PRE_ACTIVE.value, SubscriptionStatus.ACTIVE.value)
_OVER = (SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value)


@dataclass(frozen=True, slots=True)
class Part:
    """A service with its plan and type."""

    service: ServiceSubscription
    plan: ServicePlan
    type: ServiceType


@dataclass(frozen=True, slots=True)
class PackageEnding:
    """A package that ends: its services that are not over yet, and its last day."""

    package: PackageSubscription
    plan: PackagePlan
    parts: tuple[Part, ...]
    span: Span
    end_on: date | None

    @property
    def active(self) -> tuple[ServiceSubscription, ...]:
        """The services that are ended by a cancel request."""
        return self._with(SubscriptionStatus.ACTIVE)

    @property
    def unborn(self) -> tuple[ServiceSubscription, ...]:
        """The services that were never active: their orders are aborted (E11)."""
        return self._with(SubscriptionStatus.PRE_ACTIVE)

    def _with(self, status: SubscriptionStatus) -> tuple[ServiceSubscription, ...]:
        return tuple(part.service for part in self.parts if part.service.status == status.value)


@dataclass(frozen=True, slots=True)
class Ending:
    """All that one command ends; `only` is the service, where it is a single one."""

    account: Account
    group: str
    packages: tuple[PackageEnding, ...]
    only: ServiceSubscription | None
    under_way: UnderWay
    refusals: tuple[Refusal, ...]


def package_ending(unit: Unit, package_id: int, timing: CancelTiming, *, is_held: bool = False) -> Ending:
    """Return what ends with a package: all of its group where it is the primary one (R-PRV-32).

    `is_held` keeps the customer's account until the end of the transaction. Raises NotFound.
    """
    package, account = package_with_account(unit, package_id, is_held=is_held)
    members = _members(unit, package)
    endings = _endings(unit, [package, *members], timing)
    under_way = under_way_of(unit, account.id)
    refusals = [refusal for one in endings for refusal in _refusals(unit, account, one, under_way)]
    group = unit.session.get(PackageGroup, package.group_id) if members else None
    return Ending(
        account,
        group.name if group else "",
        endings,
        None,
        under_way,
        tuple(refusals)
        + timing_refusals(timing.time_frame, timing.nominated_on, unit.today)
        + _span_refusals(endings, timing),
    )


def service_ending(unit: Unit, service_id: int, timing: CancelTiming, *, is_held: bool = False) -> Ending:
    """Return what ends with a single service, and every reason against it (R-PRV-30). Raises NotFound."""
    package_id = unit.session.scalars(
        select(ServiceSubscription.package_subscription_id).where(ServiceSubscription.id == service_id)
    ).first()
    if package_id is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"service_id": service_id}))
    package, account = package_with_account(unit, package_id, is_held=is_held)
    (whole,) = _endings(unit, [package], timing)
    service = unit.session.get_one(ServiceSubscription, service_id, populate_existing=True)
    plan = unit.session.get_one(ServicePlan, service.service_plan_id)
    under_way = under_way_of(unit, account.id)
    facts = service_facts(account, whole.package, service, under_way, is_mandatory=plan.is_mandatory)
    verdict = SERVICE.judge(
        SubscriptionStatus(service.status), ServiceCommand.CANCEL, facts, unit.caller.powers
    )
    span = Span(facts.product, _starts([service]), whole.span.period_end_on)
    parts = tuple(part for part in whole.parts if part.service.id == service_id)
    ending = PackageEnding(whole.package, whole.plan, parts, span, whole.end_on)
    return Ending(
        account,
        "",
        (ending,),
        service,
        under_way,
        verdict.refusals
        + timing_refusals(timing.time_frame, timing.nominated_on, unit.today)
        + _span_refusals((ending,), timing),
    )


def _members(unit: Unit, package: PackageSubscription) -> Sequence[PackageSubscription]:
    """Return the other packages that end with the primary one of a group, as far as they are not over."""
    if package.group_id is None or not package.is_primary_in_group:
        return ()
    return unit.session.scalars(
        select(PackageSubscription)
        .where(
            PackageSubscription.group_id == package.group_id,
            PackageSubscription.account_id == package.account_id,
            PackageSubscription.id != package.id,
            PackageSubscription.status.in_(_ENDABLE),
        )
        .order_by(PackageSubscription.id)
        .execution_options(populate_existing=True)
    ).all()


def _endings(
    unit: Unit, packages: Sequence[PackageSubscription], timing: CancelTiming
) -> tuple[PackageEnding, ...]:
    ids = [package.id for package in packages]
    rows = unit.session.execute(
        select(ServiceSubscription, ServicePlan, ServiceType)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .where(ServiceSubscription.package_subscription_id.in_(ids), ServiceSubscription.status.not_in(_OVER))
        .order_by(ServiceSubscription.id)
        .execution_options(populate_existing=True)
    ).all()
    period_ends: dict[int, date] = {
        row.package_subscription_id: row.to_on
        for row in unit.session.execute(
            select(BillingPeriod.package_subscription_id, BillingPeriod.to_on).where(
                BillingPeriod.package_subscription_id.in_(ids),
                BillingPeriod.from_on <= unit.today,
                BillingPeriod.to_on >= unit.today,
            )
        )
    }
    plans = {
        plan.id: plan
        for plan in unit.session.scalars(
            select(PackagePlan).where(PackagePlan.id.in_([one.package_plan_id for one in packages]))
        )
    }
    parts = [Part(*row) for row in rows]
    return tuple(
        _ending(
            unit,
            package,
            plans[package.package_plan_id],
            tuple(part for part in parts if part.service.package_subscription_id == package.id),
            period_ends.get(package.id),
            timing,
        )
        for package in packages
    )


def _ending(
    unit: Unit,
    package: PackageSubscription,
    plan: PackagePlan,
    parts: tuple[Part, ...],
    period_end_on: date | None,
    timing: CancelTiming,
) -> PackageEnding:
    active = [part.service for part in parts if part.service.status == SubscriptionStatus.ACTIVE.value]
    span = Span(reference(Prefix.PACKAGE, package.id), _starts(active), period_end_on)
    end_on = last_day(timing.time_frame, timing.nominated_on, unit.today, span)
    return PackageEnding(package, plan, parts, span, end_on)


def _starts(services: Sequence[ServiceSubscription]) -> tuple[date, ...]:
    return tuple(service.start_on for service in services if service.start_on is not None)


def _refusals(
    unit: Unit, account: Account, ending: PackageEnding, under_way: UnderWay
) -> tuple[Refusal, ...]:
    """Judge a package; one of a group that was never active is ended by aborting its orders."""
    status = SubscriptionStatus(ending.package.status)
    facts = package_facts(account, ending.package, under_way)
    is_member = not ending.package.is_primary_in_group and ending.package.group_id is not None
    asked = unanswered(ending, under_way.at_network)
    if status is SubscriptionStatus.PRE_ACTIVE and is_member:
        return asked
    verdict = PACKAGE.judge(status, PackageCommand.CANCEL, facts, unit.caller.powers)
    is_ending = status is SubscriptionStatus.ACTIVE and not (ending.active or ending.unborn)
    if is_ending and verdict.is_open:
        values = {"product": facts.product, "reference": facts.busy or ""}
        return (Refusal("E-OPEN-ORDER", rule="R-PRV-33", values={**values}),)
    return verdict.refusals + asked


def unanswered(ending: PackageEnding, at_network: Mapping[int, str]) -> tuple[Refusal, ...]:
    """Refuse to abort what the platform was asked to start, by service, before it has answered."""
    found = {service.id: at_network.get(service.id) for service in ending.unborn}
    return tuple(
        Refusal(
            "E-OPEN-ORDER",
            rule="R-PRV-33",
            values={"product": reference(Prefix.SERVICE, service_id), "reference": name},
        )
        for service_id, name in found.items()
        if name is not None
    )


def _span_refusals(endings: tuple[PackageEnding, ...], timing: CancelTiming) -> tuple[Refusal, ...]:
    return tuple(
        refusal
        for one in endings
        if one.active
        for refusal in span_refusals(timing.time_frame, one.end_on, one.span)
    )
