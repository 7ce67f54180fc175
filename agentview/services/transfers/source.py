"""Reads the package that is to be transferred, and what stands against transferring it."""

from dataclasses import dataclass
from datetime import date, timedelta

from agentview.contract.subscription import PackageCommand, SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.orders.hindrances import package_facts, under_way_of
from agentview.services.orders.queries import services_of
from agentview.services.package_scope import package_with_account
from agentview.services.provisioning.effects import periods_of
from agentview.services.provisioning.rules import Period, source_date_refusals
from agentview.services.subscription_lifecycle import PACKAGE
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Source:
    """A package with its owner, plan, active services and billing periods, and what stands against it."""

    account: Account
    package: PackageSubscription
    plan: PackagePlan
    services: tuple[ServiceSubscription, ...]
    periods: tuple[Period, ...]
    refusals: tuple[Refusal, ...]

    @property
    def closed_until(self) -> date | None:
        """The last day of its closed billing periods."""
        return max((period.to_on for period in self.periods if period.is_closed), default=None)

    @property
    def earliest_on(self) -> date | None:
        """The first day on which something may take its place (R-PRV-11)."""
        days = [day for day in (self.package.start_on, self.closed_until) if day is not None]
        return max(days) + timedelta(days=1) if days else None


def source_of(unit: Unit, package_id: int, command: PackageCommand, *, is_held: bool = False) -> Source:
    """Return a package to transfer. `is_held` keeps its account until the end of the transaction.

    Raises NotFound, also for one of another provider.
    """
    package, account = package_with_account(unit, package_id, is_held=is_held)
    facts = package_facts(account, package, under_way_of(unit, account.id))
    status = SubscriptionStatus(package.status)
    return Source(
        account=account,
        package=package,
        plan=unit.session.get_one(PackagePlan, package.package_plan_id),
        services=tuple(
            one for one in services_of(unit, package.id) if one.status == SubscriptionStatus.ACTIVE.value
        ),
        periods=periods_of(unit, package.id),
        refusals=PACKAGE.judge(status, command, facts, unit.caller.powers).refusals,
    )


def day_refusals(source: Source, requested_on: date) -> tuple[Refusal, ...]:
    """A day on which the transfer could not be activated is not even asked for (R-PRV-10, 11)."""
    return source_date_refusals(requested_on, source.package.start_on, source.periods, field="requested_on")
