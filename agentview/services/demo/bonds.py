"""Binds the packages that customers hold since long: contracts of all ages, extras, and what was used.

Draws from numbers of its own, so that the orders of the demo stay as they are.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from random import Random

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from agentview.contract.contract_terms import ContractStatus, EndMethod
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.clock import local_day
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractType
from agentview.models.database import Stamp
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Provider
from agentview.models.subscription import BillingPeriod, BoltOn, PackageSubscription
from agentview.services.contracts.beginning import add_contract, begin_default_contract
from agentview.services.contracts.ending import end_contract, renew_contract
from agentview.services.demo.lists import ContractLists, Contracts, ExtraEntry
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit

_IMPORT = "import"
_AGAIN = (356, 0, 30, 300, 0, 200)
"""How many days ago customers whose contract had ended took another one; 0: they did not. Of twelve months,
those of 300 days leave three, and those of 356 end in some days."""
_OLD = (370, 130)
"""How many days ago the customers began whom a type binds that is not sold any more."""
_LATEST_BOUND = timedelta(days=640)
_EXTRA_SHARE = 0.6
_LEAST_USED, _MOST_USED = 20, 130
"""Percent of what is included for the days that are over."""


def bind_old(session: Session, now: datetime, lists: Contracts) -> None:
    """Write down since when the packages of each retailer are bound, and what became of earlier contracts."""
    for code, entry in lists.retailers.items():
        provider = session.scalars(select(Provider).where(Provider.code == code)).one_or_none()
        if provider is not None:
            Bonds(session, provider, entry, local_day(now, provider.timezone)).bind()
    session.info["stamp"] = Stamp(_IMPORT, now)


class Bonds:
    """Binds the customers of one retailer."""

    def __init__(self, session: Session, provider: Provider, lists: ContractLists, today: date) -> None:
        """Write in `session`; the same each time for the same provider."""
        self._session, self._provider, self._lists, self._today = session, provider, lists, today
        self._random = Random(f"bonds of {provider.code}")  # noqa: S311 - the demo is the same each time
        self._again = cycle(_AGAIN)
        self._types = {
            row.internal_name: row
            for row in session.scalars(select(ContractType).where(ContractType.provider_id == provider.id))
        }

    def bind(self) -> None:
        """Bind the packages in the order of their numbers, and give some of them extras."""
        held = self._held()
        old = self._bind_to_old(held)
        for package, plan in held:
            if plan.default_contract_type_id is not None and package.id not in old:
                self._history(package, plan)
        for extra in self._lists.extras:
            self._extras(extra, [package for package, plan in held if plan.code == extra.plan])
        self._use([package.id for package, plan in held if plan.included_value_cents])
        self._session.flush()

    def _held(self) -> list[tuple[PackageSubscription, PackagePlan]]:
        """Return the active packages of which nothing was asked since."""
        is_asked_for = exists().where(Order.source_package_id == PackageSubscription.id)
        is_to_end = exists().where(CancelRequest.package_subscription_id == PackageSubscription.id)
        rows = self._session.execute(
            select(PackageSubscription, PackagePlan)
            .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
            .where(
                PackagePlan.provider_id == self._provider.id,
                PackageSubscription.status == SubscriptionStatus.ACTIVE.value,
                PackageSubscription.created_by == _IMPORT,
                ~is_asked_for,
                ~is_to_end,
            )
            .order_by(PackageSubscription.id)
        )
        return [(package, plan) for package, plan in rows]

    def _bind_to_old(self, held: list[tuple[PackageSubscription, PackagePlan]]) -> set[int]:
        """Bind the oldest packages of a pool to its type that is not sold any more; return which."""
        old = {
            place.plan
            for pool in self._lists.pools
            if pool.contract_type == self._lists.withdrawn
            for place in pool.plans
        }
        fit = sorted(
            (package for package, plan in held if plan.code in old),
            key=lambda package: package.start_on or self._today,
        )
        for package, days in zip(fit, _OLD, strict=False):
            start_on = max(package.start_on or self._today, self._today - timedelta(days=days))
            terms = self._types[self._lists.withdrawn]
            add_contract(self._unit(start_on), package, terms, start_on, None)
        return {package.id for package, _ in zip(fit, _OLD, strict=False)}

    def _history(self, package: PackageSubscription, plan: PackagePlan) -> None:
        """Begin a contract with the package, and let it end or go on as its type says.

        What its end would have cancelled was bound later: it is still there.
        """
        start_on = package.start_on or self._today
        terms = self._session.get_one(ContractType, plan.default_contract_type_id)
        if terms.end_method == EndMethod.CANCEL_SERVICE:
            start_on = max(start_on, self._today - _LATEST_BOUND)
        contract = begin_default_contract(self._unit(start_on), package, plan, start_on)
        if contract is None:
            return
        if terms.end_method == EndMethod.NO_CONTRACT:
            self._end(package, plan, contract)
            return
        while contract.end_on < self._today:
            renew_contract(self._unit(contract.end_on), contract, terms, package.account_id)

    def _end(self, package: PackageSubscription, plan: PackagePlan, contract: Contract) -> None:
        """Let a contract that is over end, and most customers take another one later."""
        if contract.end_on >= self._today:
            return
        ended = contract.end_on
        unit = self._unit(ended + timedelta(days=1))
        end_contract(unit, contract, ContractStatus.ENDED, ended, package.account_id)
        days = next(self._again)
        if days:
            again_on = max(self._today - timedelta(days=days), ended + timedelta(days=1))
            begin_default_contract(self._unit(again_on), package, plan, again_on)

    def _extras(self, entry: ExtraEntry, packages: list[PackageSubscription]) -> None:
        """Give the first package, and some others, a bolt-on, with its add-on where there is one."""
        for number, package in enumerate(packages):
            if number and self._random.random() > _EXTRA_SHARE:
                continue
            extra = self._extra(package, entry.name, entry.fee)
            if entry.add_on:
                self._extra(package, entry.add_on, entry.add_on_fee, parent_id=extra.id)

    def _extra(
        self, package: PackageSubscription, name: str, fee: int, parent_id: int | None = None
    ) -> BoltOn:
        extra = BoltOn(
            package_subscription_id=package.id,
            parent_id=parent_id,
            name=name,
            fee_cents=fee,
            status="ACTIVE",
            start_on=package.start_on,
        )
        self._session.add(extra)
        self._session.flush()
        return extra

    def _use(self, package_ids: list[int]) -> None:
        """Let billing have rated usage in the open periods, of some customers more than is included."""
        included = dict(
            self._session.execute(
                select(PackageSubscription.id, PackagePlan.included_value_cents)
                .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
                .where(PackageSubscription.id.in_(package_ids))
                .order_by(PackageSubscription.id)
            ).all()
        )
        for package_id, cents in included.items():
            for period in self._session.scalars(
                select(BillingPeriod).where(
                    BillingPeriod.package_subscription_id == package_id, BillingPeriod.is_closed.is_(False)
                )
            ):
                days = (period.to_on - period.from_on).days + 1
                over = max(0, (self._today - period.from_on).days)
                share = self._random.randint(_LEAST_USED, _MOST_USED)
                period.used_value_cents = (cents or 0) * share * over // (100 * days)

    def _unit(self, on: date) -> Unit:
        """Return a unit of work at noon of a day that is over."""
        at = datetime.combine(on, time(12), tzinfo=UTC)
        self._session.info["stamp"] = Stamp(_IMPORT, at)
        return Unit(self._session, NOBODY, at)
