"""Plans the orders of the last days, for all retailers and in all kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from agentview.contract.orders import ProductOrder
from agentview.core.clock import local_day
from agentview.core.power import Role
from agentview.models.party import Provider
from agentview.models.provisioning import ProvisioningTask
from agentview.services.demo.career import Careers
from agentview.services.demo.crowd import Customer
from agentview.services.demo.deed import Job
from agentview.services.demo.fate import FINAL, Fate, Kind, Plot, age, plots
from agentview.services.demo.holdings import Held
from agentview.services.demo.request import Buyer, Requests
from agentview.services.demo.scenery import Offer
from agentview.services.demo.stage import Stage
from agentview.services.orders.operations import place
from agentview.services.provisioning.intake import target_hours
from agentview.services.unit import Unit

_SETTLED_DAYS = 12
_OPENS, _CLOSES = 7, 21
_OVERNIGHT = timedelta(hours=30)
_DONE_SHARE = 0.6


@dataclass(slots=True)
class Shop:
    """A retailer with customers, what is sold, and the packages that an order may replace or end."""

    provider: Provider
    customers: tuple[Customer, ...]
    offers: tuple[Offer, ...]
    held: list[Held]

    @classmethod
    def of(
        cls,
        provider: Provider,
        customers: tuple[Customer, ...],
        offers: tuple[Offer, ...],
        held: Iterable[Held],
        now: datetime,
    ) -> "Shop":
        """Keep the packages whose orders all services can be worked, and whose last bill is some days old."""
        settled = local_day(now, provider.timezone) - timedelta(days=_SETTLED_DAYS)
        fit = [
            one
            for one in held
            if one.customer.may_order
            and one.open_from <= settled
            and all(part.is_queued for part in one.offer.parts)
        ]
        return cls(provider, tuple(one for one in customers if one.may_order), offers, fit)


class Week:
    """Plans orders, and what becomes of their tasks."""

    def __init__(self, stage: Stage, careers: Careers, requests: Requests, random: Random) -> None:
        """Plan on `stage`, draw from `random`."""
        self._stage = stage
        self._careers = careers
        self._requests = requests
        self._random = random

    def plan(self, unit: Unit, shops: tuple[Shop, ...]) -> None:
        """Plan all orders, some of each shop's first customer, who signs in too; `unit` reads the targets."""
        for shop in shops:
            for fate in (Fate.HALTED, Fate.WAITING):
                self._order(unit, shop, Plot(Kind.NEW, fate), shop.customers[0])
        for number, plot in enumerate(plots(self._random)):
            self._order(unit, shops[number % 5 % len(shops)], plot)

    def _order(self, unit: Unit, shop: Shop, plot: Plot, customer: Customer | None = None) -> None:
        held, offer = self._choice(shop, plot.kind)
        first = (held.offer if held and plot.kind is not Kind.UPGRADE else offer).parts[0].service_type
        target = timedelta(hours=target_hours(unit, first.id, plot.kind.transfer_type))
        at = _by_day(self._stage.now, age(plot.fate, target, self._random), shop.provider.timezone)
        customer = customer or (held.customer if held else self._customer(shop, offer))
        order = self._request(Buyer(shop.provider, customer, at), plot.kind, held, offer, shop)
        agent = self._stage.somebody(shop.provider.id, Role.CSA)
        self._stage.plan(at, agent, lambda unit: self._placed(unit, order, plot))

    def _choice(self, shop: Shop, kind: Kind) -> tuple[Held | None, Offer]:
        """Take a package that is held, where the kind needs one, and what is to be ordered."""
        if kind in {Kind.NEW, Kind.PORT}:
            return None, self._random.choice(shop.offers)
        fit = [one for one in shop.held if kind is not Kind.UPGRADE or _better(shop, one)]
        held = self._random.choice(fit)
        shop.held.remove(held)
        return held, self._random.choice(_better(shop, held)) if kind is Kind.UPGRADE else held.offer

    def _customer(self, shop: Shop, offer: Offer) -> Customer:
        return self._random.choice([one for one in shop.customers if one.is_business == offer.is_business])

    def _request(self, buyer: Buyer, kind: Kind, held: Held | None, offer: Offer, shop: Shop) -> ProductOrder:
        if held is None:
            return self._requests.new(buyer, offer, is_port=kind is Kind.PORT)
        if kind is Kind.UPGRADE:
            return self._requests.upgrade(buyer, held, offer)
        if kind is Kind.CANCEL:
            return self._requests.cancel(buyer, held)
        others = [
            one
            for one in shop.customers
            if one.is_business == buyer.customer.is_business and one is not buyer.customer
        ]
        return self._requests.chown(buyer, held, self._random.choice(others))

    def _placed(self, unit: Unit, order: ProductOrder, plot: Plot) -> None:
        """Place the order, and begin the career of each of its tasks."""
        references = place(unit, order).task_references
        tasks = unit.session.scalars(
            select(ProvisioningTask)
            .where(ProvisioningTask.reference.in_(references))
            .order_by(ProvisioningTask.id)
        )
        for number, task in enumerate(tasks.all()):
            job = Job(
                task_id=task.id,
                kind=plot.kind,
                queue_provider_id=task.queue_provider_id,
                retailer_id=task.retailer_id,
                received_at=unit.now,
                target=timedelta(seconds=task.target_seconds),
            )
            self._careers.begin(job, plot.fate if number == 0 else self._beside(plot.fate, job))

    def _beside(self, fate: Fate, job: Job) -> Fate:
        """Return the fate of a further task of the same order."""
        if fate in FINAL:
            return fate
        is_old = self._stage.now - job.received_at > job.target / 2
        return Fate.COMPLETED if is_old and self._random.random() < _DONE_SHARE else Fate.WAITING


def _better(shop: Shop, held: Held) -> list[Offer]:
    """Return the plans that a package can be upgraded to: its first service is of the same type."""
    wanted = held.offer.parts[0].service_type.id
    return [
        offer
        for offer in shop.offers
        if offer.plan.id != held.offer.plan.id
        and offer.is_business == held.offer.is_business
        and offer.parts[0].service_type.id == wanted
        and all(part.is_queued for part in offer.parts)
    ]


def _by_day(now: datetime, how_old: timedelta, zone: str) -> datetime:
    """Return the moment so long ago, to the second; older ones within opening hours."""
    at = (now - how_old).replace(microsecond=0)
    if how_old < _OVERNIGHT:
        return at
    hour = at.astimezone(ZoneInfo(zone)).hour
    if hour < _OPENS:
        return at + timedelta(hours=_OPENS)
    if hour >= _CLOSES:
        return at - timedelta(hours=3)
    return at
