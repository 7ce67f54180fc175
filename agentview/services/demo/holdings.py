"""Gives customers what they hold since long: packages, services, billing periods, and their old orders."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from agentview.contract.orders import OrderStatus, OrderType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Provider
from agentview.models.subscription import BillingPeriod, PackageSubscription, ServiceSubscription
from agentview.services.demo.crowd import Customer
from agentview.services.demo.identifier import Identifiers
from agentview.services.demo.scenery import Offer, Part
from agentview.services.provisioning.rules import Period, month_after

FIRST_ORDER, FIRST_CANCEL_REQUEST = 10_001, 201
"""A believable operator did not take its first order this week."""

_OPTION_SHARE = 0.3
_ENDED_SHARE = 0.05
_PACKAGES_HELD = (0, 1, 1, 1, 1, 1, 1, 2, 2, 3)
_OLDEST_DAYS, _NEWEST_DAYS = 880, 60


@dataclass(frozen=True, slots=True)
class Held:
    """An active package of a customer, and the first day of its open billing period."""

    customer: Customer
    offer: Offer
    package: PackageSubscription
    services: tuple[ServiceSubscription, ...]
    open_from: date


class Holdings:
    """Makes packages that were ordered long ago."""

    def __init__(self, session: Session, random: Random, identifiers: Identifiers) -> None:
        """Write in `session`, draw from `random`."""
        self._session = session
        self._random = random
        self._identifiers = identifiers
        self._next_order = FIRST_ORDER
        self._next_cancel = FIRST_CANCEL_REQUEST

    def of_retailer(
        self, provider: Provider, customers: tuple[Customer, ...], offers: tuple[Offer, ...], today: date
    ) -> tuple[Held, ...]:
        """Give each customer some packages; return those that are active."""
        fitting = {kind: [one for one in offers if one.is_business is kind] for kind in (True, False)}
        wishes = [
            (customer, self._random.choice(fitting[customer.is_business]))
            for customer in customers
            for _ in range(self._random.choice(_PACKAGES_HELD))
        ]
        packages = [self._package(customer, offer, today) for customer, offer in wishes]
        self._session.add_all(packages)
        self._session.flush()
        held = [
            Held(customer, offer, package, self._services(customer, offer, package, provider), today)
            for (customer, offer), package in zip(wishes, packages, strict=True)
        ]
        self._session.add_all(service for one in held for service in one.services)
        for one in held:
            self._requests(provider, one)
        self._session.flush()
        return tuple(
            Held(one.customer, one.offer, one.package, one.services, self._periods(one.package, today))
            for one in held
            if one.package.status == SubscriptionStatus.ACTIVE.value
        )

    def _package(self, customer: Customer, offer: Offer, today: date) -> PackageSubscription:
        start_on = today - timedelta(days=self._random.randint(_NEWEST_DAYS, _OLDEST_DAYS))
        is_ended = self._random.random() < _ENDED_SHARE
        lasted = timedelta(days=self._random.randint(20, (today - start_on).days - 5))
        return PackageSubscription(
            account_id=customer.account.id,
            package_plan_id=offer.plan.id,
            status=(SubscriptionStatus.CANCELLED if is_ended else SubscriptionStatus.ACTIVE).value,
            access_fee_cents=offer.plan.access_fee_cents,
            start_on=start_on,
            end_on=start_on + lasted if is_ended else None,
        )

    def _services(
        self, customer: Customer, offer: Offer, package: PackageSubscription, provider: Provider
    ) -> tuple[ServiceSubscription, ...]:
        parts = [
            part for part in offer.parts if part.plan.is_mandatory or self._random.random() < _OPTION_SHARE
        ]
        return tuple(self._service(customer, part, package, provider) for part in parts)

    def _service(
        self, customer: Customer, part: Part, package: PackageSubscription, provider: Provider
    ) -> ServiceSubscription:
        return ServiceSubscription(
            package_subscription_id=package.id,
            service_plan_id=part.plan.id,
            service_type_id=part.service_type.id,
            core_service_identifier=self._identifiers.new(part.form, provider.region),
            status=package.status,
            provisioning_state=ProvisioningState.NONE.value,
            start_on=package.start_on,
            end_on=package.end_on,
            service_address_id=customer.address.id,
        )

    def _requests(self, provider: Provider, held: Held) -> None:
        """Add the order that led to a package, and the request that ended it."""
        package = held.package
        start_on = package.start_on or held.open_from
        self._session.add(
            Order(
                id=self._next_order,
                provider_id=provider.id,
                account_id=package.account_id,
                package_plan_id=package.package_plan_id,
                package_subscription_id=package.id,
                order_type=OrderType.NEW.value,
                status=OrderStatus.ORDER_COMPLETED.value,
                source="API",
                requested_on=start_on,
                submitted_at=_noon(start_on - timedelta(days=2)),
                submitted_by="import",
            )
        )
        self._next_order += 1
        if package.end_on is not None:
            self._session.add(self._cancel_request(provider, package, package.end_on))

    def _cancel_request(
        self, provider: Provider, package: PackageSubscription, end_on: date
    ) -> CancelRequest:
        self._next_cancel += 1
        return CancelRequest(
            id=self._next_cancel - 1,
            provider_id=provider.id,
            account_id=package.account_id,
            package_subscription_id=package.id,
            status=OrderStatus.ORDER_COMPLETED.value,
            reason_code="CUSTOMER_REQUEST",
            time_frame="IMMEDIATE",
            requested_on=end_on,
            submitted_at=_noon(end_on - timedelta(days=3)),
            submitted_by="import",
        )

    def _periods(self, package: PackageSubscription, today: date) -> date:
        """Add the monthly periods of a package, all closed but the one of today, whose start is returned."""
        start_on = package.start_on or today
        periods = [Period(start_on, month_after(start_on) - timedelta(days=1))]
        while periods[-1].to_on < today:
            next_on = periods[-1].to_on + timedelta(days=1)
            periods.append(Period(next_on, month_after(next_on) - timedelta(days=1)))
        self._session.execute(
            insert(BillingPeriod),
            [
                {
                    "package_subscription_id": package.id,
                    "from_on": period.from_on,
                    "to_on": period.to_on,
                    "is_closed": period.to_on < today,
                }
                for period in periods
            ],
        )
        return periods[-1].from_on


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
